from bench import measures


def test_the_measures_of_a_few_leaders_are_counted_on_both_databases() -> None:
    names = [figure.name for figure in measures.figures(leaders=20, asked=5, rounds=1)]

    assert names[:3] == [
        "measures of 20 leaders at once ÷ one by one, SQLite",
        "  with 104 weeks of history ÷ with 10, SQLite",
        "  memory that takes, SQLite",
    ]
    assert len(names) == 6
