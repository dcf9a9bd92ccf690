from bench import boards


def test_a_small_workspace_has_boards_on_both_databases() -> None:
    names = [figure.name for figure in boards.figures(rounds=1, ideas=500)]

    assert "all of a channel with a tenth of them, SQLite" in names
    assert "quarter of a channel with as many in one quarter, PostgreSQL" in names
