"""The measures of any history are what docs/measures.md says, on both databases."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.measures import MEASURES, measure
from bot.storage import Store
from bot.storage.store import Transaction
from tests.storage.histories import UNTIL, History, a_history, keep
from tests.storage.plainly import Plainly

MOMENTS = (UNTIL, UNTIL - timedelta(days=28))
ON_EACH_DATABASE = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def kept(tx: Transaction, history: History) -> None:
    for repository in tx.repositories():
        repository.forget_workspace("T1")
    keep(tx, history)


def known(told: Mapping[str, float | None]) -> dict[str, float]:
    return {name: value for name, value in told.items() if value is not None}


@ON_EACH_DATABASE
@given(seed=st.integers(0, 2**32), length=st.integers(0, 40))
def test_any_history_is_measured_by_the_letter(store: Store, seed: int, length: int) -> None:
    history = a_history(seed, length)
    with store.begin() as tx:
        kept(tx, history)

        found = {until: tx.measures.facts(history.teams, until) for until in MOMENTS}

    for until, facts in found.items():
        for team in history.teams:
            plainly = Plainly(history, team, until)
            told = measure(facts[team.id])
            assert [tuple(week) for week in told.weeks] == plainly.weeks()
            assert told.figures == pytest.approx(known(plainly.measures()), abs=1e-9)


@ON_EACH_DATABASE
@given(seed=st.integers(0, 2**32), length=st.integers(0, 30))
def test_one_team_alone_is_told_the_same_as_all(store: Store, seed: int, length: int) -> None:
    history = a_history(seed, length)
    with store.begin() as tx:
        kept(tx, history)

        alone = [tx.measures.facts([team], UNTIL)[team.id] for team in history.teams]
        together = tx.measures.facts(history.teams, UNTIL)

    assert [together[team.id] for team in history.teams] == alone


def test_each_measure_is_told_of_some_history() -> None:
    """Else those above would show little."""
    names = {each.__name__ for each in MEASURES}
    told = set()
    for seed in range(20):
        history = a_history(seed, 40)
        for team in history.teams:
            found = Plainly(history, team, UNTIL).measures()
            told |= {name for name, value in found.items() if value is not None}

    assert told == names


def test_nobody_asks_of_no_team(store: Store) -> None:
    with store.read() as tx:
        assert tx.measures.facts([], UNTIL) == {}
