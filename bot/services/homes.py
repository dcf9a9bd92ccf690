"""What somebody's Home shows is gathered at one moment."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.homes import (
    AT_ONCE,
    PAGE,
    ForMe,
    Home,
    Pages,
    Standing,
    Waiting,
    for_me,
    waiting_for,
)
from bot.domain.kudos import Kudos, as_seen_by
from bot.domain.pages import Page, place_of
from bot.storage import Store, Transaction


def home_of(store: Store, workspace: str, person: str, pages: Pages, now: datetime) -> Home:
    """Their Home, with those pages of its lists."""
    with store.read() as tx:
        effects = tx.homes.effects(workspace, person)
        return Home(
            needs=_needs(tx, workspace, person, now),
            ideas=_ideas(tx, workspace, person, pages.ideas, effects.shared),
            effects=effects,
            kudos=_kudos(tx, workspace, person, pages.kudos),
            helped=_helped(tx, workspace, person, pages.helped),
            teams=tuple(tx.teams.led_by(workspace, person)),
            wishes=tx.people.wishes(workspace, person),
        )


def _needs(tx: Transaction, workspace: str, person: str, now: datetime) -> ForMe:
    tests = tx.tests.owned_by(workspace, [person])
    requests = tx.combining.asked_of(workspace, person)
    waiting = tx.homes.waiting(workspace, person, now)
    spoken_of = {test.idea for test in tests}
    spoken_of |= {idea for each in requests for idea in (each.child, each.parent)}
    return for_me(
        now,
        tests=tests,
        requests=requests,
        waiting=_waiting(tx, workspace, waiting[:AT_ONCE]),
        waiting_in_all=len(waiting),
        ideas=tx.ideas.by_ids(workspace, spoken_of),
    )


def _waiting(tx: Transaction, workspace: str, ids: Sequence[int]) -> tuple[Waiting, ...]:
    ideas, rounds = tx.ideas.by_ids(workspace, ids), tx.tests.of(workspace, ids)
    return tuple(waiting_for(ideas[each], rounds.get(each, ())) for each in ids if each in ideas)


def _ideas(
    tx: Transaction, workspace: str, person: str, wanted: int, in_all: int
) -> Page[Standing]:
    number, pages = place_of(wanted, in_all, PAGE)
    ids = tx.homes.ideas(workspace, person, number)
    ideas, tallies = tx.ideas.by_ids(workspace, ids), tx.homes.tallies(workspace, ids)
    found = (Standing(ideas[each], tallies[each]) for each in ids if each in ideas)
    return Page(tuple(found), number, pages)


def _kudos(tx: Transaction, workspace: str, person: str, wanted: int) -> Page[Kudos]:
    number, pages = place_of(wanted, tx.homes.count_kudos_to(workspace, person), PAGE)
    found = tx.kudos.by_ids(workspace, tx.homes.kudos_to(workspace, person, number))
    return Page(tuple(as_seen_by(person, each) for each in found), number, pages)


def _helped(tx: Transaction, workspace: str, person: str, wanted: int) -> Page[Standing]:
    number, pages = place_of(wanted, tx.homes.count_helped(workspace, person), PAGE)
    parts = tx.homes.helped(workspace, person, number)
    ideas, tallies = tx.ideas.by_ids(workspace, parts), tx.homes.tallies(workspace, parts)
    found = (Standing(ideas[each], tallies[each], parts[each]) for each in parts if each in ideas)
    return Page(tuple(found), number, pages)
