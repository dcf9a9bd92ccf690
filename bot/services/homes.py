"""What somebody's Home shows, and what a list of ideas has, is read at one moment."""

from datetime import datetime

from bot.domain.homes import AT_ONCE, PAGE, Home, Pages, Standing, for_me, waiting_for
from bot.domain.idea_lists import PAGE as LISTED
from bot.domain.idea_lists import Which
from bot.domain.kudos import Kudos, as_seen_by
from bot.domain.pages import Page, place_of
from bot.storage import Store, Transaction


def home_of(store: Store, workspace: str, person: str, pages: Pages, now: datetime) -> Home:
    """Their Home, with those pages of its lists. Lists are read as ids, and their ideas once."""
    with store.read() as tx:
        effects = tx.homes.effects(workspace, person)
        tests = tx.tests.owned_by(workspace, [person])
        requests = tx.combining.asked_of(workspace, person)
        waiting = tx.homes.waiting(workspace, person, now)
        own, own_pages = place_of(pages.ideas, effects.shared, PAGE)
        shared = tx.homes.ideas(workspace, person, own)
        helping, helping_pages = place_of(
            pages.helped, tx.homes.count_helped(workspace, person), PAGE
        )
        parts = tx.homes.helped(workspace, person, helping)
        asked = {idea for each in requests for idea in (each.child, each.parent)}
        ideas = tx.ideas.by_ids(
            workspace,
            {*(test.idea for test in tests), *asked, *waiting[:AT_ONCE], *shared, *parts},
        )
        tallies = tx.homes.tallies(workspace, ideas.keys() & {*shared, *parts})
        rounds = tx.tests.of(workspace, waiting[:AT_ONCE])
        return Home(
            needs=for_me(
                now,
                tests=tests,
                requests=requests,
                waiting=tuple(
                    waiting_for(ideas[id], rounds.get(id, ()))
                    for id in waiting[:AT_ONCE]
                    if id in ideas
                ),
                waiting_in_all=len(waiting),
                ideas=ideas,
            ),
            ideas=Page(
                tuple(Standing(ideas[id], tallies[id]) for id in shared if id in ideas),
                own,
                own_pages,
            ),
            effects=effects,
            kudos=_kudos(tx, workspace, person, pages.kudos),
            helped=Page(
                tuple(Standing(ideas[id], tallies[id], parts[id]) for id in parts if id in ideas),
                helping,
                helping_pages,
            ),
            teams=tuple(tx.teams.led_by(workspace, person)),
            wishes=tx.people.wishes(workspace, [person])[person],
        )


def _kudos(tx: Transaction, workspace: str, person: str, wanted: int) -> Page[Kudos]:
    number, pages = place_of(wanted, tx.homes.count_kudos_to(workspace, person), PAGE)
    found = tx.kudos.by_ids(workspace, tx.homes.kudos_to(workspace, person, number))
    return Page(tuple(as_seen_by(person, each) for each in found), number, pages)


def list_ideas(
    store: Store,
    which: Which,
    page: int,
    now: datetime,
    *,
    workspace: str,
    channel: str,
    person: str,
) -> Page[Standing]:
    """That page of the channel's ideas, or of that person's own. Past the last is the last."""
    place = (which, workspace, channel, person, now)
    with store.read() as tx:
        number, pages = place_of(page, tx.homes.count_listed(*place), LISTED)
        ids = tx.homes.listed(*place, limit=LISTED, offset=(number - 1) * LISTED)
        ideas, tallies = tx.ideas.by_ids(workspace, ids), tx.homes.tallies(workspace, ids)
    return Page(tuple(Standing(ideas[id], tallies[id]) for id in ids if id in ideas), number, pages)
