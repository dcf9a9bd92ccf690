"""Members of a workspace, the teams that leaders lead, and the channels they talk in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from hashlib import sha256
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.kit.weeks import iso_week, last_weekly, next_weekly

FEWEST = 3  # people in a team, or events of a figure: with fewer it would be about somebody


@dataclass(frozen=True, slots=True)
class Person:
    """What Slack says of somebody. `zone` and `locale` are IANA and Slack names ("de-DE")."""

    workspace: str
    id: str
    name: str
    zone: str = "UTC"
    locale: str = "en-US"
    is_bot: bool = False
    is_deactivated: bool = False
    is_stranger: bool = False  # from another organisation, met in a shared channel
    is_admin: bool = False  # or owner: Slack lets them run the workspace
    is_guest: bool = False  # sees only the channels that they were let into

    @property
    def is_member(self) -> bool:
        """Somebody who can be thanked and counted."""
        return not (self.is_bot or self.is_deactivated or self.is_stranger)

    @property
    def has_left(self) -> bool:
        """A former member, whose name may not be wanted any more."""
        return self.is_deactivated and not self.is_bot

    @property
    def time_zone(self) -> ZoneInfo:
        return zone_named(self.zone)


def zone_named(name: str) -> ZoneInfo:
    """The time zone of that name, or UTC where the name is unknown: scheduling must not fail."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """People and channels that a leader named and the team cannot have, by reason."""

    apps: tuple[str, ...] = ()
    leavers: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()  # channels that we are not in
    others: tuple[str, ...] = ()  # channels that the leader is not in


NOTHING_LEFT_OUT = LeftOut()


def left_out_of(people: Iterable[Person]) -> LeftOut:
    """Sort out who of those named is not a member."""
    named = tuple(people)
    present = [each for each in named if not each.is_deactivated]
    return LeftOut(
        apps=tuple(each.id for each in named if each.is_bot),
        leavers=tuple(each.id for each in named if each.has_left),
        strangers=tuple(each.id for each in present if each.is_stranger and not each.is_bot),
    )


class Recognition(StrEnum):
    """How somebody likes to be thanked through the bot (docs/decisions/0015)."""

    PUBLIC = "public"
    PRIVATE = "private"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Addressed:
    """People grouped by how they like to be thanked, in the order in which they were named."""

    openly: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()  # named nowhere, told nothing, counted nowhere

    @property
    def thanked(self) -> tuple[str, ...]:
        return self.openly + self.alone


def addressed(people: Iterable[str], wishes: Mapping[str, Recognition]) -> Addressed:
    """Whoever said nothing is thanked in public."""
    by: dict[Recognition, list[str]] = {wish: [] for wish in Recognition}
    for person in people:
        by[wishes.get(person, Recognition.PUBLIC)].append(person)
    openly, alone, spared = (tuple(by[wish]) for wish in Recognition)
    return Addressed(openly, alone, spared)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody chose for themselves."""

    hidden: bool = False  # on no board by name
    asked: bool = True  # whether messages of theirs may be kept
    notices: bool = True  # of ideas that move
    thanks: bool = True  # a message when somebody thanked them
    recognition: Recognition = Recognition.PUBLIC


class Directory(Protocol):
    """Who is who in a workspace. Answers may be some minutes old."""

    def person(self, workspace: str, id: str) -> Person:
        """Who that is; somebody unknown to Slack is answered as deactivated."""
        ...

    def group_members(self, workspace: str, group: str) -> tuple[str, ...]:
        """The members of a user group; none when Slack does not know it."""
        ...


class Watch(StrEnum):
    """What the bot does in a channel: keep what is sure, ask first, or nothing."""

    ON = "on"
    ASK = "ask"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class BoardSchedule:
    """When the weekly leaderboard is posted in a channel. `weekday` 0 is Monday."""

    weekday: int
    at: time
    zone: str

    def next_after(self, instant: datetime) -> datetime:
        return next_weekly(self.weekday, self.at, zone_named(self.zone), instant)


@dataclass(frozen=True, slots=True)
class Channel:
    workspace: str
    id: str
    is_private: bool = False
    is_external: bool = False
    is_archived: bool = False
    has_bot: bool = True
    watch: Watch = Watch.ON
    board: BoardSchedule | None = None

    @property
    def can_post(self) -> bool:
        """Whether the bot can speak there."""
        return self.has_bot and not self.is_archived


class Source(StrEnum):
    """Where a team's people come from: named one by one, or kept in step with something."""

    PEOPLE = "people"
    GROUP = "group"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Team:
    """The people a leader leads, and when the leader hears of them. `weekday` 0 is Monday.

    `members` are those who are members of the workspace now. `name` is Slack's text as it was
    typed; a leader's first team has none.
    """

    workspace: str
    leader: str
    members: frozenset[str]
    channels: frozenset[str] = frozenset()  # none named: every public channel
    weekday: int = 1
    at: time = field(default=time(10, 0))
    zone: str = "UTC"
    wants_nudges: bool = True
    paused_until: datetime | None = None
    fewer_nudges: int = 0  # how often the leader asked for fewer; each halves how often
    id: int = 0  # 0 until it is kept
    name: str = ""
    source: Source = Source.PEOPLE
    source_id: str | None = None  # of the user group or the channel
    seed: int = 0  # of all chance about it, so that it can be repeated
    digests_sent: int = 0

    @property
    def is_small(self) -> bool:
        """Whether figures about the team would tell about single people."""
        return len(self.members) < FEWEST

    def digest_key(self, at: datetime) -> str:
        """The outbox key of the digest: one a week for each name that a leader gives to teams."""
        key = f"digest:{self.leader}:{iso_week(at, zone_named(self.zone))}"
        if not self.name:
            return key
        return f"{key}:{sha256(self.name.casefold().encode()).hexdigest()[:16]}"

    def next_digest_after(self, instant: datetime) -> datetime:
        return next_weekly(self.weekday, self.at, zone_named(self.zone), instant)

    def last_digest_before(self, instant: datetime) -> datetime:
        """The latest of its hours at or before `instant`."""
        return last_weekly(self.weekday, self.at, zone_named(self.zone), instant)
