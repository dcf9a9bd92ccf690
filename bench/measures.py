"""The measures of all leaders in one pass, with two years of history and with ten weeks."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from statistics import median

from bench.databases import KINDS, Databases
from bench.figures import Figure, at_most, middle_ratio, seconds
from bench.filling import fill
from bench.seeds import NOW, WEEKS, history_of, teams_of
from bot.domain.measures import Measures, measure
from bot.domain.people import Team
from bot.storage import Store

LEADERS, ROUNDS = 10_000, 3
SHORT = 10  # weeks
MOST_SECONDS, MOST_OF_SHORT = 60, 1.3


def figures(databases: Databases) -> Sequence[Figure]:
    return [
        figure
        for kind in KINDS
        for figure in on(kind, (databases.migrated(kind), databases.migrated(kind)))
    ]


def on(
    kind: str, urls: tuple[str, str], *, leaders: int = LEADERS, rounds: int = ROUNDS
) -> Iterator[Figure]:
    histories = [history_of(leaders, weeks) for weeks in (WEEKS, SHORT)]
    for url, history in zip(urls, histories, strict=True):
        fill(url, history.rows())
    teams = list(teams_of(histories[0]))
    with closing(Store(urls[0])) as store, closing(Store(urls[1])) as younger:
        _check(_measured(store, teams))
        _measured(younger, teams)
        long, short = [], []
        for _ in range(rounds):
            long.append(seconds(lambda: _measured(store, teams)))
            short.append(seconds(lambda: _measured(younger, teams)))
    title = f"measures of {leaders:,} leaders, {WEEKS} weeks of history, {kind}"
    yield at_most(title, median(long), MOST_SECONDS, "s")
    ratio, detail = middle_ratio(long, short), f"{median(short):.1f} s"
    title = f"  that, of the time with {SHORT} weeks, {kind}"
    yield at_most(title, ratio, MOST_OF_SHORT, "times", detail)


def _measured(store: Store, teams: Sequence[Team]) -> Sequence[Measures]:
    with store.read() as tx:
        facts = tx.measures.facts(teams, NOW)
    return [measure(facts[team.id]) for team in teams]


def _check(measures: Sequence[Measures]) -> None:
    figures = [each.figures for each in measures]
    if not any(each.get("credit_outflow") and each.get("voices") for each in figures):
        raise AssertionError(measures[0])
