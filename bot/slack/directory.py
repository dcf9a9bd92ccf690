"""Who is who, and in which groups and channels: from memory, the database, or Slack."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain, islice
from threading import Lock

import structlog

from bot.domain.people import Channel, Person, Source
from bot.domain.sending import SendError
from bot.domain.teams import MOST_MEMBERS
from bot.kit.clock import Clock
from bot.services.channels import learn_channels, learn_joined, left_in_public
from bot.services.people import learn_people
from bot.services.teams import follow_source, followed, is_followed
from bot.slack.client import PAGE, RefusedError, SlackClient
from bot.slack.payloads import channel_from, person_from
from bot.storage import Store

REMEMBERED_FOR = timedelta(minutes=10)  # another process may have heard of a change
MOST_READ = MOST_MEMBERS + PAGE  # of a group or channel: apps are among them
MOST = 20_000  # people in memory, of half a kilobyte each

ANY_CHANNEL = "public_channel,private_channel"
DEFAULT_LOCALE = "en-US"

log = structlog.get_logger()


@dataclass
class SlackDirectory:
    """A `Directory` over Slack. Not to be asked inside a transaction: it may call and write."""

    store: Store
    slack: SlackClient
    clock: Clock
    default_zone: str
    hides_former_members: bool = False  # on the cards, which follow who leaves and comes back
    _people: dict[tuple[str, str], tuple[Person, datetime]] = field(default_factory=dict)
    _groups: dict[tuple[str, str], tuple[tuple[str, ...], datetime]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def person(self, workspace: str, id: str) -> Person:
        return self.people(workspace, [id])[0]

    def people(self, workspace: str, ids: Iterable[str]) -> list[Person]:
        """Who they are, each once; the database is asked once for all who are not remembered."""
        wanted, now = list(dict.fromkeys(ids)), self.clock()
        found = {id: known for id in wanted if (known := self._remembered(workspace, id, now))}
        if unknown := [id for id in wanted if id not in found]:
            with self.store.read() as tx:
                kept = tx.people.get(workspace, unknown)
            for id in unknown:
                found[id] = kept.get(id) or self._ask(workspace, id, now)
                self._remember(found[id], now)
        return [found[id] for id in wanted]

    def learn(self, person: Person) -> None:
        """Slack told of a change. What the event does not tell, like the locale, stays known."""
        now = self.clock()
        with self.store.read() as tx:
            known = tx.people.get(person.workspace, [person.id]).get(person.id)
        person = self._complete(person, known)
        if person != known:  # most changes are of somebody's status
            self._keep([person], now)
        self._remember(person, now)

    def forget(self, workspace: str, id: str) -> None:
        self._people.pop((workspace, id), None)

    def group_members(self, workspace: str, group: str) -> tuple[str, ...]:
        found = self._groups.get((workspace, group))
        if found and found[1] > self.clock() - REMEMBERED_FOR:
            return found[0]
        return self.group_now(workspace, group) or ()

    def group_now(self, workspace: str, group: str) -> tuple[str, ...] | None:
        """Its members as Slack says now; None when it knows no such group, or no more."""
        try:
            answer = self.slack.call("usergroups.users.list", usergroup=group)
        except RefusedError as error:
            log.warning("group_unknown", workspace=workspace, group=group, why=error.code)
            return None
        members = tuple(answer.get("users", ()))
        self._groups[workspace, group] = (members, self.clock())
        return members

    def forget_group(self, workspace: str, group: str) -> None:
        self._groups.pop((workspace, group), None)

    def channel(self, workspace: str, id: str) -> Channel:
        """What Slack says of a channel now; one it does not show us has no bot in it."""
        try:
            answer = self.slack.call("conversations.info", channel=id)
        except RefusedError:
            return Channel(workspace, id, is_private=True, has_bot=False)
        return channel_from(workspace, answer["channel"])

    def channel_members(self, workspace: str, id: str, most: int) -> tuple[str, ...] | None:
        """All in a channel that we are in; more than `most` are not read to the end."""
        if not self.channel(workspace, id).can_post:
            return None
        pages = self.slack.pages("conversations.members", "members", channel=id)
        try:
            return tuple(islice(chain.from_iterable(pages), most + 1))
        except RefusedError:  # gone since
            return None

    def ids_in(self, workspace: str, source: Source, id: str) -> Sequence[str] | None:
        """Who is in a group or channel, apps too; None when it is gone, or we are not in there."""
        if source is Source.GROUP:
            return self.group_now(workspace, id)
        return self.channel_members(workspace, id, MOST_READ)

    def follow(self, workspace: str, source: Source, id: str) -> None:
        """Ask who is in there, if any team follows it."""
        if not is_followed(self.store, workspace, id):
            return
        ids = self.ids_in(workspace, source, id)
        people = None if ids is None else frozenset(ids)
        if people and len(people) <= MOST_READ:
            known = self.people(workspace, people)
            people = frozenset(one.id for one in known if not (one.is_bot or one.is_stranger))
        follow_source(self.store, workspace, id, people, self.clock())

    def sync_quietly(self, workspace: str) -> None:
        """Learn all anew; when Slack does not answer, what is kept serves until the next time."""
        try:
            self.sync(workspace)
            patient = replace(self, slack=self.slack.patient())
            for id, source in followed(self.store, workspace).items():
                patient.follow(workspace, source, id)
        except SendError as error:
            log.warning("sync_failed", workspace=workspace, why=str(error))

    def sync(self, workspace: str) -> None:
        """Learn everybody, and the channels the bot is in: events can be missed.

        A page at a time: a workspace of 100,000 comes in 500, and Slack allows 20 a minute.
        """
        slack, count = self.slack.patient(), 0
        for users in slack.pages("users.list", "members", include_locale=True):
            people = [self._complete(person_from(workspace, user)) for user in users]
            self._keep(people, self.clock())
            count += len(people)
        joined = [
            replace(channel_from(workspace, channel), has_bot=True)
            for page in slack.pages("users.conversations", "channels", types=ANY_CHANNEL)
            for channel in page
        ]
        learn_joined(self.store, workspace, joined, self.clock())
        patient = replace(self, slack=slack)
        for id in left_in_public(self.store, workspace):
            learn_channels(self.store, [patient.channel(workspace, id)], self.clock())
        log.info("synced", workspace=workspace, people=count)

    def _ask(self, workspace: str, id: str, now: datetime) -> Person:
        try:
            answer = self.slack.call("users.info", user=id, include_locale=True)
        except RefusedError:
            return Person(workspace, id, id, is_deactivated=True)
        person = self._complete(person_from(workspace, answer["user"]))
        self._keep([person], now)
        return person

    def _keep(self, people: Sequence[Person], now: datetime) -> None:
        for person in people:  # first: cards that name them may be shown anew at once
            if (person.workspace, person.id) in self._people:
                self._remember(person, now)
        learn_people(self.store, people, now, hides_former=self.hides_former_members)

    def _complete(self, person: Person, known: Person | None = None) -> Person:
        zone = person.zone or (known.zone if known else self.default_zone)
        locale = person.locale or (known.locale if known else DEFAULT_LOCALE)
        return replace(person, zone=zone, locale=locale)

    def _remembered(self, workspace: str, id: str, now: datetime) -> Person | None:
        person, at = self._people.get((workspace, id), (None, now))
        return person if at > now - REMEMBERED_FOR else None

    def _remember(self, person: Person, now: datetime) -> None:
        with self._lock:
            if len(self._people) >= MOST:
                self._people.clear()
            self._people[person.workspace, person.id] = (person, now)
