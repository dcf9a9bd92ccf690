"""What else can be done with an idea: a form with one row for each thing open to this person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.ideas import Stage
from bot.domain.moves import Move
from bot.domain.sources import is_from_message
from bot.kit.words import later
from bot.services.moves import Choices
from bot.slack.ui import Reader, bk


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do: to whom it is open, what it says, and its button, if it has one.

    `sure` is what is asked before it is done: see `bk.button`.
    """

    is_open: Callable[[Choices], bool]
    text: str
    label: str = ""
    action_id: str = ""
    sure: Sequence[str] = ()


WITHDRAW = Row(
    lambda it: it.may_withdraw,
    later("*Withdraw it*\nIts card and its words go; what others built on it stays."),
    later("Withdraw"),
    "ideas.withdraw",
    (
        later("Withdraw this idea?"),
        later("Its card and its words are deleted. What others built on it stays."),
        later("Withdraw it"),
        later("Keep it"),
    ),
)
WHO_SEES = Row(
    lambda it: True,  # noqa: ARG005 - everybody
    later("*Who can see this*\nWhere it is shown, and where it is not."),
    later("Show"),
    "ideas.who_sees",
)
# In the order in which they are shown. One more thing to do is one more row here.
ROWS: Sequence[Row] = (
    Row(
        lambda it: it.idea.stage is not Stage.ADOPTED,
        later("*Combine it*\nWith other ideas, into one that is more than each."),
        later("Combine"),
        "ideas.combine",
    ),
    Row(
        lambda it: Move.ADOPT in it.moves,
        later("*Adopt it*\nIt works, and is how things are done from now on."),
        later("Adopt"),
        "ideas.adopt",
        (
            later("Adopt this idea?"),
            later("It stays adopted, and everybody who had a part in it will be named."),
            later("Adopt it"),
            later("Not yet"),
        ),
    ),
    Row(
        lambda it: Move.PARK in it.moves,
        later("*Park it*\nNot now: with a reason, and what would change the answer."),
        later("Park"),
        "ideas.park",
    ),
    Row(
        lambda it: Move.REOPEN in it.moves,
        later("*Take it up again*\nThe answer has changed: it is open to everybody once more."),
        later("Take up"),
        "ideas.reopen",
    ),
    Row(
        lambda it: it.is_author and is_from_message(it.idea.source),
        later("*Edit it*\nEdit your message, and the card follows."),
    ),
    Row(
        lambda it: it.is_author and not is_from_message(it.idea.source),
        later("*Edit it*\nSay it in other words."),
        later("Edit"),
        "ideas.edit",
    ),
    WITHDRAW,
    WHO_SEES,
)
ROWS_OF_WHO_LEFT = (WITHDRAW, WHO_SEES)


def more_view(choices: Choices, reader: Reader, *, is_there: bool = True) -> bk.View:
    """`is_there`: who left its private channel can take back what is theirs, and nothing more."""
    say, rows = reader.say, ROWS if is_there else ROWS_OF_WHO_LEFT
    idea = reader.quoted(choices.idea.text, 300) or say("_An older idea_")
    question = bk.section(f"{idea}\n{say('*What would you like to do?*')}")
    shown = [_shown(row, choices.idea.id, reader) for row in rows if row.is_open(choices)]
    return bk.modal("ideas.more", say("This idea"), [question, *shown], reader.words)


def _shown(row: Row, idea: int, reader: Reader) -> bk.Block:
    text = reader.say(row.text)
    if not row.label:
        return bk.section(text)
    sure = [reader.say(sentence) for sentence in row.sure]
    press = bk.button(reader.say(row.label), row.action_id, idea, sure=sure)
    return bk.section(text, accessory=press)
