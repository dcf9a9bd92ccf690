"""One person's dealings with the app: commands, presses, forms, shortcuts, and their answers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.playground.checks.views import check_view
from bot.playground.forms import STATEFUL, complaints, elements, entered, filled, initial_values
from bot.playground.interactions import Payloads, action, matches, read_answer
from bot.playground.model import Channel, Json, Message, Reply, SubmitResult, View
from bot.playground.responses import answer
from bot.playground.shapes import view_json
from bot.playground.transport import Answer, Kind
from bot.playground.triggers import Answering
from bot.playground.viewstack import drop_all, drop_top, fill, push_view, replace_view
from bot.playground.webapi import SlackError

if TYPE_CHECKING:
    from bot.playground.server import PretendSlack

MOST_OPTIONS = 100
TROUBLE = "We had some trouble connecting. Try again?"


class NothingToPressError(LookupError):
    """Neither the message nor the view has such a button; the message lists what it has."""


class Desk:
    def __init__(self, slack: "PretendSlack", user: str) -> None:
        self._slack = slack
        self._state = slack.workspace
        self._user = user

    def command(self, channel: Channel, line: str) -> Reply:
        name, _, text = line.strip().partition(" ")
        known = {each.name: each for each in self._state.commands}
        if not self._state.app.installed or (self._state.manifest and name not in known):
            return Reply(False, "no_command", explanation=f"{name} is not a valid command.")
        escaped = known[name].should_escape if name in known else True
        payload = self._payloads().command(channel, name, text.strip(), escaped=escaped)
        said = self._slack.ask("slash_commands", payload)
        if not said.ok:
            return _refused(said, f'{name} failed with the error "{_error(said)}"')
        return self._shown(said, channel.id)

    def press(
        self, where: Message | View, action_id: str, value: object, block_id: str | None
    ) -> Reply:
        if isinstance(where, View):
            return self._press_in_view(self._current(where), action_id, value, block_id)
        now = self._state.message(where.channel, where.ts)
        if now is None or now.ephemeral_for not in (None, self._user):
            raise LookupError("This message is not there any more.")
        blocks = [*now.blocks, *(b for a in now.attachments for b in a.get("blocks", ()))]
        element, place = _find(blocks, action_id, value, block_id)
        values = initial_values(blocks)
        if element["type"] in STATEFUL:
            values.setdefault(place, {})[action_id] = entered(self._state, element, value)
        done = action(self._state, element, place, value)
        return self._send("interactive", self._payloads().message_action(now, done, values))

    def suggest(self, where: Message | View, action_id: str, typed: str) -> list[Json]:
        """The options for what is typed; none when the app gives no proper answer."""
        now = self._current(where) if isinstance(where, View) else where
        element, place = _find(list(now.blocks), action_id, None, None)
        payload = self._payloads().suggestion(now, element, place, typed)
        said = self._slack.ask("interactive", payload)
        body = read_answer(said.body)
        groups = [each.get("options") or [] for each in body.get("option_groups") or ()]
        found = [*(body.get("options") or ()), *(each for group in groups for each in group)]
        if not said.ok or len(found) > MOST_OPTIONS:
            return []
        return found

    def fill(self, values: Mapping[str, object], view: View | None) -> View:
        now = self._top(view)
        return fill(self._state, now, filled(self._state, now.blocks, now.values, values))

    def submit(self, values: Mapping[str, object], view: View | None) -> SubmitResult:
        now = self.fill(values, view)
        if wrong := complaints(now.blocks, now.values):
            return SubmitResult(errors=wrong)
        said = self._slack.ask("interactive", self._payloads().submission(now))
        if not said.ok:
            return SubmitResult(error=_error(said), took=said.took)
        try:
            return self._after(now, said)
        except SlackError as error:
            return SubmitResult(error=str(error), took=said.took)

    def close(self, view: View | None) -> None:
        """One step back; `clear_on_close` ends the whole pile."""
        now = self._top(view)
        cleared = bool(now.content.get("clear_on_close"))
        (drop_all if cleared else drop_top)(self._state, self._user)
        if now.content.get("notify_on_close"):
            self._slack.ask("interactive", self._payloads().closed(now, cleared=cleared))

    def shortcut(self, callback_id: str, message: Message | None) -> Reply:
        wanted = "global" if message is None else "message"
        known = [each for each in self._state.shortcuts if each.callback_id == callback_id]
        if self._state.manifest and not any(each.type == wanted for each in known):
            msg = f"The app has no {wanted} shortcut {callback_id!r}."
            raise NothingToPressError(msg)
        payloads = self._payloads()
        if message is None:
            return self._send("interactive", payloads.shortcut(callback_id))
        now = self._state.message(message.channel, message.ts) or message
        return self._send("interactive", payloads.message_shortcut(callback_id, now))

    def opened(self, tab: str, channel: str) -> None:
        home = self._state.home(self._user)
        event: Json = {
            "type": "app_home_opened",
            "user": self._user,
            "channel": channel,
            "tab": tab,
            **({"view": view_json(self._state, home)} if home and tab == "home" else {}),
        }
        self._state.emit(event)

    def _press_in_view(
        self, view: View, action_id: str, value: object, block_id: str | None
    ) -> Reply:
        element, place = _find(view.blocks, action_id, value, block_id)
        if element["type"] in STATEFUL:
            values: Json = {key: dict(inside) for key, inside in view.values.items()}
            values.setdefault(place, {})[action_id] = entered(self._state, element, value)
            view = fill(self._state, view, values)
        if not _dispatches(view, place):
            return Reply(True)
        done = action(self._state, element, place, value)
        return self._send("interactive", self._payloads().view_action(view, done))

    def _send(self, kind: Kind, payload: Json) -> Reply:
        said = self._slack.ask(kind, payload)
        return Reply(True, took=said.took) if said.ok else _refused(said, TROUBLE)

    def _shown(self, said: Answer, channel: str) -> Reply:
        """The answer that came with the acknowledgement."""
        body = read_answer(said.body)
        if not any(body.get(key) for key in ("text", "blocks", "attachments")):
            return Reply(True, took=said.took)
        answering = Answering(self._user, channel, 0.0)
        try:
            with self._state.lock:
                shown = answer(self._state, answering, body, charts=self._slack.charts)
        except SlackError as error:
            return Reply(False, str(error), took=said.took, explanation=str(error.answer))
        text, blocks = (shown.text, shown.blocks) if shown else ("", ())
        return Reply(True, None, text, blocks, shown, said.took)

    def _after(self, view: View, said: Answer) -> SubmitResult:
        body = read_answer(said.body)
        content: Any = body.get("view")
        match body.get("response_action"):
            case "errors":
                return self._complained(view, body.get("errors"), said.took)
            case "update":
                self._check(content)
                fresh = replace_view(self._state, view, content)
                return SubmitResult(updated=fresh, took=said.took)
            case "push":
                self._check(content)
                pushed = push_view(self._state, self._user, content)
                return SubmitResult(pushed=pushed, took=said.took)
            case "clear":
                drop_all(self._state, self._user)
                return SubmitResult(closed=True, took=said.took)
            case None if not body:
                drop_top(self._state, self._user)
                return SubmitResult(closed=True, took=said.took)
        raise SlackError("invalid_response_action")

    def _complained(self, view: View, errors: Any, took: float) -> SubmitResult:
        """Only blocks that take input can be wrong."""
        inputs = {each.get("block_id") for each in view.blocks if each.get("type") == "input"}
        if not isinstance(errors, dict) or not errors or set(errors) - inputs:
            raise SlackError("invalid_errors")
        return SubmitResult(errors=errors, took=took)

    def _check(self, content: Any) -> None:
        if not isinstance(content, dict):
            raise SlackError("invalid_view")
        if problems := check_view(content, "modal", charts=self._slack.charts):
            raise SlackError("invalid_view", *problems)

    def _top(self, view: View | None) -> View:
        if view is not None:
            return self._current(view)
        stack = self._state.open_views(self._user)
        if not stack:
            raise LookupError("No form is open.")
        return stack[-1]

    def _current(self, view: View) -> View:
        home = self._state.home(self._user)
        for each in [*self._state.open_views(self._user), *([home] if home else [])]:
            if each.id == view.id:
                return each
        raise LookupError("This form is not open any more.")

    def _payloads(self) -> Payloads:
        slack, user = self._slack, self._state.user(self._user)
        return Payloads(self._state, slack.triggers, f"{slack.url}hooks/", user)


def _find(
    blocks: list[Json], action_id: str, value: object, block_id: str | None
) -> tuple[Json, str]:
    there: list[str] = []
    for place, element, _ in elements(blocks):
        there.append(str(element.get("action_id")))
        if element.get("action_id") != action_id or block_id not in (None, place):
            continue
        if matches(element, value):
            return element, place
    msg = f"There is no {action_id!r} here, only: {', '.join(there) or '-'}"
    raise NothingToPressError(msg)


def _dispatches(view: View, block_id: str) -> bool:
    """Fields of an input block speak up only with dispatch_action."""
    block = next(each for each in view.blocks if each.get("block_id") == block_id)
    return block.get("type") != "input" or bool(block.get("dispatch_action"))


def _error(said: Answer) -> str:
    return "operation_timeout" if said.reason in ("http_timeout", "timeout") else "dispatch_failed"


def _refused(said: Answer, explanation: str) -> Reply:
    return Reply(False, _error(said), took=said.took, explanation=explanation)
