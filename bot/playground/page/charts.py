"""Slack's data_visualization block, drawn as SVG."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from bot.playground.page.inline import escape

COLOURS = ("#1d7a74", "#e0a526", "#7c5cbf", "#d2603a", "#3b82c4", "#7d8b3c")
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 560, 210, 36, 26, 12


def to_svg(block: Mapping[str, Any]) -> str:
    chart = block.get("chart", {})
    drawing = _pie(chart["segments"]) if chart.get("type") == "pie" else _axes(chart)
    title = escape(str(block.get("title", "")))
    return f'<figure class="chart"><figcaption>{title}</figcaption>{drawing}</figure>'


def _svg(inner: str, width: int = WIDTH) -> str:
    return f'<svg viewBox="0 0 {width} {HEIGHT}" role="img" width="100%">{inner}</svg>'


def _legend(names: Sequence[str]) -> str:
    if len(names) < 2:
        return ""
    entries = "".join(
        f'<span><i style="background:{COLOURS[at % 6]}"></i>{escape(name)}</span>'
        for at, name in enumerate(names)
    )
    return f'<div class="legend">{entries}</div>'


def _axes(chart: Mapping[str, Any]) -> str:
    series = chart.get("series", [])
    names = [str(each.get("name", "")) for each in series]
    rows = [[float(point["value"]) for point in each.get("data", [])] for each in series]
    labels = [str(label) for label in chart.get("axis_config", {}).get("categories", [])]
    top = _round_up(max((value for row in rows for value in row), default=1))
    marks = _bars(rows, top) if chart.get("type") == "bar" else _lines(rows, top, chart["type"])
    return _svg(_grid(top) + marks + _categories(labels)) + _legend(names)


def _round_up(value: float) -> float:
    if value <= 4:
        return 4
    size: float = 10 ** math.floor(math.log10(value))
    return next(step * size for step in (1, 2, 4, 5, 8, 10) if step * size >= value)


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP)


def _grid(top: float) -> str:
    return "".join(
        f'<line x1="{LEFT}" x2="{WIDTH}" y1="{_y(value, top):.1f}" y2="{_y(value, top):.1f}" '
        f'class="grid"/><text x="{LEFT - 6}" y="{_y(value, top) + 4:.1f}" class="tick end">'
        f"{value:g}</text>"
        for value in (top * part / 4 for part in range(5))
    )


def _slot(count: int) -> float:
    return (WIDTH - LEFT) / max(count, 1)


def _categories(labels: Sequence[str]) -> str:
    slot = _slot(len(labels))
    return "".join(
        f'<text x="{LEFT + slot * (at + 0.5):.1f}" y="{HEIGHT - 8}" class="tick mid">'
        f"{escape(label)}</text>"
        for at, label in enumerate(labels)
    )


def _bars(rows: Sequence[Sequence[float]], top: float) -> str:
    slot = _slot(len(rows[0]) if rows else 1)
    wide = min(slot * 0.7 / max(len(rows), 1), 34)
    start = (slot - wide * len(rows)) / 2
    return "".join(
        f'<rect x="{LEFT + slot * at + start + wide * which:.1f}" y="{_y(value, top):.1f}" '
        f'width="{wide - 2:.1f}" height="{HEIGHT - BOTTOM - _y(value, top):.1f}" rx="2" '
        f'fill="{COLOURS[which % 6]}"><title>{value:g}</title></rect>'
        for which, row in enumerate(rows)
        for at, value in enumerate(row)
    )


def _lines(rows: Sequence[Sequence[float]], top: float, kind: str) -> str:
    drawn = []
    for which, row in enumerate(rows):
        slot, colour = _slot(len(row)), COLOURS[which % 6]
        points = [(LEFT + slot * (at + 0.5), _y(value, top)) for at, value in enumerate(row)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        if kind == "area" and points:
            floor = HEIGHT - BOTTOM
            shape = f"{points[0][0]:.1f},{floor} {path} {points[-1][0]:.1f},{floor}"
            drawn.append(f'<polygon points="{shape}" fill="{colour}" opacity="0.25"/>')
        drawn.append(f'<polyline points="{path}" class="line" stroke="{colour}"/>')
    return "".join(drawn)


def _pie(segments: Sequence[Mapping[str, Any]]) -> str:
    total = sum(float(each["value"]) for each in segments) or 1
    middle, radius, angle = HEIGHT / 2, HEIGHT / 2 - 8, 0.0
    around = 2 * math.pi * radius / 2
    slices = []
    for at, each in enumerate(segments):
        share = float(each["value"]) / total
        slices.append(
            f'<circle cx="{middle}" cy="{middle}" r="{radius / 2}" fill="none" '
            f'stroke="{COLOURS[at % 6]}" stroke-width="{radius}" '
            f'stroke-dasharray="{share * around:.2f} {around:.2f}" '
            f'transform="rotate({angle - 90:.2f} {middle} {middle})"/>'
        )
        angle += share * 360
    names = [f"{each['label']}: {float(each['value']):g}" for each in segments]
    return _svg("".join(slices), HEIGHT) + _legend(names)
