"""A figure, its target, and the table of them."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

HEADINGS = ("figure", "measured", "target", "")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `met` is None where there is no target: it explains another line."""

    name: str
    measured: str
    target: str = ""
    met: bool | None = None


def at_least(name: str, value: float, target: float, detail: str = "") -> Figure:
    return Figure(name, _with(f"{value:.2f}", detail), f"≥ {target:g}", value >= target)


def at_most(name: str, value: float, target: float, unit: str, detail: str = "") -> Figure:
    measured = f"{value:.2f}" if value < 10 else f"{value:.0f}"
    return Figure(
        name, _with(f"{measured} {unit}", detail), f"≤ {target:g} {unit}", value <= target
    )


def _with(measured: str, detail: str) -> str:
    return f"{measured} ({detail})" if detail else measured


def percentile(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def middle_ratio(above: Iterable[float], below: Iterable[float]) -> float:
    """The median of the ratios, each of two values that were measured side by side."""
    return median(a / b for a, b in zip(above, below, strict=True))


def table(figures: Sequence[Figure]) -> str:
    words = {True: "met", False: "MISSED", None: ""}
    rows = [
        HEADINGS,
        *((each.name, each.measured, each.target, words[each.met]) for each in figures),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths).rstrip())
    return "\n".join(lines)


def seconds(act: Callable[[], object]) -> float:
    """How long it takes by the clock."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
