"""A family drawn as SVG: a box for each idea, and lines from parents to children."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.drawings import Drawing, Line, Spot
from bot.domain.ideas import Idea, Stage
from bot.web.lines import in_lines, is_from_right, shortened
from bot.web.markup import Markup, element

WIDTH, HEIGHT = 216, 88  # of a box
COLUMN, ROW = 266, 104  # from one box to the next
ANCHOR = "it"  # where the browser goes: the idea itself may stand far to the right
MARGIN, PADDING = 8, 14
MARK = {"width": 4, "height": HEIGHT - 24, "rx": 2}
EM, SMALL = 14, 12  # sizes of the letters
WORDS = WIDTH - 2 * PADDING  # room for text
HOVERED = 300  # characters that are shown of an idea under the pointer


@dataclass(frozen=True, slots=True)
class Shown:
    """An idea in plain words, as its reader sees it."""

    author: str
    text: str
    stage: str
    link: str | None


def picture_of(drawing: Drawing, of: Idea, label: str, shown: Callable[[Idea], Shown]) -> Markup:
    width = (drawing.generations - 1) * COLUMN + WIDTH + 2 * MARGIN
    height = round(drawing.height * ROW - (ROW - HEIGHT) + 2 * MARGIN)
    spots = {spot.idea.id: spot for spot in drawing.spots}
    lines = [_line(line, spots[line.parent], spots[line.child]) for line in drawing.lines]
    boxes = [_box(spot, shown(spot.idea), is_it=spot.idea.id == of.id) for spot in drawing.spots]
    return element(
        "svg",
        element("g", *lines, class_="lines"),
        *boxes,
        role="group",
        aria_label=label,
        width=width,
        height=height,
        viewBox=f"0 0 {width} {height}",
    )


def _line(line: Line, parent: Spot, child: Spot) -> Markup:
    """Straight past a box, and in a curve from one generation to the next."""
    x, y = _left(parent.generation) + WIDTH, _middle(parent.at)
    path = [f"M{x} {y:.1f}"]
    for generation, at in (*line.bends, (child.generation, child.at)):
        half, left = (COLUMN - WIDTH) / 2, _left(generation)
        end = _middle(at)
        path.append(f"C{x + half:.0f} {y:.1f} {left - half:.0f} {end:.1f} {left} {end:.1f}")
        if generation != child.generation:
            path.append(f"H{left + WIDTH}")
        x, y = left + WIDTH, end
    return element("path", d="".join(path))


def _box(spot: Spot, shown: Shown, *, is_it: bool) -> Markup:
    left, top = _left(spot.generation), _middle(spot.at) - HEIGHT / 2
    inside = [
        element("title", f"{shown.author}: {shown.text[:HOVERED]}"),
        element("rect", class_="box", x=left, y=f"{top:.1f}", width=WIDTH, height=HEIGHT, rx=10),
        element("rect", class_="mark", x=left + 5, y=f"{top + 12:.1f}", **MARK),
        *_words(shown, left + PADDING, top),
    ]
    kind = _classes(spot.idea.stage, is_it=is_it)
    box = element("g", *inside, class_=kind, id=ANCHOR if is_it else None)
    if shown.link is None:
        return box
    return element("a", box, href=shown.link, target="_blank", rel="noopener noreferrer")


def _words(shown: Shown, left: float, top: float) -> list[Markup]:
    author = shortened(shown.author, WORDS / SMALL)
    lines = in_lines(shown.text, WORDS / EM, 2)
    turned = is_from_right(shown.text)
    return [
        _text(author, left, top + 22, "author", turned=is_from_right(author)),
        *(
            _text(line, left, top + 42 + 18 * number, "idea", turned=turned)
            for number, line in enumerate(lines)
        ),
        _text(shown.stage, left, top + HEIGHT - 9, "stage", turned=is_from_right(shown.stage)),
    ]


def _text(text: str, left: float, line: float, kind: str, *, turned: bool) -> Markup:
    """Written from the side where its first letter begins."""
    side = {"x": left + WORDS, "direction": "rtl"} if turned else {"x": left}
    return element("text", text, class_=kind, y=f"{line:.1f}", **side)


def _classes(stage: Stage, *, is_it: bool) -> str:
    return f"{stage.value} it" if is_it else stage.value


def _left(generation: int) -> int:
    return MARGIN + generation * COLUMN


def _middle(at: float) -> float:
    return MARGIN + at * ROW - (ROW - HEIGHT) / 2
