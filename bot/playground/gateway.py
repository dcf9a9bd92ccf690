"""The front of the Web API: tokens, scopes, limits, failures on demand, and a record of it all."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.playground.limits import Limits
from bot.playground.model import ApiCall, Json
from bot.playground.state import State
from bot.playground.triggers import Triggers
from bot.playground.webapi import (
    METHODS,
    Call,
    Method,
    SlackError,
    apps,
    chat,
    conversations,
    people,
    reactions,
    views,
)

FAMILIES = (apps, chat, conversations, people, reactions, views)  # importing them fills METHODS
JSON_ARGUMENTS = ("blocks", "attachments", "metadata", "view")


@dataclass(frozen=True, slots=True)
class Failure:
    error: str | None = None
    status: int | None = None
    retry_after: int | None = None
    after_effect: bool = False
    drop_connection: bool = False


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    status: int
    body: Json
    headers: Mapping[str, str] = field(default_factory=dict)
    drop: bool = False  # close the connection instead of answering


class Gateway:
    def __init__(self, state: State, triggers: Triggers) -> None:
        self._state = state
        self._triggers = triggers
        self._lock = threading.Lock()
        self._failures: dict[str, list[Failure]] = {}
        self.calls: list[ApiCall] = []
        self.limits = Limits()
        self.charts = True
        self.url = ""
        self.open_connection: Callable[[], str] = lambda: ""
        self.under_way = 0
        self.last_call = 0.0

    def fail_next(self, method: str, failure: Failure, times: int) -> None:
        with self._lock:
            self._failures.setdefault(method, []).extend([failure] * times)

    def touch(self) -> None:
        """The bot spoke by another way than the Web API."""
        self.last_call = time.monotonic()

    def answer(self, method: str, arguments: Mapping[str, Any], token: str | None) -> HttpAnswer:
        with self._lock:
            self.under_way += 1
        try:
            answer = self._answer(method, arguments, token)
            self._record(method, arguments, answer)
            return answer
        finally:
            with self._lock:
                self.under_way -= 1
                self.last_call = time.monotonic()

    def _answer(self, method: str, arguments: Mapping[str, Any], token: str | None) -> HttpAnswer:
        failure = self._next_failure(method)
        if failure is None:
            return self._work(method, arguments, token)
        if not failure.after_effect:
            return _failed(failure)
        done = self._work(method, arguments, token)
        failed = _failed(failure)
        return HttpAnswer(failed.status, done.body, failed.headers, failed.drop)

    def _work(self, name: str, arguments: Mapping[str, Any], token: str | None) -> HttpAnswer:
        method = METHODS.get(name)
        if method is None:
            return HttpAnswer(200, {"ok": False, "error": "unknown_method", "req_method": name})
        if wait := self.limits.wait(method, arguments):
            return _rate_limited(wait)
        try:
            self._check_token(method, token)
            return HttpAnswer(200, self._run(method, _read(arguments)), self._headers(method))
        except SlackError as error:
            return HttpAnswer(200, error.answer, self._headers(method))

    def _run(self, method: Method, arguments: Mapping[str, Any]) -> Json:
        call = Call(
            self._state, self._triggers, arguments, self.url, self.charts, self.open_connection
        )
        with self._state.lock:
            return {"ok": True, **method.run(call)}

    def _check_token(self, method: Method, token: str | None) -> None:
        if method.token == "none":  # noqa: S105 - a kind of token
            return
        if not token:
            raise SlackError("not_authed")
        app, wanted = self._state.app, method.token
        if token not in (app.bot_token, app.app_token):
            raise SlackError("invalid_auth")
        if not app.installed:
            raise SlackError("account_inactive")
        if (token == app.app_token) != (wanted == "app"):
            raise SlackError("not_allowed_token_type")
        scopes = self._state.scopes
        if wanted == "app" or scopes is None or not method.scopes:
            return
        if not set(method.scopes) & set(scopes):
            raise SlackError("missing_scope", needed=method.scopes[0], provided=",".join(scopes))

    def _headers(self, method: Method) -> dict[str, str]:
        headers = {"X-OAuth-Scopes": ",".join(self._state.scopes or ())}
        return headers | {"X-Accepted-OAuth-Scopes": ",".join(method.scopes)}

    def _next_failure(self, method: str) -> Failure | None:
        with self._lock:
            for key in (method, "*"):
                if self._failures.get(key):
                    return self._failures[key].pop(0)
        return None

    def _record(self, method: str, arguments: Mapping[str, Any], answer: HttpAnswer) -> None:
        plain = {key: value for key, value in _read(arguments).items() if key != "token"}
        now = self._state.clock.now()
        self.calls.append(ApiCall(method, plain, answer.body, answer.status, now))


def _failed(failure: Failure) -> HttpAnswer:
    if failure.drop_connection:
        return HttpAnswer(0, {"ok": False, "error": "connection_dropped"}, drop=True)
    if failure.retry_after is not None:
        return _rate_limited(failure.retry_after)
    error = failure.error or ("internal_error" if failure.status else "fatal_error")
    return HttpAnswer(failure.status or 200, {"ok": False, "error": error})


def _rate_limited(wait: int) -> HttpAnswer:
    return HttpAnswer(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(wait)})


def _read(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """In a form, lists and objects come as JSON text."""
    read = dict(arguments)
    for name in JSON_ARGUMENTS:
        if isinstance(read.get(name), str) and read[name]:
            try:
                read[name] = json.loads(read[name])
            except ValueError:
                continue
    return read
