"""People are followed as Slack tells of them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from bot.domain.people import Person
from bot.services.cards import refresh_cards
from bot.services.channels import NEWEST
from bot.services.idea_tests import drop_tests_of
from bot.services.kept_promises import follow_zones
from bot.storage import Store, Transaction

DAY = timedelta(days=1)


def learn_people(
    store: Store, people: Iterable[Person], now: datetime, *, hides_former: bool = False
) -> None:
    """Slack told of these people: digests follow their leaders' time zones.

    With `hides_former` the cards that name somebody who left, or came back, follow too.
    """
    by_workspace: dict[str, dict[str, Person]] = {}
    for person in people:
        by_workspace.setdefault(person.workspace, {})[person.id] = person
    with store.begin() as tx:
        for workspace, found in by_workspace.items():
            left = [person.id for person in found.values() if person.is_deactivated]
            # Cards first: what somebody tests is among the newest, and so held with them at once.
            cards = _cards_of_turned(tx, workspace, found) if hides_former else ()
            drop_tests_of(tx, workspace, left, now)
            tx.people.keep(found.values(), now)
            refresh_cards(tx, workspace, cards, now)
            leaders = tx.teams.leaders_among(workspace, found)
            follow_zones(tx, workspace, {leader: found[leader].zone for leader in leaders})
            for leader in leaders:
                moved = tx.teams.rezone(workspace, leader, found[leader].zone)
                # An hour that the new zone has passed today is due at once, and once.
                next_at = {each.id: each.next_digest_after(now - DAY) for each in moved}
                tx.teams.set_next_digests(workspace, next_at)


def _cards_of_turned(
    tx: Transaction, workspace: str, found: Mapping[str, Person]
) -> Collection[int]:
    """Lock the newest cards that name those who left, or came back, since we last heard of them."""
    known = tx.people.get(workspace, found)
    turned = [id for id, before in known.items() if before.has_left != found[id].has_left]
    newest = (tx.places.newest_naming(workspace, person, NEWEST) for person in turned)
    cards = frozenset[int]().union(*newest)
    tx.ideas.hold(workspace, cards)
    return cards
