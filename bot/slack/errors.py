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
from bot.slack.payloads import PayloadError, fields_of
from bot.slack.ui.blocks import notice, quoted

log = structlog.get_logger()

QUOTED = 4_000  # characters of what was typed that are given back
# What Bolt raises over a payload of another shape than Slack's.
UNREADABLE = (AttributeError, IndexError, KeyError, TypeError, ValueError)
JSON: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}


def failed(error: Exception, body: dict[str, Any], context: BoltContext) -> BoltResponse:
    """The answer to Slack, and to the person where there is one to tell."""
    call: Call | None = context.get("call")  # none for what failed before it was made
    words = call.reader.words if call and call.user else words_for("en-US")
    if isinstance(error, BotError):
        command = call.kit.settings.command(error.subject) if call and error.subject else ""
        plain, sentence = words.error(error, command), words.error(_harmless(error), command)
        return _tell(body, context, words, sentence, plain, error.field)
    reference = token_hex(4)
    if "event" in body:
        return _event_failed(error, body, reference)
    kind = str(body.get("command") or body.get("type"))
    log.error("listener_failed", reference=reference, kind=kind, exc_info=error)
    if _is_typing(body):
        return BoltResponse(status=200, body="")
    sentence = words.say(
        "Sorry, something went wrong on my side. Whoever runs me finds it under the reference"
        " {reference}.",
        reference=reference,
    )
    return _tell(body, context, words, sentence, sentence, None)


def _event_failed(error: Exception, body: dict[str, Any], reference: str) -> BoltResponse:
    """Acknowledge an event that would fail again: malformed, or refused by Slack when answered.

    Its keys are logged, never its text. Slack delivers all other failed events again.
    """
    event, is_refused = body["event"], isinstance(error, UndeliverableError)
    if isinstance(event, dict) and not is_refused and not isinstance(error, PayloadError):
        kind = str(event.get("type"))
        log.error("listener_failed", reference=reference, kind=kind, exc_info=error)
        return BoltResponse(status=500, body="")
    log.warning(
        "event_refused" if is_refused else "event_malformed",
        reference=reference,
        event_id=body.get("event_id"),
        keys=sorted(event) if isinstance(event, dict) else None,
        why=str(error),
    )
    return BoltResponse(status=200, body="")


def _is_typing(body: dict[str, Any]) -> bool:
    """Told of each character of a form, who writes it would be stopped at each."""
    pressed = body.get("actions") or ()
    return any(each.get("type") == "plain_text_input" for each in pressed)


def unread(error: Exception) -> BoltResponse:
    """Acknowledged: it would be no better the next time."""
    log.warning("payload_unreadable", reference=token_hex(4), why=type(error).__name__)
    return BoltResponse(status=200, body="")


def _harmless(error: BotError) -> BotError:
    """The same, with names and typed words as Slack's text that pings nobody. Forms are plain."""
    safe = {
        name: defuse(value, lambda id: id) if isinstance(value, str) else value
        for name, value in error.values.items()
    }
    return type(error)(**safe)


def _tell(
    body: dict[str, Any],
    context: BoltContext,
    words: Words,
    sentence: str,
    plain: str,
    field: str | None,
) -> BoltResponse:
    """Where the person looks: in the form, or privately in the channel.

    In a form under the field at fault, or under the first one; one without any gives way to a
    notice, since Slack shows errors beside fields alone.
    """
    if body.get("type") == "view_submission":
        if not (inputs := fields_of(body["view"])):
            view = notice(body["view"]["title"]["text"], sentence, words)
            return _answer(response_action="update", view=view)
        block = field if field in inputs else inputs[0]
        return _answer(response_action="errors", errors={block: plain})
    call: Call | None = context.get("call")
    if "command" in body:
        return _answer(response_type="ephemeral", text=sentence + _given_back(body, call))
    if context.response_url and context.respond:
        context.respond(text=sentence, response_type="ephemeral", replace_original=False)
    elif call and call.is_from_view:
        _show(call, sentence)
    return BoltResponse(status=200, body="")


def _answer(**fields: Any) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(fields), headers=JSON)


def _show(call: Call, text: str) -> None:
    """On top of a form or the Home tab, which have no message to answer.

    Slack lets us for three seconds; after that the press is left without an answer.
    """
    try:
        call.show_notice(call.say("Something is amiss"), text)
    except SendError as error:
        log.warning("notice_unseen", why=type(error).__name__)


def _given_back(body: dict[str, Any], call: Call | None) -> str:
    """What was typed, so that it is not lost with the command. It pings nobody."""
    text = body.get("text") or ""
    if not text.strip() or call is None:
        return ""
    return f"\n{call.say('You typed:')}\n{quoted(call.reader.typed(text, QUOTED))}"
