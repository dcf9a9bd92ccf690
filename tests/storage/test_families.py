"""A family is found in few questions, and nothing private with it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event

from bot.domain.families import Family, family_of
from bot.domain.ideas import Idea
from bot.storage import Store
from tests.domain.test_families import histories
from tests.storage.builders import an_idea

FEW = 4  # questions, however large or deep the family is


def keep(store: Store, parents: Sequence[Sequence[int]], **more: Any) -> list[Idea]:
    """Ideas that build on those, numbered from 1 as they come."""
    kept: list[Idea] = []
    with store.begin() as tx:
        for number, named in enumerate(parents, 1):
            said = an_idea(source=f"s{number}", parents=tuple(kept[id - 1].id for id in named))
            idea = tx.ideas.add(replace(said, **more))
            assert idea
            kept.append(idea)
    return kept


def family(store: Store, idea: Idea, most: int = 200) -> Family:
    with store.read() as tx:
        found = tx.families.of(idea.workspace, idea.id, most)
    assert found
    return found


@contextmanager
def questions_of(connection: Connection) -> Iterator[list[str]]:
    asked: list[str] = []

    def before(_c: object, _cursor: object, sql: str, *_: object) -> None:
        asked.append(sql)

    event.listen(connection, "before_cursor_execute", before)
    yield asked
    event.remove(connection, "before_cursor_execute", before)


def test_a_family_is_found_up_and_down(store: Store) -> None:
    kept = keep(store, [[], [], [1], [2], [3], [3, 4], []])

    found = family(store, kept[2])

    assert found.of == kept[2]
    assert found.ideas == tuple(kept[number - 1] for number in (1, 3, 5, 6))
    assert found.left_out == 0


def test_an_idea_that_is_not_there_has_no_family(store: Store) -> None:
    [kept] = keep(store, [[]])

    with store.read() as tx:
        assert tx.families.of("T2", kept.id) is None
        assert tx.families.of("T1", kept.id + 1) is None


def test_another_workspace_has_no_part_in_it(store: Store) -> None:
    ours = keep(store, [[], [1]])
    theirs = keep(store, [[], [1]], workspace="T2")

    assert family(store, ours[0]).ideas == tuple(ours)
    assert family(store, theirs[1]).ideas == tuple(theirs)


def test_the_nearest_are_read_and_the_others_counted(store: Store) -> None:
    kept = keep(store, [[], *([id] for id in range(1, 30))])

    found = family(store, kept[10], most=5)

    assert found.ideas == tuple(kept[8:13])
    assert found.left_out == 25


def test_a_large_and_deep_family_takes_few_questions(store: Store) -> None:
    kept = keep(store, [[], *([id] for id in range(1, 150)), *([149] for _ in range(60))])

    with store.read() as tx, questions_of(tx._connection) as asked:
        found = tx.families.of("T1", kept[100].id)

    assert found
    assert (len(found.ideas), found.left_out) == (200, 10)
    assert len(asked) <= FEW


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(histories(), st.data())
def test_the_database_and_the_rules_find_the_same(
    store: Store, history: list[Idea], data: st.DataObject
) -> None:
    with store.begin() as tx:
        tx.ideas.forget_workspace("T1")
        kept: list[Idea] = []
        for idea in history:
            parents = tuple(kept[id - 1].id for id in idea.parents)
            said = replace(idea, source=f"s{idea.id}", ts=None, parents=parents, id=0)
            added = tx.ideas.add(said)
            assert added
            kept.append(added)
    idea = data.draw(st.sampled_from(kept))
    most = data.draw(st.integers(1, 15))

    assert family(store, idea, most) == family_of(idea, kept, most=most)
