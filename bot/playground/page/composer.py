"""The box to write in, with what it can complete."""

from collections.abc import Awaitable, Callable

from nicegui import ui
from nicegui.events import GenericEventArguments

from bot.playground.page import emoji
from bot.playground.page.desk import Desk

Choice = dict[str, str]
Send = Callable[[str, bool], Awaitable[bool]]  # the answer says whether it was taken


class Composer(ui.element, component="composer.js"):
    """Emits `send` with the text, and `cancel` while editing."""

    def __init__(self, desk: Desk, send: Send, *, mark: str, **props: object) -> None:
        super().__init__()
        self.props.update({"mark": mark, "emoji": _emoji(), **props})
        self.know(desk)

        async def sent(event: GenericEventArguments) -> None:
            text = str(event.args["text"])
            if not await send(text, bool(event.args["broadcast"])):
                self.run_method("put", text)

        self.on("send", sent)

    def know(self, desk: Desk) -> None:
        """Who and what there is to complete: people come and go."""
        fresh = {"people": _people(desk), "channels": _channels(desk), "commands": _commands(desk)}
        for key, choices in fresh.items():
            if self.props.get(key) != choices:
                self.props[key] = choices

    def at(self, place: str, placeholder: str) -> None:
        if self.props.get("place") != place or self.props.get("placeholder") != placeholder:
            self.props.update({"place": place, "placeholder": placeholder})


def _people(desk: Desk) -> list[Choice]:
    humans = [
        {
            "sign": "⚙" if user.is_bot else "●",
            "name": user.shown_name,
            "also": f"{user.real_name} {user.name}",
            "detail": user.real_name if user.real_name != user.shown_name else "",
            "insert": f"@{user.shown_name}",
        }
        for user in desk.workspace.users
        if not user.deleted and user.id != "USLACKBOT"
    ]
    groups = [
        {"sign": "👥", "name": group.handle, "detail": group.name, "insert": f"@{group.handle}"}
        for group in desk.workspace.usergroups
        if not group.disabled
    ]
    return [*humans, *groups, *_EVERYBODY]


_EVERYBODY: list[Choice] = [
    {
        "sign": "📣",
        "name": "channel",
        "detail": "Notify everyone in this channel",
        "insert": "@channel",
    },
    {"sign": "📣", "name": "here", "detail": "Notify everyone who is here", "insert": "@here"},
]


def _channels(desk: Desk) -> list[Choice]:
    return [
        {
            "sign": "🔒" if each.is_private else "#",
            "name": each.name,
            "detail": each.purpose,
            "insert": f"#{each.name}",
        }
        for each in desk.workspace.channels
        if not each.is_im and (not each.is_private or desk.me in each.members)
    ]


def _commands(desk: Desk) -> list[Choice]:
    return [
        {
            "sign": "🌊",
            "name": each.name,
            "usage": each.usage_hint,
            "detail": each.description,
            "insert": each.name,
        }
        for each in desk.workspace.commands
    ]


def _emoji() -> list[Choice]:
    return [
        {"sign": character, "name": name, "detail": "", "insert": f":{name}:"}
        for name, character in emoji.CHARACTERS.items()
    ]
