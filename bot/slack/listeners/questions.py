"""Leaders ask their team something: a question, what others think of ideas, who would test one."""

import json
from typing import Any

from slack_bolt import App, Respond

from bot.config import Settings
from bot.domain.nudges import Act
from bot.kit.mrkdwn import escape
from bot.services.nudges import nudge_to_follow
from bot.services.questions import ask_owner, ask_question, ask_team, waiting_ideas
from bot.services.teams import teams_of
from bot.slack.digests import place_of, show_answered, show_done
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Needs
from bot.slack.payloads import form_values
from bot.slack.ui.questions import ask_team_form, question_form, waiting_ideas_view

NEEDS = Needs(scopes=("chat:write",))


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.action("nudges.see")(see_pressed)
    app.action("nudges.ask_team")(ask_team_pressed)
    app.view("nudges.ask_team")(ask_team_form_sent)
    app.action("nudges.question")(question_pressed)
    app.view("questions.ask")(question_form_sent)
    app.action("nudges.ask_owner")(ask_owner_pressed)


def see_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    nudge = int(action["value"])
    ideas = waiting_ideas(call.store, call.workspace, call.user, nudge, Act.SEE, call.now)
    call.open_view(waiting_ideas_view(ideas, call.reader))
    ack()


def ask_team_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    """The form, in the channel of the idea that waited longest; without any there is none."""
    nudge = int(action["value"])
    ideas = waiting_ideas(call.store, call.workspace, call.user, nudge, Act.ASK_TEAM, call.now)
    if ideas:
        here = _if_open(call, ideas[0].channel)
        view = ask_team_form(ideas, call.reader, nudge, here, place_of(call))
    else:
        view = waiting_ideas_view(ideas, call.reader)
    call.open_view(view)
    ack()


def ask_team_form_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    values, meta = form_values(view), json.loads(view["private_metadata"])
    channel = call.channel_to_post_in(values["channel"])
    words = escape(values.get("words") or "")
    ask_team(call.store, channel, call.user, meta["nudge"], words, call.now)
    _asked(call, meta, channel.id)
    ack()


def question_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    nudge = int(action["value"])
    nudge_to_follow(call.store, call.workspace, call.user, nudge, Act.ASK_QUESTION, call.now)
    view = question_form(call.reader, nudge, channel_of_team(call), place_of(call))
    call.open_view(view)
    ack()


def question_form_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    values, meta = form_values(view), json.loads(view["private_metadata"])
    channel = call.channel_to_post_in(values["channel"])
    ask_question(
        call.store,
        channel,
        call.user,
        meta["nudge"],
        call.now,
        offered=values.get("offered") or "",
        words=escape(values.get("words") or ""),
    )
    _asked(call, meta, channel.id)
    ack()


def ask_owner_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    nudge = int(action["value"])
    ask_owner(call.store, call.workspace, call.user, nudge, call.now)
    show_done(call, respond, nudge, call.reader.words.gettext("Asked, in the idea's thread."))
    ack()


def _asked(call: Call, meta: dict[str, Any], channel: str) -> None:
    sentence = call.reader.words.say("Asked, in <#{channel}>.", channel=channel)
    show_answered(call.kit, meta.get("place"), meta["nudge"], sentence)


def channel_of_team(call: Call) -> str | None:
    """One that they named, if the bot can speak there."""
    teams = teams_of(call.store, call.workspace, call.user)
    named = sorted({channel for team in teams for channel in team.channels})
    return next((id for id in named if _if_open(call, id)), None)


def _if_open(call: Call, channel: str) -> str | None:
    return channel if call.channel(channel).can_post else None
