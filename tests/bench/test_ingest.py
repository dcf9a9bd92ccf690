from bench import ingest


def test_the_whole_run_measures_what_it_names() -> None:
    names = [figure.name for figure in ingest.figures(rounds=1, events=5, warm_up=1)]

    assert names[:2] == ["Bolt's async no-op", "Bolt's sync no-op"]
    assert "kudos on SQLite, of the async no-op" in names
    assert "kudos on PostgreSQL, of the sync no-op" in names
