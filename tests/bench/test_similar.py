from bench.similar import figures


def test_the_bench_of_similar_ideas_still_runs() -> None:
    found = figures(ideas=40, asked=20, shared=3)

    assert [figure.name.rpartition(",")[0] for figure in found].count(
        "keeping an idea on SQLite"
    ) == 1
    assert len(found) == 10
