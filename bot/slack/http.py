"""Slack's requests over HTTP, through Bolt's own WSGI adapter."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.adapter.wsgi.http_request import WsgiHttpRequest

from bot.slack.app import BotApp
from bot.slack.errors import UNREADABLE, unread
from bot.slack.manifest import PATH

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


class SlackRequests(SlackRequestHandler):
    """Bolt reads a body before it looks at its signature, and may stumble over it."""

    app: BotApp

    def dispatch(self, request: WsgiHttpRequest) -> BoltResponse:
        headers = request.get_headers()
        try:
            body = request.get_body()
        except UnicodeDecodeError:
            return BoltResponse(status=400, body="")
        try:
            read = BoltRequest(body=body, query=request.query_string, headers=headers)
        except UNREADABLE as error:
            return unread(error) if self._is_signed(body, headers) else BoltResponse(status=401)
        return self.app.dispatch(read)

    def _is_signed(self, body: str, headers: Mapping[str, str | Sequence[str]]) -> bool:
        said = {name: str(value) for name, value in headers.items()}
        signatures = self.app.signatures
        return signatures is not None and signatures.is_valid_request(body, said)


def wsgi_application(app: BotApp) -> "WSGIApplication":
    return SlackRequests(app, path=PATH)
