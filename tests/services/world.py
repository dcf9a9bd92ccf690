"""A small workspace for services: messages, people, and a sender that only listens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from bot.domain.detector import Context
from bot.domain.digests import Digest
from bot.domain.ideas import Idea
from bot.domain.kudos import Kudos
from bot.domain.messages import Message, MessageRef
from bot.domain.mrkdwn import spans_of
from bot.domain.outgoing import (
    DigestReady,
    KeepOffer,
    Outgoing,
    Posted,
    PostRemoved,
    ReactionRemoved,
    ReactionShown,
)
from bot.domain.people import Person, Team
from bot.domain.sending import Parcel, SendError
from bot.kit.clock import fixed_clock
from bot.services.delivery import send_due
from bot.services.due import run_due
from bot.services.ideas import share_idea
from bot.services.intake import hear, unhear
from bot.services.marks import Marks
from bot.services.people import learn_people
from bot.services.teams import lead_team
from bot.storage import Store

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)  # Tuesday, 10:00 in Berlin
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WEEK = 7 * DAY
MARKS = Marks(kudos="raised_hands", idea="bulb")
NOT_POSTS = (KeepOffer, ReactionShown, ReactionRemoved, PostRemoved)


class Town:
    """The `Directory` of a workspace where everybody is a member, but for a few."""

    def person(self, workspace: str, id: str) -> Person:
        return Person(workspace, id, id.title(), is_bot=id == "UBOT", is_deactivated=id == "UGONE")

    def group_members(self, workspace: str, group: str) -> tuple[str, ...]:
        return ("UBEN", "UANA", "UBOT", "UCHLOE") if (workspace, group) == ("T1", "SDESIGN") else ()


TOWN = Town()


def a_message(text: str, *, author: str = "UANA", ts: str = "1.0", **more: object) -> Message:
    given: dict[str, object] = {
        "workspace": "T1",
        "channel": "C1",
        "ts": ts,
        "author": author,
        "text": text,
        "spans": spans_of(text),
        "sent_at": NOW,
        "version": ts,
    }
    return Message(**{**given, **more})  # type: ignore[arg-type] # as named


def say(store: Store, text: str, **more: object) -> Message:
    """Somebody says that, and the bot hears it."""
    message = a_message(text, **more)  # type: ignore[arg-type] # as named
    hear(store, TOWN, message, MARKS, NOW)
    return message


def reply(store: Store, text: str, *, to: str, ts: str = "3.0", **more: object) -> Message:
    """Somebody says that in the thread that `to` began."""
    message = a_message(text, ts=ts, thread_ts="0.5", **more)  # type: ignore[arg-type] # as named
    hear(store, TOWN, message, MARKS, NOW, Context(starter=to))
    return message


def edit(store: Store, text: str, version: str = "9.0", **more: object) -> None:
    say(store, text, version=version, **more)


def erase(store: Store, ts: str = "1.0") -> None:
    unhear(store, MessageRef("T1", "C1", ts), MARKS, NOW)


def kept_kudos(store: Store, ts: str = "1.0") -> Kudos | None:
    with store.read() as tx:
        return tx.kudos.at_message(MessageRef("T1", "C1", ts))


def kept_idea(store: Store, ts: str = "1.0") -> Idea | None:
    with store.read() as tx:
        return tx.ideas.at_message(MessageRef("T1", "C1", ts))


def willing(parcel: Parcel) -> None:
    """Nothing goes wrong."""


@dataclass
class Said:
    """A `Sender` that keeps what it is given, and answers as it is told."""

    parcels: list[Parcel] = field(default_factory=list)
    answer: Callable[[Parcel], None] = willing  # may raise

    def send(self, parcel: Parcel) -> Posted | None:
        self.parcels.append(parcel)
        self.answer(parcel)
        if isinstance(parcel.message, NOT_POSTS):
            return None
        return parcel.edits or Posted(parcel.to, f"{len(self.parcels)}00.0")


def said(store: Store, at: datetime = NOW) -> list[Outgoing]:
    """Everything that is due is sent; this is what it was."""
    sender = Said()
    send_due(store, sender, fixed_clock(at))
    return [parcel.message for parcel in sender.parcels]


def failing(*errors: SendError | None) -> Callable[[Parcel], None]:
    """Fails so, one try after the other, and then no more."""
    left = list(errors)

    def answer(parcel: Parcel) -> None:
        if left and (error := left.pop(0)):
            raise error

    return answer


def a_team(**changes: object) -> Team:
    given: dict[str, object] = {
        "workspace": "T1",
        "leader": "ULEA",
        "members": frozenset({"UANA", "UBEN"}),
        "weekday": 1,
        "at": time(10),
        "zone": "Europe/Berlin",
    }
    return Team(**{**given, **changes})  # type: ignore[arg-type] # as named


def led(store: Store, at: datetime = NOW - WEEK, **changes: object) -> Team:
    """A team, set up then."""
    return lead_team(store, a_team(**changes), at)


def known(store: Store, *ids: str, **changes: object) -> None:
    people = [Person("T1", id, id.title(), **changes) for id in ids]  # type: ignore[arg-type]
    learn_people(store, people, NOW)


def an_idea(store: Store, author: str = "UANA", at: datetime = NOW - DAY, **more: object) -> Idea:
    given = {"channel": "C1", "ts": f"{at.timestamp()}", **more}
    given["source"] = f"{author}:{given['channel']}:{at}"
    kept = share_idea(store, Idea("T1", author, "a quieter office", at, **given))  # type: ignore[arg-type]
    assert kept is not None
    return kept


def digests(store: Store, at: datetime) -> list[Digest]:
    """The clock rings, and these are sent."""
    run_due(store, at)
    return [each.digest for each in said(store, at) if isinstance(each, DigestReady)]


def digest(store: Store, at: datetime) -> Digest:
    (found,) = digests(store, at)
    return found
