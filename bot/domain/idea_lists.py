"""Lists of ideas, a page at a time."""

from enum import StrEnum

from bot.domain.errors import UnknownListError
from bot.domain.ideas import Stage

PAGE = 10  # ideas


class Which(StrEnum):
    ALL = "all"
    OPEN = "open"
    TESTING = "testing"
    ADOPTED = "adopted"
    PARKED = "parked"
    MINE = "mine"  # in all channels
    WAITING = "waiting"  # for a first reply, or for what came of a test that ended

    @property
    def stage(self) -> Stage | None:
        """That of all its ideas, where they have one in common."""
        return STAGES.get(self)


STAGES = {
    Which.OPEN: Stage.SHARED,
    Which.TESTING: Stage.TESTING,
    Which.ADOPTED: Stage.ADOPTED,
    Which.PARKED: Stage.PARKED,
}


def page_asked(words: list[str]) -> tuple[Which, int]:
    """Which list and page "open 2" asks for, or "2", or nothing. Raises `UnknownListError`."""
    named = [word for word in words if not word.isdecimal()]
    numbers = [int(word) for word in words if word.isdecimal()]
    if len(named) > 1 or len(numbers) > 1:
        raise UnknownListError(word=" ".join(words))
    try:
        which = Which(named[0]) if named else Which.ALL
    except ValueError:
        raise UnknownListError(word=named[0]) from None
    return which, max(1, *numbers) if numbers else 1
