"""Date, time and date-and-time pickers: the browser's own."""

from collections.abc import Callable
from datetime import datetime

from nicegui.events import GenericEventArguments

from bot.playground.page.elements.text_box import TextBox
from bot.playground.page.surface import Field


def _picker(field: Field, kind: str, shown: str, read: Callable[[str], object]) -> None:
    box = TextBox(shown).classes("short")
    box.props.update({"type": kind, "data-testid": f"field-{field.action_id}"})

    async def changed(event: GenericEventArguments) -> None:
        await field.change(read(str(event.args)) if event.args else None)

    box.on("settled", changed)


def date(field: Field) -> None:
    _picker(field, "date", field.value(field.element.get("initial_date")) or "", str)


def time(field: Field) -> None:
    _picker(field, "time", field.value(field.element.get("initial_time")) or "", str)


def date_and_time(field: Field) -> None:
    zone = field.surface.reader.zone
    stamp = field.value(field.element.get("initial_date_time"))
    shown = f"{field.surface.reader.local(stamp):%Y-%m-%dT%H:%M}" if stamp else ""

    def read(text: str) -> int:
        return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())

    _picker(field, "datetime-local", shown, read)


DRAWS: dict[str, Callable[[Field], None]] = {
    "datepicker": date,
    "timepicker": time,
    "datetimepicker": date_and_time,
}
