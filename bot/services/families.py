"""An idea's family, for whoever may see the idea."""

from bot.domain.errors import IdeaGoneError
from bot.domain.families import MOST, Family
from bot.storage import Store


def family_seen_in(
    store: Store, workspace: str, idea: int, channel: str | None, *, most: int = MOST
) -> Family:
    """The family of an idea as it is told in that channel, or outside of any.

    Raises `IdeaGoneError`, also for an idea of another private channel: that it is there at all
    is private.
    """
    with store.read() as tx:
        family = tx.families.of(workspace, idea, most)
    if family is None or (family.of.is_private and family.of.channel != channel):
        raise IdeaGoneError
    return family
