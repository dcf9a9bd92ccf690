"""A channel, a direct message or a thread: its messages and the box to write in."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from nicegui import ui

from bot.playground.model import Message
from bot.playground.page import message as messages
from bot.playground.page import message_menu
from bot.playground.page.composer import Composer
from bot.playground.page.desk import Desk, calm
from bot.playground.page.reader import Reader
from bot.playground.page.rows import Row
from bot.playground.page.surface import Json, Surface
from bot.playground.page.times import day_heading
from bot.playground.page.typed import typed_text

JOINED_WITHIN = 300  # seconds: the same person going on needs no second name


def rows(desk: Desk, shown: Sequence[Message], *, in_thread: bool, acts: bool) -> list[Row]:
    reader = calm(desk.reader())
    listed: list[Row] = []
    before: Message | None = None
    for each in shown:
        day = reader.local(each.ts).date()
        if not in_thread and (before is None or reader.local(before.ts).date() != day):
            listed.append(_day(day, reader))
            before = None
        joined = _goes_on(before, each)
        look = messages.Look(each, reader, joined, in_thread, acts)
        listed.append(_row(desk, look))
        before = each
    return listed


def _goes_on(before: Message | None, message: Message) -> bool:
    return (
        before is not None
        and before.user == message.user
        and before.ephemeral_for == message.ephemeral_for
        and before.username == message.username
        and float(message.ts) - float(before.ts) < JOINED_WITHIN
    )


def _day(day: date, reader: Reader) -> Row:
    words = day_heading(day, reader.today.date())

    def draw() -> None:
        with ui.element("div").classes("day-line"):
            ui.label(words)

    return Row(f"day-{day}", words, draw)


def _row(desk: Desk, look: messages.Look) -> Row:
    message = look.message
    key = f"{message.ts}-{message.ephemeral_for or ''}"
    if desk.editing == message.ts:
        return Row(key, "editing", partial(_editor, desk, message))
    return Row(key, look, partial(_draw, desk, look))


def _draw(desk: Desk, look: messages.Look) -> None:
    async def press(element: Json, block_id: str, value: object) -> None:
        action = str(element.get("action_id", ""))
        run = partial(
            desk.person.press, look.message, action, value=value, block_id=block_id or None
        )
        await desk.do(run)

    surface = Surface("message", desk.reader(), desk.workspace, press)
    messages.draw(look, desk.workspace, surface, partial(message_menu.act, desk))


def _editor(desk: Desk, message: Message) -> None:
    async def save(text: str, broadcast: bool) -> bool:
        del broadcast
        desk.editing = None
        await desk.do(partial(desk.person.edit, message, text))
        return True

    def cancel() -> None:
        desk.editing = None
        desk.redraw()

    text = typed_text(message.text, desk.reader())
    box = Composer(desk, save, mark="editor", editing=True, initial=text, in_thread=True)
    box.on("cancel", cancel)


async def send(
    desk: Desk, text: str, *, thread: str | None = None, broadcast: bool = False
) -> bool:
    """Say it, or run it when it is a command. False keeps the text in the box."""
    if text.startswith("/") and thread is None:
        return await _command(desk, text)
    channel = desk.channel_id or f"@{desk.workspace.user(desk.workspace.app.user).name}"
    say = partial(desk.person.say, channel, text, thread_ts=thread, broadcast=broadcast)
    return await desk.do(say) is not None


async def _command(desk: Desk, text: str) -> bool:
    channel = desk.channel_id
    word = text.split(maxsplit=1)[0]
    if word not in {each.name for each in desk.workspace.commands}:
        desk.tell(f"{word} is not a command of this workspace.")
        return False
    if channel is None:
        desk.tell("Say something first: this conversation is empty.")
        return False
    desk.tour.typed_command(text)
    await desk.do(partial(desk.person.command, channel, text))
    return True
