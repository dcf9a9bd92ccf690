"""What people hear of ideas that move: parked, tests that ended. And the forms that move them."""

import json

from bot.domain.idea_tests import DAYS_PROPOSED, WORDS_LIMIT, IdeaTest, Outcome
from bot.domain.ideas import TEXT_LIMIT, Idea
from bot.domain.moves import Move
from bot.domain.outgoing import IdeaParked, OwnerAnswered, OwnerAsked
from bot.i18n import Words
from bot.kit.mrkdwn import plain
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui.blocks import (
    Block,
    View,
    actions,
    button,
    choice,
    context,
    field,
    modal,
    quoted,
    section,
    text_input,
)
from bot.slack.ui.ideas import idea_link, idea_link_afar

DAYS = (3, 5, DAYS_PROPOSED, 10, 14)
ANOTHER_ROUND, OWN_IDEA = "round", "idea"  # what a changed test leads to


@render.register
def idea_parked(message: IdeaParked, reader: Reader) -> Rendered:
    """To its author, before the card says it: why, and what would change the answer."""
    idea, words = message.idea, reader.words
    text = words.say(
        "{by} has parked your idea {idea}\n*Why:* {reason}\n*What would change the answer:*"
        " {change}",
        by=reader.mention(message.by),
        idea=idea_link_afar(idea, reader),
        reason=reader.typed(message.reason),
        change=reader.typed(message.change) or words.gettext("nothing was said"),
    )
    return Rendered(text=text, blocks=[section(text)])


@render.register
def owner_asked(message: OwnerAsked, reader: Reader) -> Rendered:
    """To the owner of a test: its time is over."""
    idea, test, say = message.idea, message.test, reader.words.gettext
    text = reader.words.say(
        "Your test of {idea} has come to its end. What came of it?\n{question}",
        idea=idea_link_afar(idea, reader),
        question=quoted(reader.typed(test.question)),
    )
    value = str(test.id)
    blocks = [
        section(text),
        actions(
            button(say("Keep it"), "tests.keep", value, "primary"),
            button(say("Change it"), "tests.change", value),
            button(say("Stop"), "tests.stop", value),
            block_id=f"test:{test.id}",
        ),
    ]
    if message.is_again:
        blocks.append(context(say("I ask once more, and then no more: the card will wait.")))
    return Rendered(text=text, blocks=blocks)


@render.register
def owner_answered(message: OwnerAnswered, reader: Reader) -> Rendered:
    """In place of the question. What was withdrawn is not told of again."""
    words, test = reader.words, message.test
    if message.idea is None:
        text = words.gettext("The idea that you tested was withdrawn, and its test ended with it.")
    else:
        text = _outcome_sentence(test, words).format(idea=idea_link_afar(message.idea, reader))
    if test.learned:
        text += "\n" + words.say("*Learned:* {learned}", learned=reader.typed(test.learned))
    return Rendered(text=text, blocks=[section(text)])


def _outcome_sentence(test: IdeaTest, words: Words) -> str:
    sentences = {
        Outcome.KEPT: words.gettext("You tested {idea}, and it is adopted."),
        Outcome.CHANGED: words.gettext("You tested {idea}, and it goes on, changed."),
        Outcome.STOPPED: words.gettext("You tested {idea}, and it is parked."),
    }
    decided = words.gettext("You tested {idea}. It was decided on before the test ended.")
    return sentences.get(test.outcome, decided) if test.outcome else decided


def trial_form(idea: Idea, reader: Reader) -> View:
    say = reader.words.gettext
    days = {str(days): reader.words.count("{count} day", "{count} days", days) for days in DAYS}
    question = _words_field(
        say("What do you want to find out?"),
        "question",
        say("One question that a few days can answer. You run the test; others may join."),
    )
    until = field(
        say("How long?"), choice("days", days, initial=str(DAYS_PROPOSED)), block_id="days"
    )
    return _form("ideas.test", say("Test an idea"), say("Begin"), [question, until], idea, reader)


def park_form(idea: Idea, reader: Reader) -> View:
    say = reader.words.gettext
    reason = _words_field(say("Why is it parked?"), "reason", say("Its author reads it first."))
    change = _words_field(
        say("What would change the answer?"),
        "change",
        say("So that everybody knows when to come back to it."),
    )
    return _form("ideas.park", say("Park an idea"), say("Park it"), [reason, change], idea, reader)


def edit_form(idea: Idea, reader: Reader) -> View:
    say = reader.words.gettext
    text = text_input("text", initial=unmarked(idea, reader), multiline=True, most=TEXT_LIMIT)
    blocks = [field(say("What is the idea?"), text, block_id="text")]
    return modal(
        "ideas.edit",
        say("Edit an idea"),
        blocks,
        submit=say("Save"),
        close=say("Cancel"),
        private_metadata=str(idea.id),
    )


def unmarked(idea: Idea, reader: Reader) -> str:
    """The idea as its author would type it."""
    return plain(idea.text, reader.name_of)[:TEXT_LIMIT]


def who_sees_text(idea: Idea, words: Words, command: str) -> str:
    """In plain words, for whoever asks."""
    if idea.is_private:
        where = words.gettext(
            "*Who can see this*\n• The members of this private channel, on its card here. It is"
            " shown, listed and counted nowhere else, and nothing outside of the channel can build"
            " on it."
        )
    else:
        where = words.gettext(
            "*Who can see this*\n• Everybody who can open this channel, on its card here. Ideas"
            " that it builds on, or that build on it, name it on their cards too."
        )
    rest = words.say(
        "• The weekly digest of a leader names ideas of their team, to that leader alone.\n"
        "• On leaderboards authors stand by name, unless they hide: `{command} privacy`. A card"
        " always names its author.\n"
        "• `{command} privacy` also shows, exports and deletes what is kept about you.",
        command=command,
    )
    return f"{where}\n{rest}"


def lesson_form(test: IdeaTest, idea: Idea, move: Move, reader: Reader) -> View:
    """What came of the test; for *changed* also how it goes on."""
    say = reader.words.gettext
    titles = {
        Move.KEEP: say("Keep it"),
        Move.CHANGE: say("Change it"),
        Move.STOP: say("Stop"),
    }
    blocks: list[Block] = [
        section(f"{idea_link_afar(idea, reader)}\n{quoted(reader.typed(test.question))}"),
        _words_field(
            say("What did you learn?"),
            "learned",
            say("Everybody who had a part reads it, also what did not work."),
        ),
    ]
    if move is Move.CHANGE:
        blocks += _onward_fields(reader)
    return modal(
        "tests.end",
        titles[move],
        blocks,
        submit=say("Done"),
        close=say("Cancel"),
        private_metadata=json.dumps({"test": test.id, "move": move.value}),
    )


def _onward_fields(reader: Reader) -> list[Block]:
    say = reader.words.gettext
    ways = {
        ANOTHER_ROUND: reader.words.count(
            "Another round, of {count} day", "Another round, of {count} days", DAYS_PROPOSED
        ),
        OWN_IDEA: say("An idea of its own, which builds on this one"),
    }
    how = choice("onward", ways, initial=ANOTHER_ROUND, kind="radio_buttons")
    text = text_input("text", multiline=True, most=TEXT_LIMIT)
    return [
        field(say("How does it go on?"), how, block_id="onward"),
        field(
            say("The new idea"),
            text,
            block_id="text",
            hint=say("Only for an idea of its own."),
            optional=True,
        ),
    ]


def _form(
    callback_id: str, title: str, submit: str, blocks: list[Block], idea: Idea, reader: Reader
) -> View:
    """A form about an idea, which it quotes."""
    return modal(
        callback_id,
        title,
        [section(quoted(reader.typed(idea.text, 300)) or idea_link(idea, reader)), *blocks],
        submit=submit,
        close=reader.words.gettext("Cancel"),
        private_metadata=str(idea.id),
    )


def _words_field(label: str, name: str, hint: str) -> Block:
    return field(
        label, text_input(name, multiline=True, most=WORDS_LIMIT), block_id=name, hint=hint
    )
