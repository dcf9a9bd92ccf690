"""The middle of the page: a channel, or the bot's Home and Messages tabs."""

from functools import partial

from nicegui import ui

from bot.playground.model import Message
from bot.playground.page import channel_menu, conversation
from bot.playground.page.composer import Composer
from bot.playground.page.desk import APP, HOME, Desk
from bot.playground.page.home import Home
from bot.playground.page.inline import escape
from bot.playground.page.rows import Rows, Scroller
from bot.playground.page.texts import markup


class Place:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._where: object = None
        with ui.element("main").classes("place-main"):
            self._title = ui.element("header").classes("place-title")
            self._home = Home(desk)
            with Scroller().classes("messages") as self._scroller:
                self._scroller.props["data-testid"] = "messages"
                self._intro = ui.element("div").classes("intro")
                self._rows = Rows(ui.element("div"))
            self._join = ui.element("div").classes("join-bar")
            self._composer = Composer(desk, self._send, mark="composer", in_thread=False)

    async def _send(self, text: str, broadcast: bool) -> bool:
        del broadcast
        return await conversation.send(self._desk, text)

    def update(self) -> None:
        desk = self._desk
        key = f"{desk.me}-{desk.place}"
        self._heading(key)
        self._home.show(desk.place == HOME)
        self._scroller.set_visibility(desk.place != HOME)
        self._composer.set_visibility(desk.place != HOME and self._may_write())
        self._join.set_visibility(desk.place != HOME and not self._may_write())
        if desk.place != HOME:
            self._conversation(key)

    def _may_write(self) -> bool:
        channel = self._desk.channel_id
        if self._desk.place == APP:
            tabs = self._desk.workspace.features.get("app_home") or {}
            return not tabs.get("messages_tab_read_only_enabled")
        if channel is None:
            return True
        found = self._desk.workspace.channel(channel)
        return self._desk.me in found.members and not found.is_archived

    def _conversation(self, key: str) -> None:
        desk = self._desk
        seen = desk.sees(desk.channel_id)
        if desk.channel_id:
            desk.seen.read(desk.me, desk.channel_id, seen)
        listed = conversation.rows(
            desk, [each for each in seen if belongs(each)], in_thread=False, acts=self._may_write()
        )
        if self._scroller.props.get("place") != key:
            self._rows.clear()
            self._scroller.props["place"] = key
        self._rows.show(listed)
        self._composer.at(key, f"Message {self._name()}")
        self._composer.know(desk)

    def _name(self) -> str:
        desk = self._desk
        if desk.place in (APP, HOME):
            return desk.workspace.user(desk.workspace.app.user).shown_name
        channel = desk.workspace.channel(desk.place)
        return f"{'🔒 ' if channel.is_private else '#'}{channel.name}"

    def _heading(self, key: str) -> None:
        desk = self._desk
        where = (key, self._name(), self._topic(), self._may_write())
        if where == self._where:
            return
        self._where = where
        self._title.clear()
        with self._title:
            markup(f"<h2>{escape(self._name())}</h2><p>{escape(self._topic())}</p>")
            if desk.place in (APP, HOME):
                self._tabs()
            else:
                channel_menu.button(desk, desk.place)
        self._fill_intro()
        self._fill_join()

    def _topic(self) -> str:
        desk = self._desk
        if desk.place in (APP, HOME):
            return "App"
        channel = desk.workspace.channel(desk.place)
        count = len(channel.members)
        about = channel.topic or channel.purpose
        return f"{count} member{'' if count == 1 else 's'}{' · ' if about else ''}{about}"

    def _tabs(self) -> None:
        with ui.element("div").classes("tabs"):
            for place, words in ((HOME, "Home"), (APP, "Messages")):
                tab = ui.element("button").classes(
                    "tab here" if place == self._desk.place else "tab"
                )
                tab.props["data-testid"] = f"tab-{place}"
                tab.on("click", partial(self._desk.go, place))
                with tab:
                    ui.label(words)

    def _fill_intro(self) -> None:
        self._intro.clear()
        words = "This is the very beginning of"
        with self._intro:
            markup(f"<p>{words} <b>{escape(self._name())}</b>.</p>")

    def _fill_join(self) -> None:
        self._join.clear()
        channel = self._desk.channel_id
        if self._may_write():
            return
        if self._desk.place in (APP, HOME) or channel is None:
            with self._join:
                markup("<p>Sending messages to this app has been turned off.</p>")
            return
        found = self._desk.workspace.channel(channel)
        with self._join:
            markup(f"<p>You are looking at <b>{escape(self._name())}</b></p>")
            if not found.is_archived and not found.is_private:
                button = ui.element("button").classes("slack-button primary")
                button.props["data-testid"] = "join"
                button.on("click", partial(self._joined, channel))
                with button:
                    ui.label("Join channel")

    async def _joined(self, channel: str) -> None:
        await self._desk.do(partial(self._desk.person.join, channel))


def belongs(message: Message) -> bool:
    """In the channel itself: replies stay in their thread unless also sent to the channel."""
    return not message.is_reply or message.broadcast
