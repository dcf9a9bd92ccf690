"""When a listener fails: expected trouble is told to the person, a bug gets a reference."""

import json
from collections.abc import Sequence
from secrets import token_hex
from typing import Any

import structlog
from slack_bolt import BoltContext, BoltResponse

from bot.domain.errors import BotError
from bot.domain.sending import SendError, UndeliverableError
from bot.i18n import Words, words_for
from bot.kit.mrkdwn import defuse
from bot.slack.listeners import Call
from bot.slack.needs import command_name
from bot.slack.payloads import PayloadError, fields_of
from bot.slack.ui.blocks import notice, quoted

log = structlog.get_logger()

QUOTED = 4_000  # characters of what was typed that are given back
# What Bolt raises over a payload of another shape than Slack's.
UNREADABLE = (AttributeError, IndexError, KeyError, TypeError, ValueError)
JSON: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}


def failed(error: Exception, body: dict[str, Any], context: BoltContext) -> BoltResponse:
    """The answer to Slack, and to the person where there is one to tell."""
    if isinstance(error, BotError):
        return _told(body, context, error)
    reference = token_hex(4)
    if "event" in body and _stays_so(body, error):
        _log_event(body, reference, error)
        return BoltResponse(status=200, body="")
    log.error("listener_failed", reference=reference, kind=_kind(body), exc_info=error)
    if "event" in body:
        return BoltResponse(status=500, body="")  # not acknowledged: Slack brings it again
    if _is_typing(body):
        return BoltResponse(status=200, body="")
    return _apology(body, context, reference)


def _stays_so(body: dict[str, Any], error: Exception) -> bool:
    """Whether the event would fail again: it is malformed, or Slack refuses what it asks for."""
    if not isinstance(body["event"], dict):
        return True
    return isinstance(error, PayloadError | UndeliverableError)


def _is_typing(body: dict[str, Any]) -> bool:
    """Told of each character of a form, who writes it would be stopped at each."""
    pressed = body.get("actions") or ()
    return any(each.get("type") == "plain_text_input" for each in pressed)


def unread(error: Exception) -> BoltResponse:
    """Acknowledged: it would be no better the next time."""
    log.warning("payload_unreadable", reference=token_hex(4), why=type(error).__name__)
    return BoltResponse(status=200, body="")


def _told(body: dict[str, Any], context: BoltContext, error: BotError) -> BoltResponse:
    """The error's sentence, where the person looks: in the form, or privately in the channel."""
    words, command = _words(context), _command(error, context)
    if body.get("type") == "view_submission":
        if not fields_of(body["view"]):
            return _instead_of_form(body, words.error(_harmless(error), command), words)
        return _in_form(body, error.field, words.error(error, command))
    sentence = words.error(_harmless(error), command)
    if "command" in body:
        return _reply(sentence + _given_back(body, context))
    return _respond(context, sentence)


def _command(error: BotError, context: BoltContext) -> str:
    """What the command that the sentence names is called here."""
    call = context.get("call")
    if error.subject is None or not isinstance(call, Call):
        return ""
    return command_name(call.kit.settings, error.subject)


def _harmless(error: BotError) -> BotError:
    """The same, with names and typed words as Slack's text that pings nobody. Forms are plain."""
    values = error.values.items()
    safe = {
        name: defuse(value, lambda id: id) if isinstance(value, str) else value
        for name, value in values
    }
    return type(error)(**safe)


def _apology(body: dict[str, Any], context: BoltContext, reference: str) -> BoltResponse:
    words = _words(context)
    sentence = words.say(
        "Sorry, something went wrong on my side. Whoever runs me finds it under the reference"
        " {reference}.",
        reference=reference,
    )
    if body.get("type") == "view_submission":
        if not fields_of(body["view"]):
            return _instead_of_form(body, sentence, words)
        return _in_form(body, None, sentence)
    if "command" in body:
        return _reply(sentence + _given_back(body, context))
    return _respond(context, sentence)


def _reply(text: str) -> BoltResponse:
    """Seen by who typed the command alone."""
    answer = json.dumps({"response_type": "ephemeral", "text": text})
    return BoltResponse(status=200, body=answer, headers=JSON)


def _respond(context: BoltContext, text: str) -> BoltResponse:
    """Buttons are answered through their response_url; in forms and on the Home tab by a form."""
    call = context.get("call")
    if context.response_url and context.respond:
        context.respond(text=text, response_type="ephemeral", replace_original=False)
    elif isinstance(call, Call) and call.is_from_view:
        _show(call, text)
    return BoltResponse(status=200, body="")


def _show(call: Call, text: str) -> None:
    """Slack lets us for three seconds; after that the press is left without an answer."""
    try:
        say = call.reader.words.gettext
        call.open_view(notice(say("Something is amiss"), text, say("Close")))
    except SendError as error:
        log.warning("notice_unseen", why=type(error).__name__)


def _in_form(body: dict[str, Any], field: str | None, sentence: str) -> BoltResponse:
    """Under the field at fault, or under the first one."""
    inputs = fields_of(body["view"])
    block = field if field in inputs else inputs[0]
    answer = json.dumps({"response_action": "errors", "errors": {block: sentence}})
    return BoltResponse(status=200, body=answer, headers=JSON)


def _instead_of_form(body: dict[str, Any], sentence: str, words: Words) -> BoltResponse:
    """Where the form was: Slack shows errors beside fields alone, and this one has none."""
    view = notice(body["view"]["title"]["text"], sentence, words.gettext("Close"))
    answer = json.dumps({"response_action": "update", "view": view})
    return BoltResponse(status=200, body=answer, headers=JSON)


def _given_back(body: dict[str, Any], context: BoltContext) -> str:
    """What was typed, so that it is not lost with the command. It pings nobody."""
    text, call = body.get("text") or "", context.get("call")
    if not text.strip() or not isinstance(call, Call):
        return ""
    reader = call.reader
    return f"\n{reader.words.gettext('You typed:')}\n{quoted(reader.typed(text, QUOTED))}"


def _words(context: BoltContext) -> Words:
    call = context.get("call")
    if not isinstance(call, Call) or not call.user:
        return words_for("en-US")
    return call.reader.words


def _log_event(body: dict[str, Any], reference: str, error: Exception) -> None:
    """It would fail again: acknowledged, and told apart by its keys, never its text."""
    refused = isinstance(error, UndeliverableError)
    log.warning(
        "event_refused" if refused else "event_malformed",
        reference=reference,
        event_id=body.get("event_id"),
        keys=sorted(body["event"]) if isinstance(body.get("event"), dict) else None,
        why=str(error),
    )


def _kind(body: dict[str, Any]) -> str:
    event = body.get("event")
    if isinstance(event, dict):
        return str(event.get("type"))
    return str(body.get("command") or body.get("type"))
