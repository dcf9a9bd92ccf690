"""Slack's requests over HTTP, through Bolt's own WSGI adapter."""

from typing import TYPE_CHECKING

from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot.slack.app import BotApp
from bot.slack.manifest import PATH

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


def wsgi_application(app: BotApp) -> "WSGIApplication":
    return SlackRequestHandler(app, path=PATH)
