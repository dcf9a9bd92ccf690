"""The whole page, put together for one visitor."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from nicegui import ui
from nicegui.events import GenericEventArguments

from bot.playground.page.clock_bar import ClockBar
from bot.playground.page.desk import APP, HOME, Desk, Seen
from bot.playground.page.developer import Developer
from bot.playground.page.forms import Forms
from bot.playground.page.person_menu import PersonMenu, humans
from bot.playground.page.place import Place
from bot.playground.page.sidebar import Sidebar
from bot.playground.page.thread_panel import ThreadPanel
from bot.playground.page.tour import Tour
from bot.playground.server import PretendSlack
from bot.playground.workspace import Workspace

LOOK_EVERY = 0.15  # seconds between looks at whether something changed


# channels and permalinks anywhere in the page lead to their place in the box
_GO = """(event) => {
  const found = event.target.closest("[data-go]");
  if (!found) return;
  event.preventDefault();
  emit(found.dataset.go);
}"""
_SHOW = """setTimeout(() => {
  const found = document.querySelector('main [data-ts="%s"]');
  if (!found) return;
  found.scrollIntoView({block: "center"});
  found.classList.add("found");
}, 300)"""


class Part(Protocol):
    def update(self) -> None: ...


@dataclass(slots=True)
class Changes:
    """Counts what happened in the workspace: cheap to ask, from any thread."""

    count: int = 0

    def happened(self) -> None:
        self.count += 1


@dataclass(frozen=True, slots=True)
class Box:
    """What all windows share."""

    slack: PretendSlack
    seen: Seen
    tour: Tour
    changes: Changes
    health: Callable[[], str]

    def begin(self) -> None:
        """From now on things are new: unread to everybody, and done by the visitor."""
        self.seen.since = self.tour.since = self.slack.workspace.clock.now().timestamp()


class Window:
    def __init__(self, box: Box, who: str, where: str) -> None:
        me = _someone(box.slack.workspace, who)
        place = _somewhere(box.slack.workspace, me, where)
        self._desk = Desk(box.slack, box.seen, box.tour, me, place)
        self._changes = box.changes
        self._drawn: object = None
        self._where: object = None
        self._parts = self._build(box)
        self._desk.redraw, self._desk.frame = self._redraw, self._frame
        self._redraw()
        ui.timer(LOOK_EVERY, self._look)

    def _build(self, box: Box) -> list[Part]:
        desk = self._desk
        with ui.element("div").classes("box") as self._frame:
            with ui.element("header").classes("top"):
                self._burger()
                clock = ClockBar(desk)
                self._tool("developer-open", "terminal", "What the bot did", self._toggle_developer)
                who = PersonMenu(desk, self._become)
            sidebar = Sidebar(desk)
            place = Place(desk)
            thread = ThreadPanel(desk)
            self._developer = Developer(desk, box.health)
        self._frame.on("click", self._go, js_handler=_GO)
        return [clock, who, place, thread, sidebar, Forms(desk), self._developer]

    def _burger(self) -> None:
        button = ui.element("button").classes("burger")
        button.props.update({"title": "Channels", "data-testid": "burger"})
        button.on("click", lambda: self._frame.classes(toggle="open"))
        with button:
            ui.icon("menu")

    def _tool(self, mark: str, icon: str, title: str, act: Callable[[], None]) -> None:
        button = ui.element("button").classes("top-tool").on("click", act)
        button.props.update({"title": title, "data-testid": mark})
        with button:
            ui.icon(icon)

    def _toggle_developer(self) -> None:
        self._developer.toggle()

    def _go(self, event: GenericEventArguments) -> None:
        channel, _, ts = str(event.args).partition(" ")
        desk = self._desk
        if not desk.may_see(channel):
            desk.tell("You are not in that channel.")
            return
        own = desk.workspace.direct_channel(desk.me)
        message = desk.workspace.message(channel, ts)
        thread = message.thread_ts if message and message.is_reply else None
        desk.go(APP if own and own.id == channel else channel, thread)
        if ts:
            with self._frame:
                ui.run_javascript(_SHOW % (thread or ts))

    def _become(self, user: str) -> None:
        desk = self._desk
        desk.me = user
        desk.go(_somewhere(desk.workspace, user, desk.place))

    def _look(self) -> None:
        clock = self._desk.workspace.clock.now()
        state = (self._changes.count, clock.replace(second=0, microsecond=0))
        if state != self._drawn:
            self._redraw()
        elif len(self._desk.slack.calls):
            self._developer.update()

    def _redraw(self) -> None:
        clock = self._desk.workspace.clock.now()
        before = self._desk.place, self._desk.me
        self._drawn = (self._changes.count, clock.replace(second=0, microsecond=0))
        for part in self._parts:
            part.update()
        self._remember(before)

    def _remember(self, now: tuple[str, str]) -> None:
        """Keep who and where in the address, so that a reload comes back here."""
        if now == self._where:
            return
        self._where = now
        self._frame.classes(remove="open")
        name = self._desk.user.name
        with self._frame:
            ui.navigate.history.replace(f"/?as={name}&in={self._desk.place}")


def _someone(space: Workspace, who: str) -> str:
    present = [user for user in humans(space.users) if not user.deleted]
    return next((user.id for user in present if who in (user.id, user.name)), present[0].id)


def _somewhere(space: Workspace, me: str, wanted: str) -> str:
    """The wanted place if this person may be there, else the first of theirs."""
    if wanted in (HOME, APP):
        return wanted
    rooms = [each for each in space.channels if not each.is_im]
    mine = [each for each in rooms if me in each.members]
    for each in rooms:
        if wanted in (each.id, each.name) and (each in mine or not each.is_private):
            return each.id
    return next((each.id for each in mine if each.is_general), mine[0].id if mine else APP)
