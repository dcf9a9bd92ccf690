"""The buttons of a digest and of the nudge under it."""

import json
from typing import Any

from slack_bolt import App, Respond

from bot.config import Settings
from bot.domain.nudges import Answer
from bot.services.ideas import idea_seen_by_leader
from bot.services.nudges import answer_nudge, nudge_shown_to
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Needs
from bot.slack.ui.kudos import kudos_form
from bot.slack.ui.nudges import answer_sentence, why_sentence, without_nudge

NEEDS = Needs(scopes=("chat:write",))


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.action("digests.thank")(thank_pressed)
    app.action("nudges.thank")(thank_pressed)
    app.action("nudges.in_person")(in_person_pressed)
    app.action("nudges.not_now")(not_now_pressed)
    app.action("nudges.fewer")(fewer_pressed)
    app.action("nudges.mine")(mine_pressed)
    app.action("nudges.stop")(stop_pressed)
    app.action("nudges.why")(why_pressed)


def thank_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    """The form to thank that person, in the channel of their idea, with a link to it."""
    value = json.loads(action["value"])
    idea = idea_seen_by_leader(call.store, call.workspace, value["idea"], call.user)
    channel = link = None
    if idea:
        found = call.channel(idea.channel)
        channel = found.id if found.can_post else None
        link = call.kit.identity.permalink(idea.channel, idea.place) if idea.place else None
    call.open_view(
        kudos_form(
            call.reader,
            channel=channel,
            people=(value["person"],),
            link=link or "",
            digest=_digest(call),
        )
    )
    ack()


def _digest(call: Call) -> tuple[str, str] | None:
    """Where it stands; what only one person sees for a while cannot be changed later."""
    container = call.body.get("container") or {}
    if container.get("is_ephemeral") or not container.get("message_ts"):
        return None
    return container["channel_id"], container["message_ts"]


def in_person_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    _answer(Answer.IN_PERSON, action, respond, call)
    ack()


def not_now_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    _answer(Answer.NOT_NOW, action, respond, call)
    ack()


def fewer_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    _answer(Answer.FEWER, action, respond, call)
    ack()


def mine_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    _answer(Answer.MINE, action, respond, call)
    ack()


def stop_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    _answer(Answer.STOP, action, respond, call)
    ack()


def why_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    shown = nudge_shown_to(call.store, call.workspace, call.user, int(action["value"]))
    sentence = why_sentence(shown, call.reader)
    respond(text=sentence, response_type="ephemeral", replace_original=False)
    ack()


def _answer(answer: Answer, action: dict[str, Any], respond: Respond, call: Call) -> None:
    answer_nudge(
        call.store,
        call.workspace,
        call.user,
        int(action["value"]),
        answer,
        call.now,
    )
    reader = call.reader
    sentence = answer_sentence(answer, reader.words).format(command=reader.command("lead"))
    message = call.body.get("message") or {}
    blocks = message.get("blocks") or []
    changed = without_nudge(blocks, int(action["value"]), sentence)
    if changed != blocks:
        respond(text=message["text"], blocks=changed, replace_original=True)
    else:
        respond(text=sentence, response_type="ephemeral", replace_original=False)
