"""What is measured in a big workspace still runs in a small one."""

from bench import boards, ideas, measures
from bench.figures import Figure


def names(figures: list[Figure]) -> list[str]:
    return [figure.name for figure in figures]


def test_boards(database_url: str) -> None:
    found = names(list(boards.on("it", database_url, ideas=3_000, rounds=1)))

    assert len(found) == 4
    assert "board of a tenth of 3,000 ideas, quarter, it" in found


def test_ideas(database_url: str) -> None:
    found = names(list(ideas.on("it", database_url, ideas.seed_of(40), asked=3, shared=2)))

    assert found == [
        "CPU of an idea kept with its card among 40, it",
        "  similar to an idea, it",
        "  similar to one of 2,500 characters, it",
    ]


def test_measures(sqlite_url: str, postgresql_url: str) -> None:
    """Once: a history on each database."""
    found = names(list(measures.on("it", (sqlite_url, postgresql_url), leaders=20, rounds=1)))

    assert found == [
        "measures of 20 leaders, 104 weeks of history, it",
        "  that, of the time with 10 weeks, it",
    ]
