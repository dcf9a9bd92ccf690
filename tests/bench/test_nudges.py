"""The simulation of leaders runs, is the same each time, and says what it should; not how much."""

from bench.nudges import KINDS, SPREADS, figures, population, simulate, thompson
from bot.domain.nudges import Way, nudges


def test_every_way_of_choosing_is_told_for_each_population() -> None:
    found = figures(leaders=4, weeks=5, seeds=2)

    names = [each.name for each in found]
    assert len(names) == len(set(names)) == len(SPREADS) * 6
    assert sum("Thompson" in name for name in names) == len(SPREADS)
    assert sum(name.startswith("held back") for name in names) == len(SPREADS)


def test_the_same_comes_out_each_time() -> None:
    assert figures(leaders=3, weeks=5, seeds=1) == figures(leaders=3, weeks=5, seeds=1)


def test_a_leader_gets_one_a_week_at_most_shown_or_held_back() -> None:
    people = list(population(1, 5, 2.0))

    found = simulate(people, thompson, 6, 1)

    assert 0 < found.shown + found.held <= 5 * 6
    assert found.followed <= found.shown


def test_it_simulates_all_kinds_that_stand_in_digests() -> None:
    assert set(KINDS) == {each.kind for each in nudges().values() if each.way is Way.DIGEST}
