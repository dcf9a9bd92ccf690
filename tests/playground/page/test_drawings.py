"""Charts and tables, drawn without anything from outside."""

from datetime import UTC, datetime

import pytest

from bot.playground.page import charts, tables
from bot.playground.page.reader import Reader
from bot.playground.page.typed import typed_text

READER = Reader(
    "U1",
    datetime(2026, 11, 23, tzinfo=UTC),
    people={"U1": "Ana Souza"},
    channels={"C1": "general"},
    groups={"S1": "designers"},
)


def a_chart(kind: str) -> dict[str, object]:
    points = [{"label": "W1", "value": 3}, {"label": "W2", "value": 7}]
    return {
        "title": "Thanks & ideas",
        "chart": {
            "type": kind,
            "series": [{"name": "Thanks", "data": points}, {"name": "<Ideas>", "data": points}],
            "axis_config": {"categories": ["W1", "W2"]},
        },
    }


@pytest.mark.parametrize(
    ("kind", "mark"), [("bar", "<rect"), ("line", "<polyline"), ("area", "<polygon")]
)
def test_a_chart_has_a_mark_for_every_series(kind: str, mark: str) -> None:
    drawn = charts.to_svg(a_chart(kind))

    assert drawn.count(mark) == (4 if kind == "bar" else 2)
    assert "Thanks &amp; ideas" in drawn
    assert "&lt;Ideas&gt;" in drawn


def test_a_pie_has_a_slice_for_every_segment() -> None:
    segments = [{"label": "Ana", "value": 1}, {"label": "Ben", "value": 3}]

    drawn = charts.to_svg({"title": "Who", "chart": {"type": "pie", "segments": segments}})

    assert drawn.count("<circle") == 2
    assert "Ben: 3" in drawn


def test_a_table_has_a_head_and_aligned_cells() -> None:
    rows = [[{"type": "raw_text", "text": "Who"}], [{"type": "raw_text", "text": "<Ben>"}]]

    drawn = tables.to_html({"rows": rows, "column_settings": [{"align": "right"}]}, READER)

    assert '<th class="right">Who</th>' in drawn
    assert '<td class="right">&lt;Ben&gt;</td>' in drawn


def test_editing_begins_with_what_was_typed() -> None:
    text = "thanks <@U1> &amp; <!subteam^S1> in <#C1>, <!here> <https://a.b>"

    assert (
        typed_text(text, READER) == "thanks @Ana Souza & @designers in #general, @here https://a.b"
    )
