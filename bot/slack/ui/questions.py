"""What leaders ask through the bot: the forms, and how it stands in a channel."""

from collections.abc import Sequence

from bot.domain.ideas import Idea
from bot.domain.outgoing import OwnerWanted, QuestionPosted, RepliesTold, TeamAsked
from bot.domain.questions import OFFERED, WORDS_LIMIT
from bot.slack.ui import Reader, Rendered, bk, render
from bot.slack.ui.ideas import idea_link, idea_link_afar

Place = tuple[str, str] | None  # the channel and ts of the message whose button opened a form


@render.register
def question_posted(message: QuestionPosted, reader: Reader) -> Rendered:
    offered = OFFERED.get(message.offered)
    asked = reader.say(offered) if offered else reader.typed(message.words)
    return _asks(message.by, asked, reader)


@render.register
def team_asked(message: TeamAsked, reader: Reader) -> Rendered:
    lines = "\n".join(f"• {_by(idea, reader)}" for idea in message.ideas)
    more = bk.section(lines) if lines else None
    return _asks(message.by, reader.typed(message.words), reader, more)


@render.register
def owner_wanted(message: OwnerWanted, reader: Reader) -> Rendered:
    press = bk.button(reader.say(":test_tube: I'll test it"), "ideas.test", message.idea.id)
    return _asks(message.by, reader.say("Who would test this?"), reader, bk.actions(press))


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
    say, own = reader.say, bk.text_input("words", WORDS_LIMIT)
    offered = {name: say(sentence) for name, sentence in OFFERED.items()}
    picker = bk.select("offered", offered, initial=next(iter(offered)), kind="radio_buttons")
    hint = say("These are asked instead. I keep who answers and when, never what.")
    blocks = [
        bk.field(say("Which question?"), picker),
        bk.field(say("Or in your own words"), own, optional=True, hint=hint),
    ]
    return _form(form, say("Ask a question"), blocks, channel, (nudge, place), reader)


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
    ]
    return _form("nudges.ask_team", say("Ask the team"), blocks, channel, (nudge, place), reader)


def waiting_ideas_view(ideas: Sequence[Idea], reader: Reader) -> bk.View:
    """The ideas without a reply, each linked to where one can be given."""
    lines = [f"• {reader.day(idea.shared_at)}: {_by(idea, reader)}" for idea in ideas]
    text = "\n".join(lines) or reader.say("Each of them has a reply by now.")
    blocks = [bk.section(text)]
    return bk.modal("notice", reader.say("Ideas that wait"), blocks, reader.words)


def _asks(by: str, asked: str, reader: Reader, more: bk.Block | None = None) -> Rendered:
    text = reader.say(
        ":speech_balloon: *{name}* asks: {question}", name=reader.name(by), question=asked
    )
    return Rendered.of(text, more)


def _by(idea: Idea, reader: Reader) -> str:
    name = reader.say("by {name}", name=reader.name(idea.author))
    return f"{idea_link(idea, reader)} {name}"


def _form(
    callback_id: str,
    title: str,
    blocks: bk.Blocks,
    channel: str | None,
    carried: tuple[int, Place],
    reader: Reader,
) -> bk.View:
    """A form that ends with where it is asked, and carries a nudge's id and where that stands."""
    say, (nudge, place) = reader.say, carried
    where = bk.channel_input("channel", say("Choose a channel"), initial=channel)
    blocks, meta = [*blocks, bk.field(say("Where?"), where)], {"nudge": nudge, "place": place}
    return bk.modal(callback_id, title, blocks, reader.words, submit=say("Ask"), meta=meta)
