"""What can be done with a message: react, reply, edit, delete, the app's shortcuts."""

from functools import partial

from nicegui import ui

from bot.playground.model import Message
from bot.playground.page import emoji
from bot.playground.page.confirm import confirmed
from bot.playground.page.desk import Desk


async def act(desk: Desk, message: Message, verb: str, what: str, row: ui.element) -> None:
    match verb:
        case "react":
            await toggle(desk, message, what)
        case "reactions":
            _reaction_menu(desk, message, row)
        case "thread":
            desk.go(desk.place, message.thread_ts or message.ts)
        case "more":
            _more_menu(desk, message, row)


async def toggle(desk: Desk, message: Message, name: str) -> None:
    mine = desk.me in message.reacted_with(name)
    change = desk.person.unreact if mine else desk.person.react
    await desk.do(partial(change, message, name))


def _menu(row: ui.element) -> ui.menu:
    with row:
        menu = ui.menu(value=True).props('anchor="top right" self="top right"')
    menu.on("hide", menu.delete)
    return menu


def _reaction_menu(desk: Desk, message: Message, row: ui.element) -> None:
    common = [*emoji.QUICK, "100", "rocket", "fire", "joy", "thinking_face", "taco", "seedling"]
    with _menu(row) as menu, ui.element("div").classes("emoji-grid"):
        for name in common:
            _emoji_choice(desk, message, name, menu)


def _emoji_choice(desk: Desk, message: Message, name: str, menu: ui.menu) -> None:
    async def chosen() -> None:
        menu.close()
        await toggle(desk, message, name)

    button = ui.element("button")
    button.props.update({"title": f":{name}:", "data-testid": f"emoji-{name}"})
    button.on("click", chosen)
    with button:
        ui.label(emoji.character(name) or name)


def _more_menu(desk: Desk, message: Message, row: ui.element) -> None:
    with _menu(row).classes("message-menu"):
        ui.menu_item(
            "Reply in thread", partial(desk.go, desk.place, message.thread_ts or message.ts)
        )
        if message.user == desk.me:
            ui.menu_item("Edit message", partial(_edit, desk, message))
            ui.menu_item("Delete message…", partial(_delete, desk, message))
        shortcuts = [each for each in desk.workspace.shortcuts if each.type == "message"]
        if shortcuts:
            ui.separator()
        for shortcut in shortcuts:
            run = partial(desk.person.shortcut, shortcut.callback_id, message)
            item = ui.menu_item(shortcut.name, partial(desk.do, run))
            item.props["data-testid"] = f"shortcut-{shortcut.callback_id}"


def _edit(desk: Desk, message: Message) -> None:
    desk.editing = message.ts
    desk.redraw()


async def _delete(desk: Desk, message: Message) -> None:
    question = {
        "title": {"type": "plain_text", "text": "Delete message"},
        "text": {"type": "plain_text", "text": "Delete this message? This cannot be undone."},
        "confirm": {"type": "plain_text", "text": "Delete"},
        "deny": {"type": "plain_text", "text": "Cancel"},
        "style": "danger",
    }
    if await confirmed(question, desk.reader()):
        await desk.do(partial(desk.person.delete, message))
