from bench import home


def test_a_whole_home_is_published_on_both_databases() -> None:
    names = [figure.name for figure in home.figures(openings=2, ideas=360, own=90)]

    assert names == [
        "Home published on SQLite, of 360 ideas, p95",
        "Home published on PostgreSQL, of 360 ideas, p95",
    ]
