"""Events on their way to the bot: in order per channel, tried again as Slack does."""

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from bot.playground.model import Delivery, Json
from bot.playground.state import State
from bot.playground.subscriptions import wanted
from bot.playground.transport import Answer, Retry, Transport

LANES = 4
SOON = 2.0  # a retry that is due this soon counts as under way


@dataclass(frozen=True, slots=True)
class Parcel:
    event_id: str
    event_time: int
    event: Json


class Courier:
    """Takes every event of the workspace and brings those that the app subscribed."""

    def __init__(self, state: State, transport: Callable[[], Transport]) -> None:
        self._state = state
        self._transport = transport
        self._lanes = [ThreadPoolExecutor(1, f"box-events-{n}") for n in range(LANES)]
        self._timers: set[threading.Timer] = set()
        self._lock = threading.Lock()
        self._held: list[Parcel] | None = None
        self._parcels: dict[str, Parcel] = {}
        self._stopped = False
        self.deliveries: list[Delivery] = []
        self.retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
        self.timeout = 3.0
        self.under_way = 0
        self.last_done = time.monotonic()

    def offer(self, event: Json) -> None:
        """Called for everything that happens, often under the workspace's lock: never blocks."""
        if self._state.app.installed and wanted(self._state, event):
            self.queue(event)

    def queue(
        self, event: Mapping[str, Any], event_id: str | None = None, event_time: int | None = None
    ) -> str:
        now = int(self._state.clock.now().timestamp())
        parcel = Parcel(event_id or new_event_id(), event_time or now, dict(event))
        with self._lock:
            self._parcels[parcel.event_id] = parcel
            if self._held is not None:
                self._held.append(parcel)
                return parcel.event_id
        self._submit(parcel, 0, None)
        return parcel.event_id

    def hold(self) -> None:
        with self._lock:
            self._held = self._held or []

    @property
    def held(self) -> list[Json]:
        return [each.event for each in self._held or ()]

    def release(self, order: list[int] | None = None) -> None:
        """One after the other in the order given; those left out are lost."""
        with self._lock:
            held, self._held = self._held or [], None
        for number in range(len(held)) if order is None else order:
            self._submit(held[number], 0, None, lane=0)

    def again(self, event_id: str, retry_num: int) -> Delivery:
        retry = Retry(retry_num, "http_timeout") if retry_num else None
        return self._try(self._parcels[event_id], retry_num, retry)

    def stop(self) -> None:
        self._stopped = True
        for timer in list(self._timers):
            timer.cancel()
        for lane in self._lanes:
            lane.shutdown(wait=True, cancel_futures=True)

    def _submit(
        self, parcel: Parcel, attempt: int, reason: str | None, lane: int | None = None
    ) -> None:
        if self._stopped:
            return
        with self._lock:
            self.under_way += 1
        number = crc32(_lane_key(parcel.event).encode()) % LANES if lane is None else lane
        try:
            self._lanes[number].submit(self._deliver, parcel, attempt, reason)
        except RuntimeError:  # stopped in between
            self._done()

    def _deliver(self, parcel: Parcel, attempt: int, reason: str | None) -> None:
        try:
            retry = Retry(attempt, reason or "unknown_error") if attempt else None
            delivery = self._try(parcel, attempt, retry)
            if delivery.status != 200 or delivery.reason:
                self._plan_retry(parcel, attempt, delivery)
        finally:
            self._done()

    def _try(self, parcel: Parcel, attempt: int, retry: Retry | None) -> Delivery:
        answer = self._transport().send("events_api", self._envelope(parcel), retry, self.timeout)
        delivery = Delivery(
            event_id=parcel.event_id,
            attempt=attempt,
            event=parcel.event,
            status=200 if answer.ok else answer.status,
            took=answer.took,
            reason=_last_reason(answer),
            transport=answer.transport,
            event_time=parcel.event_time,
        )
        self.deliveries.append(delivery)
        return delivery

    def _plan_retry(self, parcel: Parcel, attempt: int, delivery: Delivery) -> None:
        if attempt >= len(self.retry_delays) or delivery.reason in (None, "no_retry"):
            return
        delay = self.retry_delays[attempt]
        soon = delay <= SOON
        with self._lock:
            self.under_way += soon
        timer: threading.Timer

        def ring() -> None:
            self._timers.discard(timer)
            self._submit(parcel, attempt + 1, delivery.reason)
            if soon:
                self._done()

        timer = threading.Timer(delay, ring)
        timer.daemon = True
        self._timers.add(timer)
        timer.start()

    def _done(self) -> None:
        with self._lock:
            self.under_way -= 1
            self.last_done = time.monotonic()

    def _envelope(self, parcel: Parcel) -> Json:
        app, team = self._state.app, self._state.id
        return {
            "token": app.verification_token,
            "team_id": team,
            "context_team_id": team,
            "context_enterprise_id": None,
            "api_app_id": app.id,
            "event": parcel.event,
            "type": "event_callback",
            "event_id": parcel.event_id,
            "event_time": parcel.event_time,
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": team,
                    "user_id": app.user,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": self._is_shared(parcel.event),
            "event_context": f"4-{parcel.event_id}",
        }

    def _is_shared(self, event: Json) -> bool:
        channel = event.get("channel")
        known = self._state.channels_by_id.get(channel) if isinstance(channel, str) else None
        return bool(known and known.is_ext_shared)


def new_event_id() -> str:
    return f"Ev0{secrets.token_hex(5).upper()}"


def _lane_key(event: Json) -> str:
    where = event.get("channel") or (event.get("item") or {}).get("channel") or ""
    return str(where.get("id") if isinstance(where, dict) else where)


def _last_reason(answer: Answer) -> str | None:
    if answer.ok:
        return None
    return "no_retry" if answer.no_retry else answer.reason or "http_error"
