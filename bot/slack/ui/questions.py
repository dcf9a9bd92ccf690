"""What leaders ask through the bot: the forms, and how it stands in a channel."""

from collections.abc import Sequence

from bot.domain.ideas import Idea
from bot.domain.outgoing import OwnerWanted, QuestionPosted, RepliesTold, TeamAsked
from bot.domain.questions import OFFERED, WORDS_LIMIT
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui import blocks as bk
from bot.slack.ui.ideas import idea_link, idea_link_afar

Place = tuple[str, str] | None  # the channel and ts of the message whose button opened a form


@render.register
def question_posted(message: QuestionPosted, reader: Reader) -> Rendered:
    words = reader.words
    offered = OFFERED.get(message.offered)
    asked = words.say(offered) if offered else reader.typed(message.words)
    return _asks(message.by, asked, reader)


@render.register
def team_asked(message: TeamAsked, reader: Reader) -> Rendered:
    asked = _asks(message.by, reader.typed(message.words), reader)
    if not message.ideas:
        return asked
    lines = "\n".join(f"• {_by(idea, reader)}" for idea in message.ideas)
    return Rendered(asked.text, [*asked.blocks, bk.section(lines)])


@render.register
def owner_wanted(message: OwnerWanted, reader: Reader) -> Rendered:
    asked = _asks(message.by, reader.say("Who would test this?"), reader)
    press = bk.button(reader.say(":test_tube: I'll test it"), "ideas.test", message.idea.id)
    return Rendered(asked.text, [*asked.blocks, bk.actions(press)])


@render.register
def replies_told(message: RepliesTold, reader: Reader) -> Rendered:
    text = reader.say(
        "Three others have replied to {idea}. What would you add?",
        idea=idea_link_afar(message.idea, reader),
    )
    return Rendered.of(text)


def question_form(
    reader: Reader, nudge: int, channel: str | None, place: Place, *, form: str = "questions.ask"
) -> bk.View:
    """Several questions offered, or one's own. `form` is its name; where it is another than a
    nudge's, `nudge` is the id of what it follows.
    """
    say = reader.say
    offered = {name: say(sentence) for name, sentence in OFFERED.items()}
    picker = bk.select("offered", offered, initial=next(iter(offered)), kind="radio_buttons")
    own = bk.text_input("words", WORDS_LIMIT)
    blocks = [
        bk.field(say("Which question?"), picker),
        bk.field(
            say("Or in your own words"),
            own,
            optional=True,
            hint=say("These are asked instead. I keep who answers and when, never what."),
        ),
        _where(channel, reader),
    ]
    return _form(form, say("Ask a question"), blocks, nudge, place, reader)


def ask_team_form(
    ideas: Sequence[Idea], reader: Reader, nudge: int, channel: str | None, place: Place
) -> bk.View:
    """What is asked about the ideas that wait, and where."""
    say = reader.say
    question = say("These ideas have had no reply yet. What do you think of them?")
    asked = bk.text_input("words", WORDS_LIMIT, initial=question)
    blocks = [
        bk.section("\n".join(f"• {_by(idea, reader)}" for idea in ideas)),
        bk.field(say("What do you ask?"), asked),
        _where(channel, reader),
    ]
    return _form("nudges.ask_team", say("Ask the team"), blocks, nudge, place, reader)


def waiting_ideas_view(ideas: Sequence[Idea], reader: Reader) -> bk.View:
    """The ideas without a reply, each linked to where one can be given."""
    say = reader.say
    lines = [f"• {reader.day(idea.shared_at)}: {_by(idea, reader)}" for idea in ideas]
    text = "\n".join(lines) or say("Each of them has a reply by now.")
    blocks = [bk.section(text)]
    return bk.modal("notice", say("Ideas that wait"), blocks, reader.words)


def _asks(by: str, asked: str, reader: Reader) -> Rendered:
    text = reader.say(
        ":speech_balloon: *{name}* asks: {question}", name=reader.name(by), question=asked
    )
    return Rendered.of(text)


def _by(idea: Idea, reader: Reader) -> str:
    name = reader.say("by {name}", name=reader.name(idea.author))
    return f"{idea_link(idea, reader)} {name}"


def _where(channel: str | None, reader: Reader) -> bk.Block:
    choose = reader.say("Choose a channel")
    where = bk.channel_input("channel", placeholder=choose, initial=channel)
    return bk.field(reader.say("Where?"), where)


def _form(
    callback_id: str, title: str, blocks: list[bk.Block], nudge: int, place: Place, reader: Reader
) -> bk.View:
    meta = {"nudge": nudge, "place": place}
    return bk.modal(callback_id, title, blocks, reader.words, submit=reader.say("Ask"), meta=meta)
