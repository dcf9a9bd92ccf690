"""Menus: of options, people, channels and conversations; of one and of many."""

from collections.abc import Callable, Iterable
from functools import partial

from nicegui import ui
from nicegui.events import ValueChangeEventArguments

from bot.playground.page.surface import Field, Json
from bot.playground.page.texts import label
from bot.playground.workspace import Workspace

Options = dict[str, str]


def people(workspace: Workspace) -> Options:
    living = [user for user in workspace.users if not user.deleted]
    return {user.id: user.real_name for user in sorted(living, key=lambda user: user.real_name)}


def channels(field: Field) -> Options:
    me = field.surface.reader.me
    return {
        channel.id: f"{'🔒' if channel.is_private else '#'} {channel.name}"
        for channel in field.surface.workspace.channels
        if not channel.is_im
        and not channel.is_archived
        and (not channel.is_private or me in channel.members)
    }


def public_channels(field: Field) -> Options:
    return {key: name for key, name in channels(field).items() if name.startswith("#")}


def conversations(field: Field) -> Options:
    wanted = (field.element.get("filter") or {}).get("include", ["public", "private", "im"])
    both = {"public", "private"} <= set(wanted)
    rooms = channels(field) if both else public_channels(field)
    names = people(field.surface.workspace) if "im" in wanted else {}
    return {**(rooms if {"public", "private"} & set(wanted) else {}), **names}


def static(field: Field) -> Options:
    groups: Iterable[Json] = field.element.get("option_groups") or [field.element]
    every = (option for group in groups for option in group.get("options", []))
    return {str(option["value"]): label(option["text"]) for option in every}


def _initial(element: Json, key: str, *, many: bool) -> object:
    found = element.get(f"initial_{key}{'s' if many else ''}")
    if key != "option" or not found:
        return found or ([] if many else None)
    return [option["value"] for option in found] if many else found["value"]


def select(field: Field, source: Callable[[Field], Options], key: str, *, many: bool) -> None:
    options = source(field)
    value = field.value(_initial(field.element, key, many=many))
    known = [each for each in value if each in options] if many else value
    if not many and value not in options:
        known = None

    async def changed(event: ValueChangeEventArguments[object]) -> None:
        await field.change(event.value)

    box = ui.select(options, value=known, multiple=many, with_input=True, on_change=changed)
    box.props("outlined dense options-dense behavior=menu").classes("slack-select")
    if many:
        box.props("use-chips")
    box.props["placeholder"] = "" if known else label(field.element.get("placeholder"))
    box.props["data-testid"] = f"field-{field.action_id}"
    box.mark(f"field-{field.action_id}")


def _draw(source: Callable[[Field], Options], key: str, *, many: bool) -> Callable[[Field], None]:
    return partial(select, source=source, key=key, many=many)


def _users(field: Field) -> Options:
    return people(field.surface.workspace)


DRAWS: dict[str, Callable[[Field], None]] = {
    f"{prefix}{kind}_select": _draw(source, key, many=bool(prefix))
    for prefix in ("", "multi_")
    for kind, source, key in (
        ("static", static, "option"),
        ("external", static, "option"),
        ("users", _users, "user"),
        ("channels", public_channels, "channel"),
        ("conversations", conversations, "conversation"),
    )
}
