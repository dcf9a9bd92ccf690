"""How well the detector does where it runs: counts, precision by band, and drift by week."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.feedback import Evidence, Label, Noticed, Observation, Verdict
from bot.domain.thresholds import Shifts


class Counts(Counter[str]):
    """Of one label in one band: how many were "asked", and the verdicts.

    Where there is no verdict, a question is "unanswered", and what was kept at once was "kept".
    """

    def add(self, seen: Observation) -> None:
        self["asked"] += seen.was_asked
        self[seen.verdict or ("unanswered" if seen.was_asked else "kept")] += 1

    @property
    def right(self) -> int:
        return self[Verdict.KEEP] + self["kept"]

    @property
    def judged(self) -> int:
        """What was deleted later is neither right nor wrong: that has many reasons."""
        return self.right + self[Verdict.NOT_THIS] + self[Verdict.UNDONE]

    @property
    def precision(self) -> float | None:
        return self.right / self.judged if self.judged else None


@dataclass(slots=True)
class Week:
    """What was noticed of one label in the week that begins on that Monday (UTC)."""

    begins_on: date
    noticed: int = 0
    asked: int = 0
    scores: float = 0.0
    versions: set[str] = field(default_factory=set)

    def add(self, noticed: Noticed, *, was_asked: bool) -> None:
        self.noticed += 1
        self.asked += was_asked
        self.scores += noticed.score
        self.versions.add(noticed.weights)

    @property
    def share_asked(self) -> float:
        return self.asked / self.noticed

    @property
    def mean_score(self) -> float:
        return self.scores / self.noticed


@dataclass(frozen=True, slots=True)
class Drift:
    """A week beside all weeks before it; no differences for the first."""

    label: Label
    week: Week
    score_change: float | None
    asked_change: float | None


@dataclass(frozen=True, slots=True)
class Report:
    counts: Mapping[tuple[Label, Evidence | None], Counts]  # None: the score is not known
    drifts: Sequence[Drift]
    versions: Sequence[str]  # of what was learned, in the order in which they were first used
    stricter: Sequence[tuple[str, str, Shifts]]  # workspace, channel

    def __bool__(self) -> bool:
        return bool(self.counts or self.stricter)


def report_of(
    observed: Iterable[Observation], stricter: Sequence[tuple[str, str, Shifts]]
) -> Report:
    counts: defaultdict[tuple[Label, Evidence | None], Counts] = defaultdict(Counts)
    weeks: dict[tuple[Label, date], Week] = {}
    first_used: dict[str, date] = {}
    for seen in observed:
        counts[seen.label, seen.noticed.band if seen.noticed else None].add(seen)
        if seen.noticed and seen.noticed.band is not Evidence.MARKED:
            monday, version = _monday(seen), seen.noticed.weights
            week = weeks.setdefault((seen.label, monday), Week(monday))
            week.add(seen.noticed, was_asked=seen.was_asked)
            first_used[version] = min(monday, first_used.get(version, monday))
    versions = sorted(first_used, key=lambda version: (first_used[version], version))
    order = [(label, band) for label in Label for band in (*Evidence, None)]
    ordered = {one: counts[one] for one in order if one in counts}
    return Report(ordered, _drifts(weeks), versions, stricter)


def _monday(seen: Observation) -> date:
    day = seen.at.date()
    return day - timedelta(days=day.weekday())


def _drifts(weeks: Mapping[tuple[Label, date], Week]) -> list[Drift]:
    found = []
    for label in Label:
        before = Week(date.min)
        for _, week in sorted(one for one in weeks.items() if one[0][0] is label):
            found.append(_drift(label, week, before))
            before.noticed += week.noticed
            before.asked += week.asked
            before.scores += week.scores
    return found


def _drift(label: Label, week: Week, before: Week) -> Drift:
    if not before.noticed:
        return Drift(label, week, None, None)
    return Drift(
        label, week, week.mean_score - before.mean_score, week.share_asked - before.share_asked
    )
