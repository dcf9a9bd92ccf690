"""Combining ideas: the form, and the authors' answers."""

import json
from typing import Any

from slack_bolt import App, Respond

from bot.config import Settings
from bot.domain.combining import Consent
from bot.domain.ideas import Idea
from bot.domain.sources import Source
from bot.kit.mrkdwn import escape
from bot.services.combining import answer_request, combine_ideas
from bot.services.ideas import idea_with_id, ideas_to_combine
from bot.slack.home import publish_home
from bot.slack.listeners import Ack, Call, new_idea
from bot.slack.needs import Needs
from bot.slack.payloads import form_values
from bot.slack.ui.combining import OFFERED, combine_form, nothing_to_combine

NEEDS = Needs(scopes=("chat:write",))


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.action("ideas.combine")(combine_pressed)
    app.view("combining.share")(combine_sent)
    app.action(f"combining.{Consent.YES}")(yes_pressed)
    app.action(f"combining.{Consent.NO}")(no_pressed)


def combine_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    call.check_member()
    first = _first(call, int(action["value"]))
    others = ideas_to_combine(call.store, first, OFFERED, only_there=call.is_guest)
    reader = call.reader
    call.open_view(combine_form(first, others, reader) if others else nothing_to_combine(reader))
    ack()


def combine_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    call.check_member()
    values = form_values(view)
    first = _first(call, int(view["private_metadata"]))
    text = escape(values.get("text") or "")
    combined = new_idea(call, first.channel, text, Source.FORM.of(view["id"]))
    combine_ideas(call.store, combined, [first.id, *map(int, values.get("ideas") or ())])
    ack()


def _first(call: Call, id: int) -> Idea:
    """Raises `IdeaGoneError`, also to who left its private channel."""
    first = idea_with_id(call.store, call.workspace, id)
    call.check_not_left(first)
    return first


def yes_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    _answer(Consent.YES, action, respond, call)
    ack()


def no_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    _answer(Consent.NO, action, respond, call)
    ack()


def _answer(consent: Consent, action: dict[str, Any], respond: Respond, call: Call) -> None:
    value = json.loads(action["value"])
    whole = answer_request(
        call.store, call.workspace, value["whole"], value["part"], call.user, consent, call.now
    )
    words = call.reader.words
    sentences = {
        Consent.YES: words.gettext("Yes: your idea is a part of it, and you will be named for it."),
        Consent.NO: words.gettext("Your idea stays out of it. Nobody is told."),
    }
    link = call.reader.linked(words.gettext("The idea"), whole.channel, whole.place)
    if call.is_from_view:
        publish_home(call)  # where the question stood, it stands no more
    else:
        respond(text=f"{sentences[consent]} {link}", replace_original=True)
