"""Kudos: thanks or credit given by one member to one or more others, for something."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.errors import (
    EmptyGroupError,
    NobodyToThankError,
    ThankingBotError,
    ThankingDeactivatedError,
    ThankingOneselfError,
    ThankingStrangerError,
)
from bot.domain.feedback import Case, Label, Noticed
from bot.domain.messages import MessageRef
from bot.domain.people import Person
from bot.domain.sources import is_from_message

REASON_LIMIT = 2_000  # characters; a Slack section holds 3,000, and names and escapes need room
UNDO_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Kudos:
    """`channel` and `ts` name the message that carries it; neither when it was given privately.

    `source` is what makes it one kudos however often we hear of it: the message, or the form.
    """

    workspace: str
    giver: str
    receivers: tuple[str, ...]
    reason: str  # Slack's escaped text, mentions kept as ids
    given_at: datetime
    source: str
    channel: str | None = None
    ts: str | None = None
    is_private: bool = False  # told to its receivers alone, or said in a private channel
    noticed: Noticed | None = None  # how sure we were; none when it was given, or agreed to
    id: int = 0  # 0 until it is kept

    @property
    def ref(self) -> MessageRef | None:
        """The message that shows it in a channel: a person's, or ours."""
        if self.channel is None or self.ts is None:
            return None
        return MessageRef(self.workspace, self.channel, self.ts)

    @property
    def said_in(self) -> MessageRef | None:
        """The message of a person that carries it; None where a command or a form does."""
        return self.ref if is_from_message(self.source) else None

    @property
    def case(self) -> Case | None:
        """That message, taken for kudos."""
        return Case(self.said_in, self.giver, Label.KUDOS) if self.said_in else None


def as_seen_by(person: str, kudos: Kudos) -> Kudos:
    """The kudos as this receiver or its giver may see them outside of their channel.

    What was said in a private channel stays there: its receivers may not be in it.
    """
    if person == kudos.giver or not kudos.is_private:
        return kudos
    if kudos.channel is None:  # told to each alone: to nobody else who else was thanked so
        return replace(kudos, receivers=(person,))
    return replace(kudos, receivers=(person,), reason="", channel=None, ts=None)


@dataclass(frozen=True, slots=True)
class NamedGroup:
    id: str
    handle: str
    members: tuple[Person, ...]


def who_is_thanked(
    giver: str, people: Iterable[Person], groups: Iterable[NamedGroup] = ()
) -> tuple[str, ...]:
    """The members whom `giver` thanks, each once, in order; said kindly when there are none.

    Whoever was named and cannot be thanked is an error, so that nobody believes to have thanked
    them; but for the giver, who is left out. Groups are a shorthand: their bots and leavers are
    left out silently.

    Raises the `BotError` that tells what is wrong.
    """
    named, groups = tuple(people), tuple(groups)
    others = [person for person in named if person.id != giver]
    for person in others:
        _check_can_be_thanked(person)
    expanded = [
        member.id
        for group in groups
        for member in group.members
        if member.is_member and member.id != giver
    ]
    receivers = tuple(dict.fromkeys([person.id for person in others] + expanded))
    if not receivers and named:
        raise ThankingOneselfError
    if not receivers and groups:
        raise EmptyGroupError(name=groups[0].handle or groups[0].id)
    if not receivers:
        raise NobodyToThankError
    return receivers


def _check_can_be_thanked(person: Person) -> None:
    if person.is_bot:
        raise ThankingBotError(name=person.name)
    if person.is_deactivated:
        raise ThankingDeactivatedError(name=person.name)
    if person.is_stranger:
        raise ThankingStrangerError(name=person.name)


def thankable(giver: str, people: Iterable[Person]) -> tuple[str, ...]:
    """Of those named in a message, the members other than `giver`; nobody is told off."""
    found = (person.id for person in people if person.is_member and person.id != giver)
    return tuple(dict.fromkeys(found))
