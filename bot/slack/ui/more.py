"""What else can be done with an idea: a form with one row for each thing open to this person."""

from collections.abc import Callable, Sequence

from bot.domain.ideas import Stage
from bot.domain.messages import is_from_message
from bot.domain.moves import Move
from bot.services.moves import Choices
from bot.slack.ui import Reader
from bot.slack.ui import blocks as bk

Row = Callable[[Choices, Reader], bk.Block | None]


def more_view(choices: Choices, reader: Reader, *, is_there: bool = True) -> bk.View:
    """`is_there`: who left its private channel can take back what is theirs, and nothing more."""
    say = reader.say
    idea = bk.quoted(reader.typed(choices.idea.text, 300)) or say("_An older idea_")
    rows = (row(choices, reader) for row in (ROWS if is_there else ROWS_OF_WHO_LEFT))
    return bk.modal(
        "ideas.more",
        say("This idea"),
        [
            bk.section(f"{idea}\n{say('*What would you like to do?*')}"),
            *(row for row in rows if row),
        ],
        reader.words,
    )


def notice_view(sentence: str, reader: Reader) -> bk.View:
    """What a form gives way to when there is nothing left to fill in."""
    say = reader.say
    return bk.notice(say("This idea"), sentence, reader.words)


def _adopt(choices: Choices, reader: Reader) -> bk.Block | None:
    if Move.ADOPT not in choices.moves:
        return None
    say = reader.say
    sure = bk.confirm(
        say("Adopt this idea?"),
        say("It stays adopted, and everybody who had a part in it will be named."),
        say("Adopt it"),
        say("Not yet"),
    )
    text = say("*Adopt it*\nIt works, and is how things are done from now on.")
    return _row(text, say("Adopt"), "ideas.adopt", choices, sure)


def _park(choices: Choices, reader: Reader) -> bk.Block | None:
    if Move.PARK not in choices.moves:
        return None
    say = reader.say
    text = say("*Park it*\nNot now: with a reason, and what would change the answer.")
    return _row(text, say("Park"), "ideas.park", choices)


def _reopen(choices: Choices, reader: Reader) -> bk.Block | None:
    if Move.REOPEN not in choices.moves:
        return None
    say = reader.say
    text = say("*Take it up again*\nThe answer has changed: it is open to everybody once more.")
    return _row(text, say("Take up"), "ideas.reopen", choices)


def _edit(choices: Choices, reader: Reader) -> bk.Block | None:
    if not choices.is_author:
        return None
    say = reader.say
    if is_from_message(choices.idea.source):
        return bk.section(say("*Edit it*\nEdit your message, and the card follows."))
    return _row(say("*Edit it*\nSay it in other words."), say("Edit"), "ideas.edit", choices)


def _withdraw(choices: Choices, reader: Reader) -> bk.Block | None:
    if not choices.may_withdraw:
        return None
    say = reader.say
    sure = bk.confirm(
        say("Withdraw this idea?"),
        say("Its card and its words are deleted. What others built on it stays."),
        say("Withdraw it"),
        say("Keep it"),
    )
    text = say("*Withdraw it*\nIts card and its words go; what others built on it stays.")
    return _row(text, say("Withdraw"), "ideas.withdraw", choices, sure)


def _combine(choices: Choices, reader: Reader) -> bk.Block | None:
    if choices.idea.stage is Stage.ADOPTED:
        return None
    say = reader.say
    text = say("*Combine it*\nWith other ideas, into one that is more than each.")
    return _row(text, say("Combine"), "ideas.combine", choices)


def _who_sees(choices: Choices, reader: Reader) -> bk.Block | None:
    say = reader.say
    text = say("*Who can see this*\nWhere it is shown, and where it is not.")
    return _row(text, say("Show"), "ideas.who_sees", choices)


# In the order in which they are shown. One more thing to do is one more function here, which
# answers None where it is not open to who asks.
ROWS: Sequence[Row] = (_combine, _adopt, _park, _reopen, _edit, _withdraw, _who_sees)
ROWS_OF_WHO_LEFT: Sequence[Row] = (_withdraw, _who_sees)


def _row(
    text: str, label: str, action_id: str, choices: Choices, sure: bk.Block | None = None
) -> bk.Block:
    press = bk.button(label, action_id, choices.idea.id, confirm=sure)
    return bk.section(text, accessory=press)
