"""Choose who you are."""

from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

from nicegui import ui

from bot.playground.model import User
from bot.playground.page.avatars import avatar
from bot.playground.page.clock_bar import city
from bot.playground.page.desk import Desk
from bot.playground.page.inline import escape
from bot.playground.page.texts import markup


def role(user: User) -> str:
    if user.deleted:
        return "deactivated"
    if user.is_restricted or user.is_ultra_restricted:
        return "guest"
    if user.is_owner:
        return "workspace owner"
    return "workspace admin" if user.is_admin else ""


def humans(users: list[User]) -> list[User]:
    return [user for user in users if not user.is_bot and user.id != "USLACKBOT"]


class PersonMenu:
    def __init__(self, desk: Desk, become: Callable[[str], None]) -> None:
        self._desk = desk
        self._become = become
        self._look: object = None
        with ui.element("button").classes("person-menu") as button:
            button.props["data-testid"] = "person-menu"
            self._face = ui.element("span").classes("person-face")
            with ui.menu().props("max-height=80vh") as self._menu:
                self._list = ui.element("div").classes("people")

    def update(self) -> None:
        people = humans(self._desk.workspace.users)
        minute = self._desk.workspace.clock.now().replace(second=0, microsecond=0)
        unread = {each.id: self._desk.unread_direct(each.id) for each in people}
        look = (people, self._desk.me, minute, unread)
        if look == self._look:
            return
        self._look = look
        self._face.clear()
        with self._face:
            user = self._desk.user
            name = f"<small>You are</small><b>{escape(user.shown_name)}</b>"
            others = sum(count for who, count in unread.items() if who != user.id)
            dot = '<em title="Others have new messages"></em>' if others else ""
            markup(f"{avatar(user, 'small')}<span>{name}</span>{dot}<i>▾</i>")
        self._list.clear()
        with self._list:
            for each in people:
                self._entry(each, unread[each.id])

    def _entry(self, user: User, unread: int) -> None:
        now = self._desk.workspace.clock.now().astimezone(ZoneInfo(user.tz))
        known_as = role(user)
        details = f"{known_as} · " if known_as else ""
        badge = f'<span class="badge">{unread}</span>' if unread else ""
        item = ui.menu_item(on_click=partial(self._choose, user.id)).classes("person")
        item.props["data-testid"] = f"person-{user.name}"
        if user.deleted:
            item.props("disable")
        with item:
            markup(
                f"{avatar(user, 'small')}<span><b>{escape(user.real_name)}</b>"
                f"<small>{details}{city(user.tz)}, {now:%H:%M}</small></span>"
                f"{badge}"
                f"{'<i>✓</i>' if user.id == self._desk.me else ''}",
                "person-line",
            )

    def _choose(self, user: str) -> None:
        self._menu.close()
        self._become(user)
