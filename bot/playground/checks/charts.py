"""The blocks of figures: data_visualization, table and data_table."""

from typing import Any

from bot.playground.checks.objects import TYPE
from bot.playground.checks.rules import (
    Problems,
    Rule,
    anything,
    both,
    fields,
    flag,
    listing,
    number,
    one_of,
    problem,
    text,
    typed,
)

LABEL = text(20)


def above_zero(value: Any, at: str) -> Problems:
    yield from number(0)(value, at)
    if value == 0:
        yield problem("must be greater than 0", at)


SEGMENT = fields(("label", "value"), label=LABEL, value=above_zero)
POINT = fields(("label", "value"), label=LABEL, value=number())
SERIES = fields(("name", "data"), name=LABEL, data=listing(POINT, 20))
AXES = fields(("categories",), categories=listing(LABEL, 20), x_label=text(50), y_label=text(50))


def labels_are_categories(value: Any, at: str) -> Problems:
    """Each series has one point for each category."""
    categories = (value.get("axis_config") or {}).get("categories") or []
    if not all(isinstance(each, str) for each in categories):
        return
    if len(set(categories)) != len(categories):
        yield problem("categories must be unique", f"{at}/axis_config/categories")
    for place, series in enumerate(value.get("series") or []):
        labels = [point.get("label") for point in series.get("data") or []]
        if sorted(map(str, labels)) != sorted(categories):
            yield problem("data labels must match axis_config.categories", f"{at}/series/{place}")


def names_are_unique(value: Any, at: str) -> Problems:
    names = [str(each.get("name")) for each in value.get("series") or []]
    if len(set(names)) != len(names):
        yield problem("series names must be unique", f"{at}/series")


AXIAL = both(
    fields(("series", "axis_config"), **TYPE, series=listing(SERIES, 6), axis_config=AXES),
    labels_are_categories,
    names_are_unique,
)
CHART = typed(
    "chart",
    {
        "pie": fields(("segments",), **TYPE, segments=listing(SEGMENT, 6)),
        "bar": AXIAL,
        "line": AXIAL,
        "area": AXIAL,
    },
)
VISUALIZATION = fields(("title", "chart"), **TYPE, block_id=text(255), title=text(50), chart=CHART)
RAW_TEXT = fields(("text",), **TYPE, text=text(3000, 0))
CELLS: dict[str, Rule] = {
    "raw_text": RAW_TEXT,
    "raw_number": fields(("value",), **TYPE, value=number(), text=text(3000)),
    "rich_text": anything,
}
COLUMN = fields(align=one_of("left", "center", "right"), is_wrapped=flag)


def rows_are_equal(value: Any, at: str) -> Problems:
    rows = [each for each in value.get("rows") or [] if isinstance(each, list)]
    if len({len(each) for each in rows}) > 1:
        yield problem("all rows must have the same number of cells", f"{at}/rows")


TABLE = fields(
    ("rows",),
    **TYPE,
    block_id=text(255),
    rows=listing(listing(typed("cell", CELLS), 20), 100),
    column_settings=listing(COLUMN, 20, 0),
)
DATA_TABLE = both(
    fields(
        ("rows",),
        **TYPE,
        block_id=text(255),
        caption=text(150),
        rows=listing(listing(typed("cell", CELLS), 20), 101, 2),
        page_size=number(1, 100),
        row_header_column_index=number(0, 19),
    ),
    rows_are_equal,
)
