"""The questions asked often are answered from an index, on both databases."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, event

from bot.storage import Store
from bot.storage.store import Transaction
from tests.storage.builders import DAY, HOUR, NOW
from tests.storage.filled import fill

PEOPLE = ["UANA", "UBEN"]
QUESTIONS: dict[str, tuple[Callable[[Transaction], object], str]] = {
    "claim": (lambda tx: tx.outbox.claim(NOW, HOUR, 9), "ix_outbox_due"),
    "claim in a workspace": (
        lambda tx: tx.outbox.claim(NOW, HOUR, 9, workspace="T1"),
        "ix_outbox_due",
    ),
    "lanes": (lambda tx: tx.outbox.claim(NOW, HOUR, 9), "ix_outbox_lane"),
    "next due": (lambda tx: tx.outbox.next_due(), "ix_outbox_due"),
    "posted": (lambda tx: tx.outbox.posted("T1", "k"), "ix_outbox_edits"),
    "teams due": (lambda tx: tx.teams.due(NOW, 9), "ix_teams_next_digest_at_workspace"),
    "boards due": (
        lambda tx: tx.channels.boards_due(NOW, 9),
        "ix_channels_board_next_at_workspace",
    ),
    "kudos given": (
        lambda tx: tx.kudos.given_by("T1", PEOPLE, NOW, NOW + DAY),
        "ix_kudos_workspace_giver_given_at",
    ),
    "kudos received": (
        lambda tx: tx.kudos.received_by("T1", PEOPLE, NOW, NOW + DAY),
        "ix_kudos_receivers_workspace_person_given_at",
    ),
    "kudos at a message": (
        lambda tx: tx.kudos.at_message("T1", "C1", "1.0"),
        "ix_kudos_workspace_channel_ts",
    ),
    "work": (
        lambda tx: tx.ideas.work_by("T1", PEOPLE, NOW, NOW + DAY),
        "ix_contributions_workspace_person_at",
    ),
    "tallies": (
        lambda tx: tx.boards.tallies("T1", "C1", NOW, NOW + DAY),
        "ix_ideas_workspace_channel_shared_at",
    ),
    "figures": (
        lambda tx: tx.boards.figures("T1", "C1", NOW, NOW + DAY),
        "ix_ideas_workspace_channel_shared_at",
    ),
    "a thread": (
        lambda tx: tx.ideas.at_thread("T1", "C1", "1.0"),
        "ix_ideas_workspace_card_channel_card_ts",
    ),
    "open nudges": (
        lambda tx: tx.nudges.open_for("T1", "ULEA", NOW),
        "ix_nudges_workspace_leader_shown_at",
    ),
}


@contextmanager
def statements_of(connection: Connection) -> Iterator[list[tuple[str, Any]]]:
    asked: list[tuple[str, Any]] = []

    def before(_c: object, _cursor: object, sql: str, values: Any, *_: object) -> None:
        asked.append((sql, values))

    event.listen(connection, "before_cursor_execute", before)
    yield asked
    event.remove(connection, "before_cursor_execute", before)


def plan_of(connection: Connection, asked: list[tuple[str, Any]]) -> str:
    is_sqlite = connection.dialect.name == "sqlite"
    explain = "EXPLAIN QUERY PLAN " if is_sqlite else "EXPLAIN "
    rows = [
        row for sql, values in asked for row in connection.exec_driver_sql(explain + sql, values)
    ]
    return "\n".join(str(row[-1]) for row in rows)


@pytest.mark.parametrize("question", QUESTIONS)
def test_questions_asked_often_use_their_index(store: Store, question: str) -> None:
    ask, index = QUESTIONS[question]
    fill(store, "UANA", "UBEN")

    with store.begin() as tx:
        if tx._connection.dialect.name == "postgresql":
            # A table of three rows is read whole, whatever stands beside it.
            tx._connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            tx._connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
        with statements_of(tx._connection) as asked:
            ask(tx)
        plan = plan_of(tx._connection, asked)

    assert index in plan, plan
