import pytest

from bench.figures import Figure, at_least, at_most, middle_ratio, percentile, table


def test_a_figure_is_met_on_its_target_and_missed_beyond() -> None:
    assert at_least("speed", 0.35, 0.35).met
    assert not at_least("speed", 0.34, 0.35).met
    assert at_most("memory", 130, 130, "MiB").met
    assert not at_most("memory", 131, 130, "MiB").met


def test_ratios_are_of_what_was_measured_side_by_side() -> None:
    assert middle_ratio([1.0, 10.0, 300.0], [2.0, 10.0, 100.0]) == pytest.approx(1.0)


def test_a_percentile_is_one_of_the_values_or_between_two() -> None:
    assert percentile(range(1, 102), 99) == pytest.approx(100)


def test_the_table_says_which_target_is_missed() -> None:
    lines = table([at_most("memory", 200, 130, "MiB"), Figure("no-op", "6,000/s")]).splitlines()

    assert lines[2].split() == ["memory", "200", "MiB", "≤", "130", "MiB", "MISSED"]
    assert lines[3].split() == ["no-op", "6,000/s"]
