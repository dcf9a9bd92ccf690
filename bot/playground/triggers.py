"""Short-lived things of an interaction: trigger ids, and the URLs that answer to it."""

import secrets
import time
from dataclasses import dataclass

from bot.playground.model import Message
from bot.playground.webapi import SlackError


@dataclass(slots=True)
class Trigger:
    user: str
    born: float
    from_modal: bool = False
    used: bool = False


@dataclass(slots=True)
class Answering:
    """A response_url: who clicked or typed, where, and on which message."""

    user: str
    channel: str
    born: float
    message: Message | None = None
    uses: int = 0


class Triggers:
    """Kept by real time, as Slack does: the box's clock may jump a week."""

    def __init__(self) -> None:
        self.life = 3.0
        self.answer_life = 30 * 60.0
        self.answer_uses = 5
        self._triggers: dict[str, Trigger] = {}
        self._answers: dict[str, Answering] = {}

    def new(self, user: str, *, from_modal: bool = False) -> str:
        key = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[key] = Trigger(user, time.monotonic(), from_modal)
        return key

    def take(self, key: str) -> Trigger:
        """Once, and within three seconds."""
        trigger = self._triggers.get(key)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() - trigger.born > self.life:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def expire(self) -> None:
        """As if three seconds had passed: for tests."""
        for each in self._triggers.values():
            each.born -= self.life + 1

    def new_answer(self, user: str, channel: str, message: Message | None = None) -> str:
        key = secrets.token_hex(12)
        self._answers[key] = Answering(user, channel, time.monotonic(), message)
        return key

    def answer(self, key: str) -> Answering:
        found = self._answers.get(key)
        if found is None:
            raise SlackError("no_active_hooks")
        if found.uses >= self.answer_uses:
            raise SlackError("used_url")
        if time.monotonic() - found.born > self.answer_life:
            raise SlackError("expired_url")
        found.uses += 1
        return found
