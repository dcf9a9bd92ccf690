"""Leaders who differ in what they follow, for half a year: what does it bring to choose by that?

A model of leaders, and the very code that chooses in the bot. Nothing here is measured by a clock,
and the same comes out each time.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from statistics import mean, stdev

from bench.figures import Figure
from bot.domain.choosing import HELD_BACK, NOTHING, Outcome, choose, is_held_back
from bot.domain.effects import share_interval
from bot.domain.nudges import DigestNudge, nudges

LEADERS, WEEKS, SEEDS = 200, 26, 20
LAST = 4  # weeks at the end, when something was learned
APPLIES = 0.6  # how likely a kind applies in a week
# How likely a kind is followed, in the mean of all leaders: kinds differ a little …
MEANS = (0.20, 0.40)
# … and leaders a lot: each has a likelihood of their own for each kind, from a Beta of this weight.
# With 1 most leaders follow a kind nearly always or nearly never; with 8 they are much alike, and
# who learns about each has little to gain: that stands there to be seen, without a target.
SPREADS = (1.0, 2.0, 8.0)
ALIKE = 8.0

KINDS = tuple(
    nudge.kind
    for nudge in sorted(nudges().values(), key=lambda nudge: nudge.value)
    if isinstance(nudge, DigestNudge)
)


@dataclass(frozen=True, slots=True)
class Leader:
    seed: int
    follows: Mapping[str, float]  # how likely, by kind


@dataclass(slots=True)
class Ledger:
    """What became of all nudges of all leaders, as the bot would know it."""

    own: dict[int, dict[str, Outcome]] = field(default_factory=lambda: defaultdict(dict))
    all: dict[str, Outcome] = field(default_factory=dict)
    shown: int = 0
    followed: int = 0
    held: int = 0
    last_shown: int = 0
    last_followed: int = 0

    def note(self, leader: Leader, kind: str, *, followed: bool, is_late: bool) -> None:
        self.shown += 1
        self.followed += followed
        self.last_shown += is_late
        self.last_followed += followed and is_late
        for known in (self.own[leader.seed], self.all):
            one = known.get(kind, NOTHING)
            known[kind] = replace(one, settled=one.settled + 1, followed=one.followed + followed)


OTHERS = ("round robin", "best fixed kind", "best fixed order")
Policy = Callable[[Leader, Sequence[str], str, Ledger], str | None]


def thompson(leader: Leader, kinds: Sequence[str], week: str, known: Ledger) -> str:
    """As the bot chooses."""
    return choose(kinds, known.own[leader.seed], known.all, seed=leader.seed, week=week)


def round_robin(leader: Leader, kinds: Sequence[str], _week: str, known: Ledger) -> str:
    """The one that this leader had least often."""
    own = known.own[leader.seed]
    return min(kinds, key=lambda kind: (own.get(kind, NOTHING).settled, KINDS.index(kind)))


def in_order(order: Sequence[str]) -> Policy:
    """The same for everybody: the first in this order that applies."""

    def first(_leader: Leader, kinds: Sequence[str], _week: str, _known: Ledger) -> str | None:
        return next((kind for kind in order if kind in kinds), None)

    return first


def best(leader: Leader, kinds: Sequence[str], _week: str, _known: Ledger) -> str:
    """Who knew each leader could do no better."""
    return max(kinds, key=leader.follows.__getitem__)


def figures(*, leaders: int = LEADERS, weeks: int = WEEKS, seeds: int = SEEDS) -> Sequence[Figure]:
    return [
        figure
        for spread in SPREADS
        for figure in _of_spread(spread, leaders=leaders, weeks=weeks, seeds=seeds)
    ]


def _of_spread(spread: float, *, leaders: int, weeks: int, seeds: int) -> Iterator[Figure]:
    runs: defaultdict[str, list[Ledger]] = defaultdict(list)
    for seed in range(seeds):
        people = list(population(seed, leaders, spread))
        for name, policy in _policies(people).items():
            runs[name].append(simulate(people, policy, weeks, seed))
    chosen = _rate(runs["Thompson"])
    for name, ledgers in runs.items():
        is_other = spread < ALIKE and name in OTHERS
        yield Figure(
            f"followed, {name}, leaders' weight {spread:g}",
            _told(ledgers, leaders),
            "under Thompson" if is_other else "",
            _rate(ledgers) < chosen if is_other else None,
        )
    yield _held(runs["Thompson"], spread)


def population(seed: int, leaders: int, spread: float) -> Iterator[Leader]:
    chance = Random(f"leaders:{seed}")  # noqa: S311 - to be repeated
    means = {kind: chance.uniform(*MEANS) for kind in KINDS}
    for _ in range(leaders):
        follows = {
            kind: chance.betavariate(spread * share, spread * (1 - share))
            for kind, share in means.items()
        }
        yield Leader(chance.randrange(2**31), follows)


def _policies(people: Sequence[Leader]) -> Mapping[str, Policy]:
    """The fixed ones are chosen in hindsight, by what these leaders are really like."""
    order = sorted(KINDS, key=lambda kind: -mean(each.follows[kind] for each in people))
    return {
        "Thompson": thompson,
        "round robin": round_robin,
        "best fixed kind": in_order(order[:1]),
        "best fixed order": in_order(order),
        "best for each": best,
    }


def simulate(people: Sequence[Leader], policy: Policy, weeks: int, seed: int) -> Ledger:
    """Every policy meets the same weeks: what applies, and whether it would be followed."""
    known = Ledger()
    for number in range(weeks):
        week = f"2030-W{number:02}"
        done = []
        for leader in people:
            chance = Random(f"{seed}:{leader.seed}:{week}")  # noqa: S311 - to be repeated
            kinds = [kind for kind in KINDS if chance.random() < APPLIES]
            luck = dict(zip(KINDS, (chance.random() for _ in KINDS), strict=True))
            kind = policy(leader, kinds, week, known) if kinds else None
            if kind is None:
                continue
            if is_held_back(leader.seed, kind, f"idea:{number}"):
                known.held += 1
            else:
                done.append((leader, kind, luck[kind] < leader.follows[kind]))
        for leader, kind, followed in done:  # nobody learns of it within the week
            known.note(leader, kind, followed=followed, is_late=number >= weeks - LAST)
    return known


def _rate(ledgers: Sequence[Ledger]) -> float:
    return mean(each.followed / each.shown for each in ledgers)


def _told(ledgers: Sequence[Ledger], leaders: int) -> str:
    rates = [each.followed / each.shown for each in ledgers]
    last = mean(each.last_followed / each.last_shown for each in ledgers)
    each_leader = mean(each.followed / leaders for each in ledgers)
    spread = f" ± {stdev(rates):.3f}" if len(rates) > 1 else ""
    return f"{mean(rates):.3f}{spread}; {last:.3f} in the last {LAST} weeks; {each_leader:.1f} each"


def _held(ledgers: Sequence[Ledger], spread: float) -> Figure:
    held = sum(each.held for each in ledgers)
    in_all = held + sum(each.shown for each in ledgers)
    interval = share_interval(held, in_all)
    return Figure(
        f"held back, leaders' weight {spread:g}",
        f"{held / in_all:.4f} of {in_all} ({interval.low:.4f} to {interval.high:.4f})",
        f"{HELD_BACK} within",
        interval.low <= HELD_BACK <= interval.high,
    )
