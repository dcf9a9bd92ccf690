"""A workspace with ten thousand leaders and its history, made by the database itself.

A month brings each person one kudos, 0.3 ideas and 0.6 replies: a team of ten then sees thanks
every third day and an idea every ninth, and so does every other team of the company. An idea
brings two supporters; of three ideas one builds on another, one is asked about, and one is tested;
of twelve one is adopted and one parked. A quarter of the kudos is by leaders, and they reply to
half of the ideas.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg

from bot.domain.people import Team

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
WORKSPACE = "T1"
TEAM = 11  # the last of them leads
PLACES = 2_000  # channels of each kind
WEEKS = 104
KUDOS, IDEAS = 1.0, 0.3  # for each person and month
MONTHS = WEEKS * 7 / 30.4
MINUTES = WEEKS * 7 * 24 * 60

# What both databases can reckon. `n` is a row's number, a later row has a higher one, and SOMEBODY
# is drawn by it; MATE<k> is the one k places further in their team, AT<m> the instant of minute m.
WORDS = {
    "GIVER": "CASE WHEN n % 4 = 0 AND SOMEBODY % 11 <> 10 THEN LEADER ELSE MATE<1 + n % 9> END",
    "LEADER": "'U' || (SOMEBODY / 11 * 11 + 10)",
    "MATE<(.*?)>": r"'U' || (SOMEBODY / 11 * 11 + (SOMEBODY % 11 + \1) % 11)",
    "SOMEBODY": "(n * 2654435761 % 4294967296 / 4096 % PEOPLE)",
    "THANKED": "(NOW - 1 - (KUDOS - n) * MINUTES / KUDOS)",
    "SHARED": "(NOW - 1 - (IDEAS - n) * MINUTES / IDEAS)",
    "A_DAY": "1440",
}
OWN_WORDS = {
    "sqlite": {
        "FROM<(.*?), (.*?)>": r"(WITH RECURSIVE r(n) AS"
        r" (SELECT \1 UNION ALL SELECT n + 1 FROM r WHERE n < \2) SELECT n FROM r)",
        "AT<(.*?)>": r"strftime('%Y-%m-%d %H:%M:%f000', (\1) * 60, 'unixepoch')",
        "PADDED": "printf('%09d', n)",
    },
    "postgresql": {
        "FROM<(.*?), (.*?)>": r"generate_series(CAST(\1 AS bigint), \2) AS n",
        "AT<(.*?)>": r"to_timestamp((\1) * 60.0)",
        "PADDED": "lpad(CAST(n AS text), 9, '0')",
    },
}
EVERY_IDEA = "FROM<FIRST_IDEA, IDEAS>"
SOME = "workspace, idea, person, part, at, is_present"
STATEMENTS = (
    """INSERT INTO people (workspace, id, name, zone, locale, is_bot, is_deactivated, is_stranger,
         seen_at)
       SELECT 'T1', 'U' || (n - 1), 'Person', 'UTC', 'en-US', false, n % 50 = 0, false, AT<NOW>
       FROM FROM<1, PEOPLE>""",
    """INSERT INTO preferences (workspace, person, is_hidden, is_left_alone, recognition)
       SELECT 'T1', 'U' || (n * 20), n % 2 = 0, false,
         CASE WHEN n % 3 = 0 THEN 'none' ELSE 'public' END
       FROM FROM<1, PEOPLE / 20>""",
    """INSERT INTO kudos (id, workspace, giver, reason, given_at, source, is_private)
       SELECT n, 'T1', GIVER, 'for the release', AT<THANKED>, PADDED, false
       FROM FROM<FIRST_KUDOS, KUDOS>""",
    """INSERT INTO kudos_receivers (workspace, kudos, person, place, given_at)
       SELECT 'T1', n, MATE<0>, 0, AT<THANKED> FROM FROM<FIRST_KUDOS, KUDOS>""",
    """INSERT INTO ideas (id, workspace, author, text, shared_at, source, channel, is_private,
         stage, stage_at)
       SELECT n, 'T1', MATE<0>, 'a quieter office for all of us', AT<SHARED>, PADDED,
         (CASE WHEN n % 10 = 0 THEN 'G' ELSE 'C' END) || (SOMEBODY / 11 % PLACES), n % 10 = 0,
         CASE WHEN n % 12 > 2 OR SHARED + 10 * A_DAY >= NOW THEN 'shared'
           WHEN n % 12 = 0 THEN 'adopted' WHEN n % 12 = 1 THEN 'parked' ELSE 'testing' END,
         CASE WHEN n % 12 < 3 AND SHARED + 10 * A_DAY < NOW THEN AT<SHARED + 10 * A_DAY> END
       FROM EVERY_IDEA""",
    """INSERT INTO idea_links (workspace, child, parent, place)
       SELECT 'T1', n, n - 11 - n % 7, 0 FROM EVERY_IDEA
       WHERE n % 3 = 0 AND n - 11 - n % 7 >= FIRST_IDEA""",
    """INSERT INTO idea_links (workspace, child, parent, place)
       SELECT 'T1', n, n - 40 - n % 7, 1 FROM EVERY_IDEA
       WHERE n % 9 = 0 AND n - 40 - n % 7 >= FIRST_IDEA""",
    """INSERT INTO contributions (SOME)
       SELECT 'T1', n, MATE<0>, 'author', AT<SHARED>, true FROM EVERY_IDEA""",
    """INSERT INTO contributions (SOME)
       SELECT l.workspace, l.parent, i.author, 'build', min(i.shared_at), true
       FROM idea_links l JOIN ideas i ON i.workspace = l.workspace AND i.id = l.child
       GROUP BY l.workspace, l.parent, i.author""",
    """INSERT INTO contributions (SOME)
       SELECT 'T1', n, MATE<1>, 'support', AT<SHARED + 60>, n % 20 > 0 FROM EVERY_IDEA
       WHERE SHARED + 60 < NOW""",
    """INSERT INTO contributions (SOME)
       SELECT 'T1', n, MATE<3>, 'support', AT<SHARED + 600>, true FROM EVERY_IDEA
       WHERE SHARED + 600 < NOW""",
    """INSERT INTO contributions (SOME)
       SELECT 'T1', n, MATE<5>, 'question', AT<SHARED + 300>, true FROM EVERY_IDEA
       WHERE n % 3 = 0 AND SHARED + 300 < NOW""",
    """INSERT INTO contributions (SOME)
       SELECT 'T1', n, MATE<2>, 'test', AT<SHARED + 3 * A_DAY>, true FROM EVERY_IDEA
       WHERE n % 3 = 0 AND SHARED + 3 * A_DAY < NOW""",
    """INSERT INTO replies (workspace, idea, ts, channel, person, at)
       SELECT 'T1', n, PADDED || '.1', 'C1', MATE<4>, AT<SHARED + 30 + n * 7919 % 3000>
       FROM EVERY_IDEA WHERE SHARED + 3030 < NOW""",
    """INSERT INTO replies (workspace, idea, ts, channel, person, at)
       SELECT 'T1', n, PADDED || '.2', 'C1', CASE WHEN n % 2 = 0 THEN LEADER ELSE MATE<6> END,
         AT<SHARED + 90 + n * 7919 % 2000>
       FROM EVERY_IDEA WHERE SHARED + 2090 < NOW""",
    """INSERT INTO idea_tests (id, workspace, idea, owner, question, round, opened_at, ends_at,
         outcome, learned, asked)
       SELECT n, 'T1', n, MATE<2>, '', 1, AT<SHARED + 3 * A_DAY>, AT<SHARED + 6 * A_DAY>, 'kept',
         '', 'once'
       FROM EVERY_IDEA WHERE n % 3 = 0 AND SHARED + 3 * A_DAY < NOW""",
    """INSERT INTO idea_tests (id, workspace, idea, owner, question, round, opened_at, ends_at,
         outcome, learned, asked)
       SELECT n + IDEAS, 'T1', n, MATE<2>, '', 2, AT<SHARED + 6 * A_DAY>, AT<SHARED + 9 * A_DAY>,
         'kept', '', 'once'
       FROM EVERY_IDEA WHERE n % 24 = 0 AND SHARED + 6 * A_DAY < NOW""",
    """INSERT INTO kudos (id, workspace, giver, reason, given_at, source, is_private)
       SELECT n + KUDOS, 'T1', MATE<0>, '', AT<SHARED + 11 * A_DAY>, 'roll:' || n, false
       FROM EVERY_IDEA WHERE n % 24 = 0 AND SHARED + 11 * A_DAY < NOW""",
    """INSERT INTO kudos_receivers (workspace, kudos, person, place, given_at)
       SELECT 'T1', n + KUDOS, MATE<1>, 0, AT<SHARED + 11 * A_DAY>
       FROM EVERY_IDEA WHERE n % 24 = 0 AND SHARED + 11 * A_DAY < NOW""",
)
INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND name LIKE 'ix%'"
PG_INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE indexname LIKE 'ix%'"


def teams_of(leaders: int) -> Sequence[Team]:
    """Each works in a public channel and in a private one."""
    return [
        Team(
            WORKSPACE,
            f"U{TEAM * n + TEAM - 1}",
            frozenset(f"U{TEAM * n + k}" for k in range(TEAM - 1)),
            frozenset({f"C{n % PLACES}", f"G{n % PLACES}"}),
            id=n + 1,
        )
        for n in range(leaders)
    ]


@dataclass(frozen=True, slots=True)
class History:
    """The last `weeks` of two years: the same rows, whether there are older ones or not."""

    leaders: int
    weeks: int = WEEKS

    def into_sqlite(self, path: str) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000")
            indexes = connection.execute(INDEXES).fetchall()
            for name, _ in indexes:  # what is sorted once takes less than what is kept in order
                connection.execute(f"DROP INDEX {name}")
            for statement in self._statements("sqlite"):
                connection.execute(statement)
            for _, again in indexes:
                connection.execute(again)
            connection.commit()

    def into_postgresql(self, url: str) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")  # no foreign keys
            connection.execute("SET maintenance_work_mem = '256MB'")
            indexes = connection.execute(PG_INDEXES).fetchall()
            for name, _ in indexes:
                connection.execute(f"DROP INDEX {name}".encode())
            for statement in self._statements("postgresql"):
                connection.execute(statement.encode())
            for _, again in indexes:
                connection.execute(again.encode())
            connection.execute("VACUUM ANALYZE")

    def _statements(self, database: str) -> Iterator[str]:
        people = TEAM * self.leaders
        kudos, ideas = (round(people * MONTHS * each) for each in (KUDOS, IDEAS))
        numbers = {
            "FIRST_KUDOS": kudos - kudos * self.weeks // WEEKS + 1,
            "FIRST_IDEA": ideas - ideas * self.weeks // WEEKS + 1,
            "KUDOS": kudos,
            "IDEAS": ideas,
            "PEOPLE": people,
            "PLACES": PLACES,
            "MINUTES": MINUTES,
            "NOW": int(NOW.timestamp()) // 60,
        }
        texts = {"EVERY_IDEA": EVERY_IDEA, "SOME": SOME, **OWN_WORDS[database], **WORDS, **numbers}
        for statement in STATEMENTS:
            for word, meaning in texts.items():
                end = "" if word.endswith(">") else r"\b"
                statement = re.sub(rf"\b{word}{end}", str(meaning), statement)  # noqa: PLW2901
            yield statement
