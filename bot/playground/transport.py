"""How something reaches the bot: signed HTTP, or a Socket Mode connection."""

import hashlib
import hmac
import json
import ssl
import time
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol
from urllib.parse import urlencode

import httpx

from bot.playground.model import Json
from bot.playground.state import State

Kind = Literal["events_api", "slash_commands", "interactive"]


CLIENT: dict[str, Any] = {
    "max_redirects": 2,
    "trust_env": False,  # a proxy is for the world outside
    # The bot stands beside the box. Reading this machine's certificates would take a fifth of a
    # second for each box.
    "verify": ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
    "limits": httpx.Limits(max_keepalive_connections=0),  # the bot may be another one by now
}


@dataclass(frozen=True, slots=True)
class Retry:
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot said, or why there is no answer: Slack's own words for the reason."""

    status: int
    body: Any = None  # JSON, or text
    reason: str | None = None
    took: float = 0.0
    no_retry: bool = False
    transport: Literal["http", "socket"] = "http"

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300


class Transport(Protocol):
    def send(self, kind: Kind, payload: Json, retry: Retry | None, timeout: float) -> Answer: ...


@dataclass(slots=True)
class SignedHttp:
    """Requests signed by real time: the bot refuses what is five minutes off."""

    state: State
    url: str
    client: httpx.Client = field(default_factory=lambda: httpx.Client(**CLIENT))

    def send(self, kind: Kind, payload: Json, retry: Retry | None, timeout: float) -> Answer:
        body, content_type = _encoded(kind, payload)
        headers = {**signed(self.state.app.signing_secret, body), "Content-Type": content_type}
        if retry:
            headers["X-Slack-Retry-Num"] = str(retry.number)
            headers["X-Slack-Retry-Reason"] = retry.reason
        began = time.monotonic()
        try:
            response = self.client.post(
                self.url, content=body, headers=headers, timeout=timeout, follow_redirects=True
            )
        except httpx.HTTPError as error:
            return Answer(0, reason=_reason(error), took=time.monotonic() - began)
        return _read(response, time.monotonic() - began)

    def close(self) -> None:
        self.client.close()


def signed(secret: str, body: bytes, at: int | None = None) -> dict[str, str]:
    stamp = str(int(time.time()) if at is None else at)
    base = b"v0:" + stamp.encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {
        "X-Slack-Signature": f"v0={digest}",
        "X-Slack-Request-Timestamp": stamp,
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    }


def _encoded(kind: Kind, payload: Json) -> tuple[bytes, str]:
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


def _reason(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "http_timeout"
    if isinstance(error, httpx.TooManyRedirects):
        return "too_many_redirects"
    return "connection_failed"


def _read(response: httpx.Response, took: float) -> Answer:
    body: Any = response.text
    if "json" in response.headers.get("content-type", ""):
        body = response.json() if response.text else ""
    no_retry = response.headers.get("x-slack-no-retry") == "1"
    reason = None if response.is_success else "http_error"
    return Answer(response.status_code, body, reason, took, no_retry)
