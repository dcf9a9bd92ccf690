"""Slack's rate limits: so many calls of a method a minute, one post a second in a channel."""

import math
import threading
import time
from collections import deque
from collections.abc import Mapping
from typing import Any

from bot.playground.webapi import Method

BURST = 5  # posts to one channel that pass at once before one a second holds


class Limits:
    def __init__(self) -> None:
        self.on = False
        self.scale = 1.0  # 60: a minute of Slack's passes in a second
        self._lock = threading.Lock()
        self._calls: dict[str, deque[float]] = {}

    def wait(self, method: Method, arguments: Mapping[str, Any]) -> int:
        """Seconds for Retry-After; 0 when the call may pass."""
        if not self.on:
            return 0
        with self._lock:
            now = time.monotonic()
            waits = [self._wait(method.name, method.tier, 60 / self.scale, now)]
            if method.name == "chat.postMessage":
                key = f"post:{arguments.get('channel')}"
                waits.append(self._wait(key, BURST, BURST / self.scale, now))
            longest = max(waits)
            if longest <= 0:
                self._note(method, arguments, now)
                return 0
            return max(1, math.ceil(longest))

    def _wait(self, key: str, most: int, window: float, now: float) -> float:
        calls = self._calls.setdefault(key, deque())
        while calls and now - calls[0] >= window:
            calls.popleft()
        return calls[0] + window - now if len(calls) >= most else 0.0

    def _note(self, method: Method, arguments: Mapping[str, Any], now: float) -> None:
        self._calls[method.name].append(now)
        if method.name == "chat.postMessage":
            self._calls[f"post:{arguments.get('channel')}"].append(now)
