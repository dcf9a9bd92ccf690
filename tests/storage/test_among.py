"""However many are asked for, the database answers."""

import pytest

from bot.domain.people import Person
from bot.storage import Store
from tests.storage.builders import DAY, NOW, a_kudos, an_idea

MANY = [f"U{number}" for number in range(70_000)]


@pytest.mark.parametrize("others", [[], MANY])
def test_the_same_is_found_among_few_and_among_many(store: Store, others: list[str]) -> None:
    people = [*others, "UANA", "UBEN"]
    with store.begin() as tx:
        kudos = tx.kudos.add(a_kudos())
        idea = tx.ideas.add(an_idea())
        assert idea
        child = tx.ideas.add(an_idea(source="b", author="UBEN", parents=(idea.id,)))
        tx.replies.add("T1", idea.id, "UBEN", "C1", "2.0", NOW)
        tx.people.keep([Person("T1", "UANA", "Ana", is_deactivated=True)], NOW)
        tx.people.choose("T1", "UBEN", hidden=True)
    ids = [idea.id, *(idea.id + 10 + number for number in range(len(others)))]

    with store.read() as tx:
        work = tx.deeds.work("T1", people, NOW - DAY, NOW + DAY)

        assert tx.kudos.given_by("T1", people, NOW - DAY, NOW + DAY) == [kudos]
        assert tx.kudos.received_by("T1", people, NOW - DAY, NOW + DAY) == [kudos]
        assert {each.person for each, _ in work} == {"UANA", "UBEN"}
        assert set(tx.ideas.parts("T1", ids)) == {idea.id}
        assert set(tx.replies.first_of("T1", ids)) == {idea.id}
        assert tx.ideas.built_on("T1", ids)[idea.id] == [child]
        assert set(tx.people.get("T1", people)) == {"UANA"}
        assert tx.people.hidden("T1", people) == {"UBEN"}
        assert tx.people.no_members("T1", people) == {"UANA"}
