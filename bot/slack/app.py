"""The Bolt app: our authorize, our middleware, every listener, and an answer to everything."""

import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from threading import Event
from typing import Any

import structlog
from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_bolt.middleware import Middleware
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

import bot.slack.listeners
from bot.kit.registry import modules_in
from bot.slack.client import Identity
from bot.slack.errors import UNREADABLE, failed, unread
from bot.slack.home import follow_home
from bot.slack.listeners import Call, Kit
from bot.slack.listening import Listeners, on
from bot.slack.payloads import may_change_home, told, workspace_of

ANYTHING = re.compile(".*")
# What Bolt takes from the environment by itself: the client's would start an OAuth flow of its own,
# the token is spoken for. Settings were read long before.
BOLT_READS = ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")

log = structlog.get_logger()


class BotApp(App):
    """Bolt's app, which rings a bell after each payload: there may be something to send.

    What Slack need not wait for is done `afterwards`, until the app is closed.
    """

    def __init__(self, bell: Event, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._bell = bell
        self.afterwards = ThreadPoolExecutor(1, "afterwards")
        secret = arguments.get("signing_secret")
        self.signatures = SignatureVerifier(secret) if secret else None

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        try:
            response = super().dispatch(req)
        except UNREADABLE as error:  # in Bolt's own parts: what listeners raise is answered there
            return unread(error)
        finally:
            self._bell.set()
        call = req.context.get("call")
        if call and may_change_home(call.body):
            with suppress(RuntimeError):  # it is closed: Home is made anew when it is opened
                self.afterwards.submit(copy_context().run, follow_home, call)
        return response

    def close(self) -> None:
        self.afterwards.shutdown()


class Known(Authorize):
    """Whom the token speaks for is known since the start: no call and no query for an event."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity

    def __call__(
        self, *, enterprise_id: str | None, team_id: str | None, **_: Any
    ) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=self._identity.bot_user,
            bot_id=self._identity.bot,
        )


class Lend(Middleware):
    """Gives every listener its `call`, and binds what is logged.

    A class, as `Known` is: for a function Bolt gathers some thirty arguments by name each time.
    """

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    def process(
        self,
        *,
        req: BoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - as Bolt calls it
        next: Callable[[], BoltResponse],  # noqa: A002 - as Bolt calls it
    ) -> BoltResponse | None:
        if "event" in req.body:
            told(req.body, "event", "type")  # without it Bolt would find no listener
        workspace = workspace_of(req.body, self._kit.identity.workspace)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(
            workspace=workspace, event_id=req.body.get("event_id")
        )
        req.context["call"] = Call(
            kit=self._kit,
            body=req.body,
            workspace=workspace,
            user=req.context.user_id or "",
            now=self._kit.clock(),
        )
        return next()


def build_app(kit: Kit, bell: Event) -> BotApp:
    """Bolt's app with every listener."""
    for name in BOLT_READS:
        os.environ.pop(name, None)
    secret = kit.settings.slack_signing_secret
    app = BotApp(
        bell,
        name="groundswell",
        # Bolt copies its client for each request; our calls go through `Kit.slack` instead.
        client=WebClient(base_url=kit.slack.web.base_url, retry_handlers=[]),
        signing_secret=secret.get_secret_value() if secret else "",
        request_verification_enabled=secret is not None,
        authorize=Known(kit.identity),
        # The listener keeps what it heard, and only then Slack is answered: what is not kept,
        # Slack brings again.
        process_before_response=True,
        # For assistants and functions, which we are not.
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.middleware(Lend(kit))
    app.error(failed)
    listeners().register(app, kit.settings)
    _answer_everything_else(app)
    return app


def listeners() -> Listeners:
    """All of them: each notes itself when its module is imported."""
    list(modules_in(bot.slack.listeners))
    return on


def _answer_everything_else(app: App) -> None:
    """Nothing is answered 404: Slack would bring it again, and count it as a failure."""
    app.event(ANYTHING)(unknown_event)
    app.command(ANYTHING)(unknown_command)
    for kind in (app.action, app.view, app.view_closed, app.shortcut, app.options):
        kind(ANYTHING)(unknown_press)


def unknown_event(event: dict[str, Any]) -> None:
    log.info("event_unknown", type=event.get("type"), subtype=event.get("subtype"))


def unknown_command(ack: Ack, command: dict[str, Any], call: Call) -> None:
    log.warning("command_unknown", command=command.get("command"))
    sentence = call.say(
        "I don't know this command: was it renamed in my settings? Try `{command} help`.",
        command=call.reader.command("groundswell"),
    )
    ack(sentence)


def unknown_press(ack: Ack, body: dict[str, Any]) -> None:
    """A button or form of an older version: nothing it could do is left."""
    log.warning("interaction_unknown", type=body.get("type"))
    ack()
