"""“Try this”: a card for somebody who is here for the first time."""

from nicegui import ui

from bot.playground.page.desk import Desk
from bot.playground.page.texts import markup
from bot.playground.page.tour import STEPS, Step


class TourCard:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._look: object = None
        self._card = ui.element("section").classes("tour")
        self._card.props["data-testid"] = "tour"

    def update(self) -> None:
        tour = self._desk.tour
        tour.look(self._desk.workspace, self._desk.me, self._desk.channel_id)
        look = (frozenset(tour.done), tour.hidden)
        if look == self._look:
            return
        self._look = look
        self._card.clear()
        with self._card:
            if tour.hidden:
                self._fold()
            else:
                self._draw()

    def _fold(self) -> None:
        button = ui.element("button").classes("tour-open").on("click", self._turn)
        button.props["data-testid"] = "tour-open"
        with button:
            ui.label("Things to try ▸")

    def _draw(self) -> None:
        done = self._desk.tour.done
        with ui.element("header"):
            title = "Try this" if len(done) < len(STEPS) else "You have seen it all"
            ui.label(f"{title} · {len(done)} of {len(STEPS)}")
            close = ui.element("button").classes("close").on("click", self._turn)
            close.props.update({"title": "Hide this card", "data-testid": "tour-close"})
            with close:
                ui.icon("close")
        markup(f"<ol>{''.join(_item(step, step.key in done) for step in STEPS)}</ol>")

    def _turn(self) -> None:
        self._desk.tour.hidden = not self._desk.tour.hidden
        self._desk.redraw()


def _item(step: Step, done: bool) -> str:
    mark = "✓" if done else ""
    kind = "done" if done else "open"
    return f'<li class="{kind}" data-testid="tour-{step.key}"><i>{mark}</i>{step.words}</li>'
