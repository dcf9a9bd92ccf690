"""Random histories of a small workspace, as plain lists, and how they get into a database."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from bot.domain.people import Team
from bot.storage.idea_tests import TESTS
from bot.storage.ideas import IDEAS, LINKS, PARTS
from bot.storage.kudos import KUDOS, RECEIVERS
from bot.storage.people import PEOPLE, PREFERENCES
from bot.storage.replies import REPLIES
from bot.storage.store import Transaction

UNTIL = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOURS, LATEST = 24 * 7 * 13, 24 * 3  # how far back a history goes, and past `UNTIL`
PEOPLE_ALL = tuple(f"U{number}" for number in range(8))
CHANNELS = {"C1": False, "C2": False, "G1": True, "G2": True}  # whether it is private


@dataclass(frozen=True)
class Thanks:
    id: int
    giver: str
    receivers: tuple[str, ...]
    at: datetime
    source: str


@dataclass(frozen=True)
class Thought:
    """An idea."""

    id: int
    author: str
    at: datetime
    channel: str
    parents: tuple[int, ...]
    stage: str
    stage_at: datetime | None
    is_withdrawn: bool

    @property
    def is_private(self) -> bool:
        return CHANNELS[self.channel]

    def at_stage(self, stage: str, at: datetime) -> "Thought":
        return replace(self, stage=stage, stage_at=at)


@dataclass(frozen=True)
class Deed:
    """A part in an idea, a reply under it, or a test of it."""

    idea: int
    person: str
    at: datetime
    part: str = ""
    is_present: bool = True


@dataclass
class History:
    teams: list[Team] = field(default_factory=list)
    no_members: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    unthanked: set[str] = field(default_factory=set)
    kudos: list[Thanks] = field(default_factory=list)
    ideas: list[Thought] = field(default_factory=list)
    parts: list[Deed] = field(default_factory=list)
    replies: list[Deed] = field(default_factory=list)
    tests: list[Deed] = field(default_factory=list)


def a_history(seed: int, length: int) -> History:
    """`length` is how much of everything happened, more or less."""
    chance = Random(seed)  # noqa: S311 - histories, not secrets
    found = History(
        no_members=set(_some(chance, PEOPLE_ALL[3:], 0.15)),
        hidden=set(_some(chance, PEOPLE_ALL, 0.2)),
        unthanked=set(_some(chance, PEOPLE_ALL, 0.15)),
    )
    for number in range(chance.randint(2, 3)):
        # A leader may be named as a member of their own team, and of each other's.
        members = frozenset(chance.sample(PEOPLE_ALL, chance.randint(2, 7)))
        channels = frozenset(_some(chance, tuple(CHANNELS), 0.4))
        leader = chance.choice(PEOPLE_ALL[:3])
        found.teams.append(Team("T1", leader, members, channels, id=number + 1))
    for number in range(1, length + 1):
        found.ideas.append(_thought(chance, number))
    for number in range(1, 2 * length + 1):
        found.kudos.append(_thanks(chance, number, found))
    for idea in found.ideas:
        _follow(chance, idea, found)
    return found


def _some(chance: Random, names: tuple[str, ...], share: float) -> list[str]:
    return [name for name in names if chance.random() < share]


def _at(chance: Random, since: datetime | None = None) -> datetime:
    """Mostly at a full hour, so that things come at once, at a limit, or just beside one."""
    first = since or UNTIL - timedelta(hours=HOURS)
    hours = (UNTIL - first) // timedelta(hours=1) + LATEST
    beside = timedelta(microseconds=chance.choice([0, 0, 0, -1, 1]))
    near = chance.choice([1, 1, 4, 24]) if since else 1
    return first + timedelta(hours=chance.randint(0, max(1, hours // near))) + beside


def _thought(chance: Random, number: int) -> Thought:
    at = _at(chance)
    stage = chance.choice(["shared", "testing", "adopted", "adopted", "parked"])
    return Thought(
        number,
        chance.choice(PEOPLE_ALL),
        at,
        chance.choice(["C1", "C1", "C2", "G1", "G2"]),
        _some_before(chance, number),
        stage,
        None if stage == "shared" else _at(chance, at),
        chance.random() < 0.1,
    )


def _some_before(chance: Random, number: int) -> tuple[int, ...]:
    most = min(number - 1, chance.choice([0, 0, 1, 2, 3]))
    return tuple(chance.sample(range(1, number), most))


def _thanks(chance: Random, number: int, found: History) -> Thanks:
    giver = chance.choice((*PEOPLE_ALL, *[team.leader for team in found.teams] * 3))
    others = [person for person in PEOPLE_ALL if person != giver]
    receivers = tuple(chance.sample(others, chance.choice([1, 1, 2, 3])))
    is_roll = number <= len(found.ideas) and chance.random() < 0.5
    return Thanks(number, giver, receivers, _at(chance), f"{'roll' if is_roll else 'k'}:{number}")


def _follow(chance: Random, idea: Thought, found: History) -> None:
    found.parts.append(Deed(idea.id, idea.author, idea.at, "author"))
    for part in ("build", "test", "support", "question"):
        for person in _some(chance, PEOPLE_ALL, 0.15):
            found.parts.append(
                Deed(idea.id, person, _at(chance, idea.at), part, chance.random() < 0.9)
            )
    for person in chance.sample(PEOPLE_ALL, chance.randint(0, 6)):
        found.replies.append(Deed(idea.id, person, _at(chance, idea.at)))
    for _ in range(chance.choice([0, 1, 1, 2])):
        owner = chance.choice((*PEOPLE_ALL, ""))  # who was forgotten has no name
        found.tests.append(Deed(idea.id, owner, _at(chance, idea.at)))


def keep(tx: Transaction, history: History) -> None:
    for table, rows in (
        (PEOPLE, [_person(id, history) for id in PEOPLE_ALL]),
        (PREFERENCES, [_wishes(id, history) for id in history.hidden | history.unthanked]),
        (KUDOS, [_kudos(each) for each in history.kudos]),
        (RECEIVERS, [row for each in history.kudos for row in _receivers(each)]),
        (IDEAS, [_idea(each) for each in history.ideas]),
        (LINKS, [row for each in history.ideas for row in _links(each)]),
        (PARTS, [_part(each) for each in history.parts]),
        (REPLIES, [_reply(each, nth) for nth, each in enumerate(history.replies)]),
        (TESTS, [_test(each) for each in history.tests]),
    ):
        if rows:
            tx._connection.execute(insert(table), rows)


def _person(id: str, history: History) -> dict[str, Any]:
    kind = int(id[1:]) % 3 if id in history.no_members else None
    is_one = {"is_bot": kind == 0, "is_deactivated": kind == 1, "is_stranger": kind == 2}
    said = {"name": id, "zone": "UTC", "locale": "en-US", "seen_at": UNTIL}
    return {"workspace": "T1", "id": id, **said, **is_one}


def _wishes(id: str, history: History) -> dict[str, Any]:
    wish = "none" if id in history.unthanked else "public"
    own = {"is_hidden": id in history.hidden, "is_left_alone": False, "recognition": wish}
    return {"workspace": "T1", "person": id, **own}


def _kudos(each: Thanks) -> dict[str, Any]:
    own = {"giver": each.giver, "given_at": each.at, "source": each.source}
    return {"workspace": "T1", "id": each.id, "reason": "", "is_private": False, **own}


def _receivers(each: Thanks) -> list[dict[str, Any]]:
    common = {"workspace": "T1", "kudos": each.id, "given_at": each.at}
    return [{**common, "person": who, "place": at} for at, who in enumerate(each.receivers)]


def _idea(each: Thought) -> dict[str, Any]:
    return {
        "workspace": "T1",
        "id": each.id,
        "author": each.author,
        "text": "",
        "shared_at": each.at,
        "source": str(each.id),
        "channel": each.channel,
        "is_private": each.is_private,
        "stage": each.stage,
        "stage_at": each.stage_at,
        "withdrawn_at": UNTIL if each.is_withdrawn else None,
    }


def _links(each: Thought) -> list[dict[str, Any]]:
    common = {"workspace": "T1", "child": each.id}
    return [{**common, "parent": id, "place": at} for at, id in enumerate(each.parents)]


def _part(each: Deed) -> dict[str, Any]:
    own = {"part": each.part, "at": each.at, "is_present": each.is_present}
    return {"workspace": "T1", "idea": each.idea, "person": each.person, **own}


def _reply(each: Deed, nth: int) -> dict[str, Any]:
    own = {"idea": each.idea, "person": each.person, "at": each.at}
    return {"workspace": "T1", "ts": f"{nth}.0", "channel": "C1", **own}


def _test(each: Deed) -> dict[str, Any]:
    own = {"idea": each.idea, "owner": each.person, "opened_at": each.at, "ends_at": each.at}
    over = {"outcome": "kept", "learned": "", "asked": "once", "question": "", "round": 1}
    return {"workspace": "T1", **own, **over}
