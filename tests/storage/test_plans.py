"""The questions asked often are answered from an index, on both databases."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from bot.domain.feedback import Evidence, Label
from bot.domain.idea_lists import Which
from bot.domain.messages import MessageRef
from bot.domain.moves import Move
from bot.storage import Store
from bot.storage.store import Transaction
from tests.storage.builders import DAY, HOUR, NOW, a_team
from tests.storage.filled import fill


def _twice(index: str) -> str:
    """For how many there are, and for a page of them."""
    return f"(?s){index}.*{index}"


PEOPLE = ["UANA", "UBEN"]
HERE = {"workspace": "T1", "channel": "C1", "person": "UANA"}
WAITING = "ix_outbox_due|ix_outbox_lane"  # both hold nothing but what waits
BOARD = (
    "(?s)ix_ideas_workspace_channel_shared_at.*ix_idea_links_workspace_parent"
    ".*(PRIMARY KEY|pk_ideas).*ix_idea_tests_workspace_idea"
    "|CTE shared.*(ix_ideas_workspace_channel_shared_at|uq_ideas_workspace_channel_ts)"
)
LINEAGE = (  # parents and children are looked up, whatever the size of the workspace
    r"(?s)pk_idea_links.*ix_idea_links_workspace_parent"
    r"|RECURSIVE.*\(workspace=\? AND child=\?\).*RECURSIVE.*\(workspace=\? AND parent=\?\)"
)
FACTS = (  # by people and time, or by time alone where that is less
    r"(?s)giver=\? AND given_at.*receivers_workspace_person_given_at"
    r".*contributions_workspace_person_at.*ideas_workspace_stage_at.*idea_tests_workspace_opened_at"
    r"|Scan.*ix_contributions_workspace"
)
FEW = a_team(leader="U5", members=frozenset({"U6", "U7", "U8", "UANA"}))
MANY_PEOPLE = a_team(leader="U5", members=frozenset(f"U{number}" for number in range(600)))
QUESTIONS: dict[str, tuple[Callable[[Transaction], object], str]] = {
    "claim": (lambda tx: tx.outbox.claim(NOW, HOUR, 9), WAITING),
    "lanes": (lambda tx: tx.outbox.claim(NOW, HOUR, 9), "ix_outbox_lane"),
    "next due": (lambda tx: tx.outbox.next_due(), "ix_outbox_due"),
    "posted": (lambda tx: tx.outbox.posted("T1", "k"), "ix_outbox_edits"),
    "teams due": (lambda tx: tx.teams.due(NOW), "ix_teams_next_digest_at_workspace"),
    "boards due": (
        lambda tx: tx.channels.boards_due(NOW, 9),
        "ix_channels_board_next_at_workspace",
    ),
    "kudos given": (
        lambda tx: tx.kudos.given_by("T1", PEOPLE, NOW, NOW + DAY),
        "ix_kudos_workspace_giver_given_at|ix_kudos_workspace_given_at",
    ),
    "the first kudos": (lambda tx: tx.kudos.first_at("T1"), "ix_kudos_workspace_given_at"),
    "kudos received": (
        lambda tx: tx.kudos.received_by("T1", PEOPLE, NOW, NOW + DAY),
        "ix_kudos_receivers_workspace_person_given_at",
    ),
    "my kudos": (
        lambda tx: tx.kudos.mine("T1", "UANA", 9),
        "(?s)ix_kudos_workspace_giver_given_at.*ix_kudos_receivers_workspace_person_given_at",
    ),
    "kudos at a message": (
        lambda tx: tx.kudos.at_message(MessageRef("T1", "C1", "1.0")),
        # SQLite names what a constraint makes by number.
        r"uq_kudos_workspace_channel_ts|autoindex_kudos_\d+ .*channel=\? AND ts=\?",
    ),
    "a first idea": (
        lambda tx: tx.ideas.has_shared_before("T1", "UANA", 9),
        "ix_ideas_workspace_author_shared_at",
    ),
    "work": (
        lambda tx: tx.deeds.work("T1", PEOPLE, NOW, NOW + DAY),
        "ix_contributions_workspace_person_at|Scan .*ix_contributions_workspace_at",
    ),
    "a board": (
        lambda tx: tx.boards.of("T1", "C1", NOW.date() - 91 * DAY, NOW.date()),
        BOARD,
    ),
    "a board of all time": (
        lambda tx: tx.boards.of("T1", "C1", None, NOW.date()),
        BOARD,
    ),
    "a list": (
        lambda tx: tx.homes.listed(Which.TESTING, 1, NOW, **HERE),
        "ix_ideas_workspace_channel_stage_shared_at",
    ),
    "what waits": (
        lambda tx: tx.homes.listed(Which.WAITING, 1, NOW, **HERE),
        "ix_ideas_workspace_channel_s",
    ),
    "a question": (
        lambda tx: tx.replies.question_at(MessageRef("T1", "C1", "1.0")),
        "ix_replies_workspace_channel_ts",
    ),
    "the last move": (
        lambda tx: tx.moves.last("T1", 1, Move.PARK),
        "ix_idea_events_workspace_idea_id",
    ),
    "who tests": (
        lambda tx: tx.tests.owned_by("T1", PEOPLE),
        "ix_idea_tests_workspace_owner",
    ),
    "a thread": (
        lambda tx: tx.ideas.at_thread(MessageRef("T1", "C1", "404.0")),
        "ix_ideas_workspace_card_channel_card_ts",
    ),
    "a family": (
        lambda tx: tx.families.of("T1", 1),
        LINEAGE,
    ),
    "answers": (
        lambda tx: tx.feedback.answers("T1", "C1", Label.IDEA, NOW),
        r"pk_feedback|autoindex_feedback_\d+ .*channel=\?",
    ),
    "kept at once": (
        lambda tx: tx.feedback.kept_at_once("T1", "C1", Label.IDEA, Evidence.SURE, NOW),
        "ix_ideas_workspace_channel_shared_at",
    ),
    "a term": (
        lambda tx: tx.similar.with_terms("T1", ["quiet"]),
        r"pk_idea_terms|USING PRIMARY KEY \(workspace=\? AND term=\?\)",
    ),
    "similar to an idea": (
        lambda tx: tx.families.relatives("T1", [1001]),
        r"(?s)(?=.*ix_similar_ideas_workspace_other).*(pk|autoindex)_similar_ideas.*",
    ),
    "what builds on an idea": (
        lambda tx: tx.ideas.built_on("T1", [1001]),
        "ix_idea_links_workspace_parent",
    ),
    "ideas on Home": (
        lambda tx: tx.homes.ideas("T1", "U5", 2),
        _twice("ix_ideas_workspace_author_shared_at"),
    ),
    "effects on Home": (
        lambda tx: tx.homes.effects("T1", "U5"),
        "(?s)ix_ideas_workspace_author_shared_at.*ix_idea_tests_workspace_idea",
    ),
    "ideas that wait": (
        lambda tx: tx.homes.waiting("T1", "U5", NOW),
        "ix_ideas_workspace_author_shared_at",
    ),
    "kudos on Home": (
        lambda tx: tx.homes.kudos_to("T1", "U5", 2),
        _twice("ix_kudos_receivers_workspace_person_given_at"),
    ),
    "helped along": (
        lambda tx: tx.homes.helped("T1", "U5", 2),
        _twice("ix_contributions_workspace_person_at"),
    ),
    "tallies on Home": (
        lambda tx: tx.homes.tallies("T1", [1001, 1002]),
        "(?s)ix_idea_tests_workspace_idea.*(pk_contributions|autoindex_contributions_1)",
    ),
    "my tests": (lambda tx: tx.tests.owned_by("T1", ["U5"]), "ix_idea_tests_workspace_owner"),
    "my answers to combining": (
        lambda tx: tx.combining.asked_of("T1", "U5"),
        "ix_combine_requests_workspace_author",
    ),
    "the facts of a few teams": (
        lambda tx: tx.measures.facts([FEW], NOW + DAY),
        FACTS,
    ),
    "the facts of all teams": (
        lambda tx: tx.measures.facts([MANY_PEOPLE], NOW + DAY),
        FACTS,
    ),
    "open nudges": (
        lambda tx: tx.nudges.open_for("T1", "ULEA", NOW),
        "ix_nudges_workspace_leader_shown_at",
    ),
    "nudges of some leaders": (
        lambda tx: tx.nudges.shown_to("T1", ["ULEA", "U5"], NOW),
        "ix_nudges_workspace_leader_shown_at",
    ),
    "outcomes of some leaders": (
        lambda tx: tx.nudges.outcomes_of("T1", ["ULEA", "U5"]),
        "ix_nudges_workspace_leader_shown_at",
    ),
    "outcomes of a kind": (
        lambda tx: tx.nudges.outcomes_in("T1", "promise"),
        "ix_nudges_workspace_(kind|leader)",
    ),
    "unsettled nudges": (lambda tx: tx.nudges.unsettled(NOW, 9), "ix_nudges_unsettled"),
    "ideas shared by some": (
        lambda tx: tx.deeds.shared_by("T1", ["U5", "U6"], NOW, NOW),
        "ix_ideas_workspace_author_shared_at",
    ),
    "replies under some ideas": (
        lambda tx: tx.deeds.replies("T1", [1001, 1002]),
        "(pk_replies|autoindex_replies_1)",
    ),
    "ideas that somebody replied to": (
        lambda tx: tx.deeds.replied_to("T1", "U5", ["U6", "U7"], 6),
        "ix_replies_workspace_person",
    ),
    "ideas parked": (
        lambda tx: tx.deeds.parked("T1", [1001, 1002]),
        "ix_idea_events_workspace_idea_id",
    ),
    "lineages": (
        lambda tx: tx.deeds.lineages("T1", [1001, 1002]),
        # PostgreSQL reads all links while they are few: a look at the index costs as much as 400.
        r"(pk_idea_links|autoindex_idea_links_1 \(workspace=\? AND child=\?\)|Recursive Union)",
    ),
    "kudos of some sources": (
        lambda tx: tx.kudos.by_sources("T1", ["roll:1", "roll:2"]),
        r"(uq_kudos_workspace_source|autoindex_kudos_\d+ .*source=\?)",
    ),
    "who waits for replies": (
        lambda tx: tx.nudges.waiting_for_replies("T1", 7, NOW),
        "ix_nudges_workspace_idea",
    ),
    "who leads": (lambda tx: tx.teams.leaders_among("T1", ["ULEA"]), "ix_teams_workspace_leader"),
}


@contextmanager
def statements_of(connection: Connection) -> Iterator[list[tuple[str, Any]]]:
    """What the database is asked."""
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


# PostgreSQL chooses by what it knows of the rows, so there have to be some, spread as in life.
MANY = "FROM generate_series(1, 4000) AS n"
SOMEWHERE = "'T' || n % 5, 'C' || n % 40"
LATELY = "timestamptz '2026-11-24' - n * interval '1 hour'"
A_LONG_LIFE = (
    f"""INSERT INTO kudos (id, workspace, channel, giver, reason, given_at, source, ts, is_private)
        SELECT n + 1000, {SOMEWHERE}, 'U' || n % 50, '', {LATELY}, 's' || n, n || '.0', false
        {MANY}""",
    f"""INSERT INTO kudos_receivers (workspace, kudos, person, place, given_at)
        SELECT 'T' || n % 5, n + 1000, 'U' || n % 47, 0, {LATELY} {MANY}""",
    f"""INSERT INTO ideas (id, workspace, channel, author, text, shared_at, source, ts, is_private,
          stage, card_channel, card_ts)
        SELECT n + 1000, {SOMEWHERE}, 'U' || n % 50, '', {LATELY}, 's' || n, n || '.0', false,
          'shared', 'C' || n % 40, n || '.5' {MANY}""",
    f"""INSERT INTO idea_links (workspace, child, parent, place)
        SELECT 'T' || n % 5, n + 1000, n + 995, 0 {MANY} WHERE n > 5 AND n % 7 < 4""",
    f"""INSERT INTO contributions (workspace, idea, person, part, at, is_present)
        SELECT 'T' || n % 5, n + 1000, 'U' || n % 50, 'author', {LATELY}, true {MANY}""",
    f"""INSERT INTO replies (workspace, idea, ts, channel, person, at)
        SELECT 'T' || n % 5, n + 1000, n || '.7', 'C' || n % 40, 'U' || n % 50, {LATELY} {MANY}""",
    f"""INSERT INTO idea_events (workspace, idea, what, actor, at, reason, change, other)
        SELECT 'T' || n % 5, n + 1000, 'share', 'U' || n % 50, {LATELY}, '', '', 0 {MANY}""",
    f"""INSERT INTO idea_tests (workspace, idea, owner, question, round, opened_at, ends_at,
          learned, asked)
        SELECT 'T' || n % 5, n + 1000, 'U' || n % 50, '', 1, {LATELY}, {LATELY}, '', 'not_yet'
        {MANY}""",
    f"""INSERT INTO outbox (workspace, recipient, lane, once, edits, kind, payload, state, attempts,
          is_uncertain, made_at, wanted_at, due_at, posted_ts, posted_channel)
        SELECT {SOMEWHERE}, 'l' || n % 9, 'k' || n, 'e' || n, 'ChannelJoined', '{{}}', 'sent', 1,
          false, {LATELY}, {LATELY}, CASE WHEN n % 40 = 0 THEN now() END, '1', 'C1' {MANY}""",
    f"""INSERT INTO teams (workspace, leader, weekday, at, zone, wants_nudges, fewer_nudges,
          next_digest_at)
        SELECT 'T' || n % 5, 'U' || n, 1, '10:00', 'UTC', true, 0,
          timestamptz '2026-11-24' + n * interval '1 hour' {MANY}""",
    f"""INSERT INTO channels (workspace, id, is_private, is_external, is_archived, has_bot, watch,
          board_next_at)
        SELECT 'T' || n % 5, 'D' || n, false, false, false, true, 'on',
          timestamptz '2026-11-24' + n * interval '1 hour' {MANY}""",
    f"""INSERT INTO nudges (workspace, team, leader, kind, person, idea, shown_at, followed_until)
        SELECT 'T' || n % 5, n, 'U' || n % 90, 'thank', 'U1', n, {LATELY}, {LATELY} {MANY}""",
    f"""INSERT INTO feedback (workspace, channel, ts, label, person, was_asked, answer, at)
        SELECT {SOMEWHERE}, n || '.9', 'idea', 'U' || n % 50, true, 'keep', {LATELY} {MANY}""",
    """INSERT INTO idea_terms (workspace, term, idea)
        SELECT 'T' || n % 5, word * (n % 60), n + 1000
        FROM generate_series(1, 4000) AS n, generate_series(1, 3) AS word
        ON CONFLICT DO NOTHING""",
    """INSERT INTO similar_ideas (workspace, idea, other, likeness)
        SELECT 'T' || n % 5, n + 1000, n + 995, 0.7 FROM generate_series(6, 4000) AS n""",
    f"""INSERT INTO contributions (workspace, idea, person, part, at, is_present)
        SELECT 'T' || n % 5, n + 1000, 'U' || n % 49, 'build', {LATELY}, true {MANY}""",
    f"""INSERT INTO idea_tests (workspace, idea, owner, question, round, opened_at, ends_at,
          outcome, learned, asked)
        SELECT 'T' || n % 5, n + 1000, 'U' || n % 90, '', 1, {LATELY}, {LATELY}, 'kept', '', 'once'
        {MANY}""",
    f"""INSERT INTO combine_requests (workspace, child, parent, author, asked_at, consent)
        SELECT 'T' || n % 5, n + 1005, n + 1000, 'U' || n % 90, {LATELY},
          CASE WHEN n % 9 = 0 THEN NULL ELSE 'yes' END
        {MANY} WHERE n < 3990""",
    "ANALYZE",
)


@pytest.fixture
def lived_in(store: Store) -> Store:
    fill(store, "UANA", "UBEN")
    with store.begin() as tx:
        connection = tx._connection
        # SQLite is asked as it stands in life: it never saw statistics.
        for statement in A_LONG_LIFE if connection.dialect.name == "postgresql" else ():
            connection.execute(text(statement))
    return store


def test_questions_asked_often_use_their_index(lived_in: Store) -> None:
    plans = {}
    with lived_in.begin() as tx:
        for question, (ask, _) in QUESTIONS.items():
            with statements_of(tx._connection) as asked:
                ask(tx)
            plans[question] = plan_of(tx._connection, asked)

    missed = [
        plans[question]
        for question, (_, index) in QUESTIONS.items()
        if not re.search(index, plans[question])
    ]
    whole = re.compile(
        r"Seq Scan on (channels|combine_requests|contributions|feedback|idea_terms"
        r"|ideas|idea_tests|kudos|nudges|outbox|replies|similar_ideas|teams)\b"
    )
    missed += [plan for plan in plans.values() if whole.search(plan)]
    assert missed == [], "\n\n".join(missed)
