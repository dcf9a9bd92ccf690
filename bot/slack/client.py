"""Calls to Slack's Web API, with its errors as ours. Nothing is tried twice by itself."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from socket import gaierror
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.config import StartError
from bot.domain import sending

PAGE = 200  # items; Slack advises no more
WAITS = 10  # times that a patient call waits before it gives up
TIMEOUT = 10  # seconds; an outbox lease outlasts it
BRIEF = 2  # seconds; Slack shows an error to whoever waits for three
TOKEN_GONE = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
)
# Slack says of these that the call may have been done in part.
UNSURE = frozenset({"fatal_error", "internal_error"})
PASSING = frozenset({"service_unavailable", "team_added_to_org", "request_timeout"})
# The connection broke, or the SDK tripped over an answer that is no JSON object.
NO_ANSWER = (OSError, HTTPException, SlackRequestError, AttributeError, ValueError)


class RefusedError(sending.UndeliverableError):
    """Slack refused the call for a reason that does not pass. `code` is Slack's own word."""

    def __init__(self, method: str, code: str, details: str) -> None:
        super().__init__(f"{method}: {code}{f' ({details})' if details else ''}")
        self.code = code


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the token speaks for, as `auth.test` says."""

    workspace: str
    url: str
    bot_user: str
    bot: str
    name: str
    scopes: frozenset[str]

    def permalink(self, channel: str, ts: str) -> str:
        """Where a message stands: Slack builds its links so."""
        return f"{self.url}archives/{channel}/p{ts.replace('.', '')}"


class SlackClient:
    """Slack's methods by name. Safe to share between threads."""

    def __init__(self, token: str, api_url: str) -> None:
        # The SDK's own retries would post twice when only the answer was lost.
        self.web = WebClient(token=token, base_url=api_url, timeout=TIMEOUT, retry_handlers=[])

    def call(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """Raises a `SendError` that tells whether the call was done and whether to try again."""
        try:
            response = self.web.api_call(method, data=_form(arguments))
        except SlackApiError as error:
            raise _error(method, error) from error
        except NO_ANSWER as error:
            raise _unanswered(method, error) from error
        data = response.data
        return data if isinstance(data, dict) else {}

    def pages(self, method: str, items: str, **arguments: Any) -> Iterator[Sequence[Any]]:
        return pages(self.call, method, items, **arguments)

    def patient(self) -> "SlackClient":
        """The same, but waiting as long as Slack asks: for jobs, not while somebody waits."""
        client = SlackClient(self.web.token or "", self.web.base_url)
        client.web.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=WAITS))
        return client

    def brief(self) -> "SlackClient":
        """The same, but giving up in time: for what somebody waits for and can do without."""
        client = SlackClient(self.web.token or "", self.web.base_url)
        client.web.timeout = BRIEF
        return client

    def identity(self) -> Identity:
        """Whom the token speaks for. Raises `StartError` when Slack does not know it."""
        try:
            response = self.web.auth_test()
        except SlackApiError as error:
            raise self._refused(_code(error)) from None
        except NO_ANSWER as error:
            raise self._unreachable(str(error)) from None
        scopes = _header(response.headers, "x-oauth-scopes")
        return Identity(
            workspace=response["team_id"],
            url=response["url"],
            bot_user=response["user_id"],
            bot=response["bot_id"],
            name=response["user"],
            scopes=frozenset(scope for scope in scopes.split(",") if scope),
        )

    def _refused(self, code: str) -> StartError:
        if not code or " " in code:  # not Slack's words: something else answered
            return self._unreachable(code or "an empty answer")
        return StartError(
            f"Slack refuses SLACK_BOT_TOKEN ({code}): copy it again from your app's page"
            " OAuth & Permissions, after installing the app."
        )

    def _unreachable(self, why: str) -> StartError:
        return StartError(
            f"Slack cannot be reached at {self.web.base_url}: check the network, a proxy, and"
            f" SLACK_API_URL ({why})."
        )


def pages(
    call: Callable[..., Mapping[str, Any]], method: str, items: str, **arguments: Any
) -> Iterator[Sequence[Any]]:
    """A list that Slack gives in pages, page by page."""
    cursor: str | None = None
    while True:
        page = call(method, limit=PAGE, cursor=cursor, **arguments)
        yield page.get(items) or ()
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
        if cursor is None:
            return


def _form(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Every method takes a form; only those that write take JSON."""
    return {
        name: json.dumps(value) if isinstance(value, dict | list | tuple) else value
        for name, value in arguments.items()
        if value is not None
    }


def _error(method: str, error: SlackApiError) -> Exception:
    response, code = error.response, _code(error)
    if response.status_code == 429:
        seconds = _header(response.headers, "retry-after")
        return sending.RateLimitedError(float(seconds) if seconds.isdecimal() else 1.0)
    if code in TOKEN_GONE:
        return sending.TokenGoneError(f"{method}: {code}")
    if code in PASSING:
        return sending.TryLaterError(f"{method}: {code}")
    if code in UNSURE or response.status_code >= 500 or " " in code or not code:
        return sending.UnsureError(f"{method}: {code or response.status_code}")
    details = response.get("response_metadata", {}).get("messages", [])
    return RefusedError(method, code, "; ".join(details))


def _code(error: SlackApiError) -> str:
    """Slack's own word for what went wrong; the SDK puts its own sentence there for no JSON."""
    answer = error.response.data
    return str(answer.get("error") or "") if isinstance(answer, dict) else ""


def _header(headers: Mapping[str, str], name: str) -> str:
    found = (value for key, value in headers.items() if key.lower() == name)
    return next(found, "")


def _unanswered(method: str, error: Exception) -> Exception:
    """After a name that is not known or a refused connection nothing can have been done."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, ConnectionRefusedError | gaierror):
        return sending.TryLaterError(f"{method}: {reason}")
    return sending.UnsureError(f"{method}: {reason!r}")
