"""What an admin may do with a channel: rename it, make it private, share it, archive it."""

import re
from collections.abc import Callable
from functools import partial

from nicegui import ui

from bot.playground.model import Channel
from bot.playground.page.desk import Desk
from bot.playground.page.texts import markup

LONGEST = 80  # characters of a channel's name in Slack


def button(desk: Desk, channel: str) -> None:
    """Beside the channel's name; the menu is made when it is opened, for the channel of then."""
    opener = ui.element("button").classes("channel-menu")
    opener.props.update({"title": "What an admin may do here", "data-testid": "channel-menu"})
    opener.on("click", partial(_open, desk, channel, opener))
    with opener:
        ui.icon("more_horiz")


def _open(desk: Desk, channel: str, opener: ui.element) -> None:
    with opener:
        menu = ui.menu(value=True).classes("message-menu")
    menu.on("hide", menu.delete)
    found = desk.workspace.channel(channel)
    with menu:
        _item("Rename…", "rename", partial(_rename, desk, found))
        for words, mark, change in _changes(desk, found):
            _item(words, mark, partial(desk.do, change))


def _changes(desk: Desk, channel: Channel) -> list[tuple[str, str, Callable[[], None]]]:
    """What may be done with it as it is now, with a mark for each."""
    space, me, id = desk.workspace, desk.me, channel.id
    privacy = (
        ("Make public", "public", partial(space.make_public, id, by=me))
        if channel.is_private
        else ("Make private", "private", partial(space.make_private, id, by=me))
    )
    sharing = (
        ("Stop sharing", "unshare", partial(space.unshare_channel, id))
        if channel.is_ext_shared
        else ("Share with another workspace", "share", partial(space.share_channel, id))
    )
    archive = (
        ("Unarchive", "unarchive", partial(space.unarchive, id, by=me))
        if channel.is_archived
        else ("Archive", "archive", partial(space.archive, id, by=me))
    )
    return [privacy, sharing, archive]


def _item(words: str, mark: str, act: Callable[[], object]) -> None:
    ui.menu_item(words, act).props["data-testid"] = f"channel-{mark}"


async def _rename(desk: Desk, channel: Channel) -> None:
    # in the page itself: the heading is drawn anew while the question stands
    with ui.context.client.content, ui.dialog() as dialog, ui.element("div").classes("sheet small"):
        markup("<h2>Rename this channel</h2>", "sheet-title")
        with ui.element("div").classes("sheet-body"):
            name = ui.input(value=channel.name).props(f"maxlength={LONGEST} autofocus")
            name.props["data-testid"] = "channel-name"
            name.on("keydown.enter", lambda: dialog.submit(name.value))
        with ui.element("div").classes("sheet-foot"):
            done = ui.element("button").classes("slack-button primary")
            done.props["data-testid"] = "confirm"
            done.on("click", lambda: dialog.submit(name.value))
            with done:
                ui.label("Save")
    wanted = as_name(await dialog or "")
    dialog.delete()
    if any(each.name == wanted and each.id != channel.id for each in desk.workspace.channels):
        desk.tell(f"There is a channel #{wanted} already.")
    elif wanted not in ("", channel.name):
        await desk.do(partial(desk.workspace.rename_channel, channel.id, wanted))


def as_name(typed: str) -> str:
    """As Slack writes the names of channels: small letters, and dashes between words."""
    return re.sub(r"[^\w-]+", "-", typed.strip().lower()).strip("-")[:LONGEST]
