from bench.similar import figures


def test_the_bench_of_similar_ideas_still_runs() -> None:
    found = figures(ideas=40, asked=20, shared=3)

    names = [figure.name for figure in found]
    assert "keeping an idea with its card on SQLite, median" in names
    assert len(names) == 12
