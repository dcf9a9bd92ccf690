"""Ideas are listed, a page at a time, with how many did what for each."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.homes import Standing, Tally
from bot.domain.idea_lists import PAGE, Which
from bot.domain.ideas import Part
from bot.domain.pages import Page, place_of
from bot.storage import Store, Transaction


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
        number, pages = place_of(page, tx.homes.count_listed(*place), PAGE)
        ids = tx.homes.listed(*place, limit=PAGE, offset=(number - 1) * PAGE)
        return Page(_lines(tx, workspace, ids), number, pages)


def _lines(tx: Transaction, workspace: str, ids: Sequence[int]) -> tuple[Standing, ...]:
    ideas, rounds = tx.ideas.by_ids(workspace, ids), tx.tests.of(workspace, ids)
    parts, children = tx.ideas.parts(workspace, ids), tx.ideas.built_on(workspace, ids)
    lines = []
    for idea in (ideas[id] for id in ids if id in ideas):
        supporters = sum(each.part is Part.SUPPORT for each in parts.get(idea.id, ()))
        named = (child.author for child in children.get(idea.id, ()) if idea.may_name(child))
        tests = len(rounds.get(idea.id, ()))
        lines.append(Standing(idea, Tally(supporters, len({*named} - {idea.author}), tests)))
    return tuple(lines)
