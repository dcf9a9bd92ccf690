"""Stay under Slack's limits: a token bucket for each method, and one for each channel."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.kit.clock import Clock, system_clock

# Calls a minute and workspace. Tiers 2, 3 and 4 allow 20, 50 and 100; posting has a limit of its
# own a workspace that Slack does not publish ("hundreds"): 300 gave no refusals when measured.
A_MINUTE = {
    "chat.postMessage": 300,
    "chat.postEphemeral": 100,
    "conversations.open": 50,
    "reactions.remove": 20,
}
OTHERS_A_MINUTE = 50
POSTS_A_SECOND = 1  # in one channel
BURST = 5


@dataclass
class Bucket:
    """So many calls at once, refilled evenly. Times are seconds of a monotonic clock."""

    a_second: float
    burst: float
    tokens: float
    filled_at: float

    def take(self, now: float) -> float:
        """Take a token, and answer how long to wait before using it."""
        elapsed = now - self.filled_at
        self.tokens = min(self.burst, self.tokens + elapsed * self.a_second) - 1
        self.filled_at = now
        return max(0.0, -self.tokens / self.a_second)


@dataclass
class Pace:
    """The buckets of one workspace. Used by one sender at a time."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Clock = system_clock  # by which what is refused is planned again
    _buckets: dict[str, Bucket] = field(default_factory=dict)
    _until: dict[str, datetime] = field(default_factory=dict)

    def wait(self, method: str, channel: str) -> None:
        """Return when `method` may be called, for posts into `channel`."""
        a_minute = A_MINUTE.get(method, OTHERS_A_MINUTE)
        delays = [self._take(method, a_minute / 60, a_minute / 4)]
        if method == "chat.postMessage":
            delays.append(self._take(f"{method} {channel}", POSTS_A_SECOND, BURST))
        if delay := max(delays):
            self.sleep(delay)

    def refused(self, method: str, seconds: float) -> None:
        """Slack asks to leave that method alone for so long."""
        self._until[method] = self.now() + timedelta(seconds=seconds)

    def closed_for(self, method: str) -> float:
        """For how many seconds more Slack wants no call of that method."""
        until = self._until.get(method)
        return max(0.0, (until - self.now()).total_seconds()) if until else 0.0

    def _take(self, name: str, a_second: float, burst: float) -> float:
        now = self.clock()
        bucket = self._buckets.get(name)
        if bucket is None:
            if len(self._buckets) > 10_000:  # channels and people posted to; full ones are idle
                self._buckets.clear()
            bucket = self._buckets[name] = Bucket(a_second, burst, burst, now)
        return bucket.take(now)
