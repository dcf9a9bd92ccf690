"""The list at the left: channels, the bot's messages, unread marks."""

from dataclasses import dataclass
from functools import partial

from nicegui import ui

from bot.playground.model import Channel
from bot.playground.page.desk import APP, HOME, Desk
from bot.playground.page.inline import escape
from bot.playground.page.texts import markup
from bot.playground.page.tour_card import TourCard


@dataclass(frozen=True, slots=True)
class Entry:
    place: str
    name: str
    sign: str
    unread: int = 0
    loud: bool = False  # a number beside the name: somebody means you
    faint: bool = False  # not joined, or archived


class Sidebar:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._look: object = None
        with ui.element("nav").classes("sidebar"):
            self._nav = ui.element("div").classes("places")
            self._tour = TourCard(desk)

    def update(self) -> None:
        self._tour.update()
        parts = (self._joined(), self._others(), self._direct())
        look = (parts, self._desk.place, self._desk.workspace.name)
        if look == self._look:
            return
        self._look = look
        self._nav.clear()
        with self._nav:
            markup(f"<h1>{escape(self._desk.workspace.name)}</h1>", "workspace-name")
            self._section("Channels", parts[0])
            self._section("Other channels", parts[1])
            self._section("Apps", parts[2])

    def _section(self, title: str, entries: tuple[Entry, ...]) -> None:
        if entries:
            ui.label(title).classes("section-title")
        for entry in entries:
            self._link(entry)

    def _link(self, entry: Entry) -> None:
        place = HOME if entry.place == APP and self._desk.place == HOME else entry.place
        classes = " ".join(
            word
            for word, holds in (
                ("here", place == self._desk.place),
                ("unread", entry.unread > 0),
                ("faint", entry.faint),
            )
            if holds
        )
        link = ui.element("button").classes(f"place {classes}")
        link.props["data-testid"] = f"place-{entry.name}"
        link.on("click", partial(self._desk.go, entry.place))
        with link:
            badge = f'<span class="badge">{entry.unread}</span>' if entry.loud else ""
            markup(f"<i>{entry.sign}</i><span>{escape(entry.name)}</span>{badge}")

    def _joined(self) -> tuple[Entry, ...]:
        mine = (each for each in self._rooms() if self._desk.me in each.members)
        return tuple(self._entry(each) for each in mine if not each.is_archived)

    def _others(self) -> tuple[Entry, ...]:
        if self._desk.user.is_restricted or self._desk.user.is_ultra_restricted:
            return ()
        return tuple(
            Entry(each.id, each.name, "#", faint=True)
            for each in self._rooms()
            if self._desk.me not in each.members and not each.is_private and not each.is_archived
        )

    def _rooms(self) -> list[Channel]:
        rooms = [each for each in self._desk.workspace.channels if not each.is_im]
        return sorted(rooms, key=lambda each: each.name)

    def _entry(self, channel: Channel) -> Entry:
        desk = self._desk
        fresh = desk.seen.unread(desk.me, channel.id, desk.sees(channel.id))
        pings = {note.message.ts for note in desk.workspace.notifications(desk.me)}
        named = sum(message.ts in pings for message in fresh)
        sign = "🔒" if channel.is_private else "#"
        return Entry(channel.id, channel.name, sign, named or len(fresh), loud=named > 0)

    def _direct(self) -> tuple[Entry, ...]:
        desk, space = self._desk, self._desk.workspace
        unread = desk.unread_direct(desk.me)
        name = space.user(space.app.user).shown_name
        return (Entry(APP, name, "🌊", unread, loud=unread > 0),)
