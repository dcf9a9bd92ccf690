"""Who may see a family: whoever may see the idea, where it is shown."""

import pytest

from bot.domain.errors import IdeaGoneError
from bot.services.families import family_seen_in
from bot.storage import Store
from tests.services.test_ideas import built
from tests.services.world import an_idea, erase


def test_a_family_is_seen_from_everywhere(store: Store) -> None:
    parent = an_idea(store)
    child = built(store, parent)

    seen = [family_seen_in(store, "T1", child.id, channel) for channel in ("C1", "C9", None)]

    assert [family.of for family in seen] == [child] * 3
    assert {family.ideas for family in seen} == {(parent, child)}


@pytest.mark.parametrize("channel", ["C2", None])
def test_a_private_channels_idea_is_not_there_for_others(store: Store, channel: str | None) -> None:
    secret = an_idea(store, is_private=True)

    with pytest.raises(IdeaGoneError):
        family_seen_in(store, "T1", secret.id, channel)


def test_a_private_channel_sees_its_own_family(store: Store) -> None:
    secret = an_idea(store, is_private=True)

    assert family_seen_in(store, "T1", secret.id, "C1").ideas == (secret,)


def test_an_idea_that_was_taken_back_has_no_family(store: Store) -> None:
    idea = built(store, an_idea(store))
    erase(store, "5.0")

    with pytest.raises(IdeaGoneError):
        family_seen_in(store, "T1", idea.id, "C1")


def test_a_family_of_another_workspace_is_not_there(store: Store) -> None:
    idea = an_idea(store)

    with pytest.raises(IdeaGoneError):
        family_seen_in(store, "T2", idea.id, "C1")
