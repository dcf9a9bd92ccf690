"""What Slack sends when a person types a command, presses a button or sends a form."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.forms import OPTION, entered, option
from bot.playground.model import Channel, Json, Message, User, View
from bot.playground.shapes import message_json, view_json
from bot.playground.state import State
from bot.playground.triggers import Triggers
from bot.playground.typed import command_text

NAMES = {"group": "privategroup", "im": "directmessage"}


@dataclass(frozen=True, slots=True)
class Payloads:
    """Builds each payload for one person, with fresh trigger ids and response URLs."""

    state: State
    triggers: Triggers
    hooks_url: str
    user: User

    def command(self, channel: Channel, name: str, text: str, *, escaped: bool) -> Json:
        app, state = self.state.app, self.state
        return {
            "token": app.verification_token,
            "team_id": state.id,
            "team_domain": state.domain,
            "channel_id": channel.id,
            "channel_name": NAMES.get(channel.type, channel.name),
            "user_id": self.user.id,
            "user_name": self.user.name,
            "command": name,
            "text": command_text(state, text, escaped=escaped),
            "api_app_id": app.id,
            "is_enterprise_install": "false",
            "response_url": self._response_url(channel.id, None),
            "trigger_id": self.triggers.new(self.user.id),
        }

    def message_action(self, message: Message, action: Json, values: Json) -> Json:
        """block_actions in a message; an ephemeral one does not carry its content along."""
        container: Json = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": bool(message.ephemeral_for),
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        shown = message_json(self.state, message)
        return {
            **self._common("block_actions"),
            "container": container,
            "trigger_id": self.triggers.new(self.user.id),
            "channel": self._channel(message.channel),
            **({} if message.ephemeral_for else {"message": shown}),
            "state": {"values": values},
            "response_url": self._response_url(message.channel, message),
            "actions": [action],
        }

    def view_action(self, view: View, action: Json) -> Json:
        return {
            **self._common("block_actions"),
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": self.triggers.new(self.user.id, from_modal=view.type == "modal"),
            "view": view_json(self.state, view),
            "actions": [action],
        }

    def submission(self, view: View) -> Json:
        return {
            **self._common("view_submission"),
            "trigger_id": self.triggers.new(self.user.id, from_modal=True),
            "view": view_json(self.state, view),
            "response_urls": self._response_urls(view),
        }

    def suggestion(self, where: Message | View, element: Json, block_id: str, typed: str) -> Json:
        """block_suggestion: what somebody types into an external select."""
        if isinstance(where, View):
            shown: Json = {
                "container": {"type": "view", "view_id": where.id},
                "view": view_json(self.state, where),
            }
        else:
            shown = {
                "container": {
                    "type": "message",
                    "message_ts": where.ts,
                    "channel_id": where.channel,
                },
                "channel": self._channel(where.channel),
                "message": message_json(self.state, where),
            }
        asked = {"action_id": element.get("action_id", ""), "block_id": block_id, "value": typed}
        return {**self._common("block_suggestion"), **shown, **asked}

    def closed(self, view: View, *, cleared: bool) -> Json:
        shown = view_json(self.state, view)
        return {**self._common("view_closed"), "view": shown, "is_cleared": cleared}

    def shortcut(self, callback_id: str) -> Json:
        return {
            **self._common("shortcut"),
            "action_ts": f"{time.time():.6f}",
            "callback_id": callback_id,
            "trigger_id": self.triggers.new(self.user.id),
        }

    def message_shortcut(self, callback_id: str, message: Message) -> Json:
        return {
            **self._common("message_action"),
            "action_ts": f"{time.time():.6f}",
            "callback_id": callback_id,
            "trigger_id": self.triggers.new(self.user.id),
            "response_url": self._response_url(message.channel, message),
            "message_ts": message.ts,
            "channel": self._channel(message.channel),
            "message": message_json(self.state, message),
        }

    def _common(self, kind: str) -> Json:
        state = self.state
        return {
            "type": kind,
            "user": {
                "id": self.user.id,
                "username": self.user.name,
                "name": self.user.name,
                "team_id": state.id,
            },
            "api_app_id": state.app.id,
            "token": state.app.verification_token,
            "team": {"id": state.id, "domain": state.domain},
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _channel(self, channel_id: str) -> Json:
        channel = self.state.channel(channel_id)
        return {"id": channel.id, "name": NAMES.get(channel.type, channel.name)}

    def _response_url(self, channel: str, message: Message | None) -> str:
        return self.hooks_url + self.triggers.new_answer(self.user.id, channel, message)

    def _response_urls(self, view: View) -> list[Json]:
        urls = []
        for block in view.blocks:
            element = block.get("element") or {}
            if not element.get("response_url_enabled"):
                continue
            action_id = element["action_id"]
            entry = view.values.get(block["block_id"], {}).get(action_id, {})
            channel = entry.get("selected_conversation") or entry.get("selected_channel")
            if channel:
                urls.append(
                    {
                        "response_url": self._response_url(channel, None),
                        "channel_id": channel,
                        "block_id": block["block_id"],
                        "action_id": action_id,
                    }
                )
        return urls


def action(state: State, element: Json, block_id: str, value: object) -> Json:
    """One entry of `actions`, and with it what a press or a choice means."""
    kind = element["type"]
    base: Json = {
        "type": kind,
        "action_id": element.get("action_id", ""),
        "block_id": block_id,
        "action_ts": f"{time.time():.6f}",
    }
    if kind in ("button", "workflow_button", "icon_button"):
        shown = {key: element[key] for key in ("text", "value", "style", "url") if key in element}
        return base | shown
    if kind == "feedback_buttons":
        return base | {"value": value}
    if kind == "overflow" or kind in OPTION:
        return base | {"selected_option": option(element, value) if value is not None else None}
    return base | entered(state, element, value)


def matches(element: Json, value: object) -> bool:
    """Several buttons may share an action_id: then `value` says which."""
    return value is None or element["type"] != "button" or element.get("value") == value


def read_answer(body: Any) -> Mapping[str, Any]:
    """The body of an acknowledgement as Slack reads it: JSON, or text to show."""
    if isinstance(body, Mapping):
        return body
    return {"text": body} if isinstance(body, str) and body else {}
