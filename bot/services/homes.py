"""What somebody's Home shows, and what a list of ideas has, is read at one moment."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.homes import AT_ONCE, Home, Pages, Standing, Tally, for_me, waiting_for
from bot.domain.idea_lists import Which
from bot.domain.ideas import Idea, Part
from bot.domain.kudos import as_seen_by
from bot.domain.pages import Page
from bot.storage import Store


def home_of(store: Store, workspace: str, person: str, pages: Pages, now: datetime) -> Home:
    """Their Home, with those pages of its lists. Lists are read as ids, and their ideas once."""
    with store.read() as tx:
        tests = tx.tests.owned_by(workspace, [person])
        requests = tx.combining.asked_of(workspace, person)
        waiting = tx.homes.waiting(workspace, person, now)
        shared = tx.homes.ideas(workspace, person, pages.ideas)
        helped = tx.homes.helped(workspace, person, pages.helped)
        kudos = tx.homes.kudos_to(workspace, person, pages.kudos)
        asked = {idea for each in requests for idea in (each.child, each.parent)}
        shown = {*(test.idea for test in tests), *asked, *waiting[:AT_ONCE]}
        ideas = tx.ideas.by_ids(workspace, shown | {*shared.items, *helped.items})
        tallies = tx.homes.tallies(workspace, ideas.keys() & {*shared.items, *helped.items})
        rounds = tx.tests.of(workspace, waiting[:AT_ONCE])
        needs = for_me(
            now,
            tests=tests,
            requests=requests,
            waiting=[
                waiting_for(ideas[id], rounds.get(id, ()))
                for id in waiting[:AT_ONCE]
                if id in ideas
            ],
            waiting_in_all=len(waiting),
            ideas=ideas,
        )
        parts = tx.ideas.parts(workspace, helped.items).items()
        own = {id: [each.part for each in of if each.person == person] for id, of in parts}
        given = [as_seen_by(person, each) for each in tx.kudos.by_ids(workspace, kudos.items)]
        return Home(
            needs=needs,
            ideas=_standings(shared, ideas, tallies),
            effects=tx.homes.effects(workspace, person),
            kudos=Page(tuple(given), kudos.number, kudos.pages),
            helped=_standings(helped, ideas, tallies, own),
            teams=tuple(tx.teams.led_by(workspace, person)),
            wishes=tx.people.wishes(workspace, [person])[person],
        )


def list_ideas(
    store: Store, which: Which, wanted: int, now: datetime, **place: str
) -> Page[Standing]:
    """A page of a list, in the `place` that `HomeRepository.listed` is asked for."""
    with store.read() as tx:
        listed = tx.homes.listed(which, wanted, now, **place)
        ideas = tx.ideas.by_ids(place["workspace"], listed.items)
        return _standings(listed, ideas, tx.homes.tallies(place["workspace"], ideas.keys()))


def _standings(
    page: Page[int],
    ideas: Mapping[int, Idea],
    tallies: Mapping[int, Tally],
    parts: Mapping[int, Sequence[Part]] | None = None,
) -> Page[Standing]:
    """The page with its ideas; those that were withdrawn meanwhile are left out."""
    own = parts or {}
    present = [id for id in page.items if id in ideas]
    items = tuple(Standing(ideas[id], tallies[id], tuple(own.get(id, ()))) for id in present)
    return Page(items, page.number, page.pages)
