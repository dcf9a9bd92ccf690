"""A run of many digests takes as many statements as a run of one, on both databases.

Counted is what SQLAlchemy hands to the driver: `executemany` once, BEGIN and COMMIT not at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import event

from bot.domain.kudos import Kudos
from bot.domain.nudges import Suggestion
from bot.domain.people import Team
from bot.domain.promises import Aim, Deed
from bot.services.digests import send_due_digests
from bot.services.kudos import give_kudos
from bot.services.promises import make_promise
from bot.storage import Store
from tests.services.world import DAY, HOUR, MINUTE, NOW, WEEK, an_idea, known, led
from tests.storage.builders import keep_nudge

FRIDAY = date(2026, 11, 27)
TEAMS = 60


@contextmanager
def counting(store: Store) -> Iterator[list[str]]:
    counted: list[str] = []

    def listener(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            counted.append(statement)

    event.listen(store._engine, "before_cursor_execute", listener)
    try:
        yield counted
    finally:
        event.remove(store._engine, "before_cursor_execute", listener)


def lively(store: Store, number: int) -> Team:
    """A team with ideas and thanks, whose leader has open nudges and a promise."""
    leader, *members = (f"U{role}{number}" for role in ("LEA", "ANA", "BEN", "EMI"))
    known(store, leader, *members)
    team = led(store, leader=leader, members=frozenset(members))
    at = NOW - 3 * DAY + number * MINUTE / 30
    first = an_idea(store, members[0], at)
    an_idea(store, members[1], at + HOUR, parents=(first.id,))
    with store.begin() as tx:
        for kind in ("promise", "thank_overdue"):
            shown = Suggestion(kind, f"week:{kind}", NOW + DAY, person=members[2])
            keep_nudge(tx, "T1", team.id, leader, shown, NOW - 2 * WEEK)
    aim = Aim(Deed.THANK, team.id, members[2])
    make_promise(store, "T1", leader, aim, FRIDAY, NOW - DAY, source=f"form:{number}")
    with store.begin() as tx:  # neither follows a nudge nor keeps a promise until somebody looks
        thanks = Kudos("T1", leader, (members[2],), "the map", NOW - HOUR, f"k:{number}", "C1")
        tx.kudos.add(thanks)
    thanks = Kudos("T1", members[0], (members[1],), "the release", at, f"c:{number}", "C1")
    give_kudos(store, thanks, tell_privately=False)
    return team


def test_many_digests_take_as_many_statements_as_one(store: Store) -> None:
    lively(store, 0)
    with counting(store) as one:
        assert send_due_digests(store, NOW) == 1
    for number in range(1, 1 + TEAMS):
        lively(store, number)

    with counting(store) as many:
        assert send_due_digests(store, NOW) == TEAMS

    with store.read() as tx:
        shown = tx.nudges.shown_to("T1", ["ULEA1"], NOW - 2 * WEEK)
    assert [(nudge.kind, nudge.followed_by is not None) for nudge in shown] == [
        ("thank_overdue", False),
        ("thank_overdue", True),
        ("promise", True),
    ]
    assert len(many) == len(one), "\n\n".join(many)
