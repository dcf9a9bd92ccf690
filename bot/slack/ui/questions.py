"""What leaders ask through the bot: the forms, and how it stands in a channel."""

import json
from collections.abc import Sequence

from bot.domain.ideas import Idea
from bot.domain.outgoing import OwnerWanted, QuestionPosted, RepliesTold, TeamAsked
from bot.domain.questions import OFFERED, WORDS_LIMIT
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui.blocks import (
    Block,
    View,
    actions,
    button,
    channel_input,
    choice,
    field,
    modal,
    section,
    text_input,
)
from bot.slack.ui.ideas import idea_link, idea_link_afar

Place = tuple[str, str] | None  # the channel and ts of the message whose button opened a form


@render.register
def question_posted(message: QuestionPosted, reader: Reader) -> Rendered:
    words = reader.words
    offered = OFFERED.get(message.offered)
    asked = words.gettext(offered) if offered else reader.typed(message.words)
    return _asks(message.by, asked, reader)


@render.register
def team_asked(message: TeamAsked, reader: Reader) -> Rendered:
    asked = _asks(message.by, reader.typed(message.words), reader)
    if not message.ideas:
        return asked
    lines = "\n".join(f"• {_by(idea, reader)}" for idea in message.ideas)
    return Rendered(asked.text, [*asked.blocks, section(lines)])


@render.register
def owner_wanted(message: OwnerWanted, reader: Reader) -> Rendered:
    asked = _asks(message.by, reader.words.gettext("Who would test this?"), reader)
    press = button(
        reader.words.gettext(":test_tube: I'll test it"), "ideas.test", str(message.idea.id)
    )
    return Rendered(asked.text, [*asked.blocks, actions(press)])


@render.register
def replies_told(message: RepliesTold, reader: Reader) -> Rendered:
    text = reader.words.say(
        "Three others have replied to {idea}. What would you add?",
        idea=idea_link_afar(message.idea, reader),
    )
    return Rendered(text, [section(text)])


def question_form(
    reader: Reader, nudge: int, channel: str | None, place: Place, *, form: str = "questions.ask"
) -> View:
    """Several questions offered, or one's own. `form` is its name; where it is another than a
    nudge's, `nudge` is the id of what it follows.
    """
    say = reader.words.gettext
    offered = {name: say(sentence) for name, sentence in OFFERED.items()}
    picker = choice("offered", offered, initial=next(iter(offered)), kind="radio_buttons")
    own = text_input("words", multiline=True, most=WORDS_LIMIT)
    blocks = [
        field(say("Which question?"), picker, block_id="offered"),
        field(
            say("Or in your own words"),
            own,
            block_id="words",
            optional=True,
            hint=say("These are asked instead. I keep who answers and when, never what."),
        ),
        _where(channel, reader),
    ]
    return _form(form, say("Ask a question"), blocks, nudge, place, reader)


def ask_team_form(
    ideas: Sequence[Idea], reader: Reader, nudge: int, channel: str | None, place: Place
) -> View:
    """What is asked about the ideas that wait, and where."""
    say = reader.words.gettext
    asked = text_input(
        "words",
        initial=say("These ideas have had no reply yet. What do you think of them?"),
        multiline=True,
        most=WORDS_LIMIT,
    )
    blocks = [
        section("\n".join(f"• {_by(idea, reader)}" for idea in ideas)),
        field(say("What do you ask?"), asked, block_id="words"),
        _where(channel, reader),
    ]
    return _form("nudges.ask_team", say("Ask the team"), blocks, nudge, place, reader)


def waiting_ideas_view(ideas: Sequence[Idea], reader: Reader) -> View:
    """The ideas without a reply, each linked to where one can be given."""
    say = reader.words.gettext
    lines = [f"• {reader.day(idea.shared_at)}: {_by(idea, reader)}" for idea in ideas]
    text = "\n".join(lines) or say("Each of them has a reply by now.")
    blocks = [section(text)]
    return modal("notice", say("Ideas that wait"), blocks, submit=None, close=say("Close"))


def _asks(by: str, asked: str, reader: Reader) -> Rendered:
    text = reader.words.say(
        ":speech_balloon: *{name}* asks: {question}", name=reader.name(by), question=asked
    )
    return Rendered(text, [section(text)])


def _by(idea: Idea, reader: Reader) -> str:
    name = reader.words.say("by {name}", name=reader.name(idea.author))
    return f"{idea_link(idea, reader)} {name}"


def _where(channel: str | None, reader: Reader) -> Block:
    say = reader.words.gettext
    where = channel_input("channel", placeholder=say("Choose a channel"), initial=channel)
    return field(say("Where?"), where, block_id="channel")


def _form(
    callback_id: str, title: str, blocks: list[Block], nudge: int, place: Place, reader: Reader
) -> View:
    say = reader.words.gettext
    return modal(
        callback_id,
        title,
        blocks,
        submit=say("Ask"),
        close=say("Cancel"),
        private_metadata=json.dumps({"nudge": nudge, "place": place}),
    )
