"""Leaders ask their team something: a question, what others think of ideas, who would test one."""

from collections.abc import Callable

from bot.domain.nudges import Act
from bot.services.nudges import nudge_to_follow
from bot.services.questions import ask_owner, ask_question, ask_team, waiting_ideas
from bot.services.teams import teams_of
from bot.slack.digests import place_of, show_answered, show_done
from bot.slack.listeners import Call, on
from bot.slack.ui.questions import ask_team_form, question_form, waiting_ideas_view


@on.action("nudges.see")
def see_pressed(call: Call) -> None:
    ideas = waiting_ideas(call.store, call.workspace, call.user, call.target, Act.SEE, call.now)
    call.open_view(waiting_ideas_view(ideas, call.reader))


@on.action("nudges.ask_team")
def ask_team_pressed(call: Call) -> None:
    """The form, in the channel of the idea that waited longest; without any there is none."""
    nudge = call.target
    ideas = waiting_ideas(call.store, call.workspace, call.user, nudge, Act.ASK_TEAM, call.now)
    if ideas:
        here = call.if_can_post(ideas[0].channel)
        call.open_view(ask_team_form(ideas, call.reader, nudge, here, place_of(call)))
    else:
        call.open_view(waiting_ideas_view(ideas, call.reader))


@on.view("nudges.ask_team")
def ask_team_form_sent(call: Call) -> None:
    channel = call.channel_to_post_in(call.values["channel"])
    ask_team(call.store, channel, call.user, call.meta["nudge"], call.typed("words"), call.now)
    _show_asked(call, channel.id)


@on.action("nudges.question")
def question_pressed(call: Call) -> None:
    nudge = call.target
    nudge_to_follow(call.store, call.workspace, call.user, nudge, Act.ASK_QUESTION, call.now)
    call.open_view(question_form(call.reader, nudge, channel_of_team(call), place_of(call)))


@on.view("questions.ask")
def question_form_sent(call: Call) -> None:
    channel = send_question(call, ask_question)
    _show_asked(call, channel)


def send_question(call: Call, ask: Callable[..., object]) -> str:
    """Ask what the form holds, by that service; answers in which channel."""
    channel = call.channel_to_post_in(call.values["channel"])
    offered, words = call.values.get("offered") or "", call.typed("words")
    about = call.meta["nudge"]  # the id of a nudge, or of a promise
    ask(call.store, channel, call.user, about, call.now, offered=offered, words=words)
    return channel.id


@on.action("nudges.ask_owner")
def ask_owner_pressed(call: Call) -> None:
    ask_owner(call.store, call.workspace, call.user, call.target, call.now)
    show_done(call, call.target, call.say("Asked, in the idea's thread."))


def _show_asked(call: Call, channel: str) -> None:
    sentence = call.say("Asked, in <#{channel}>.", channel=channel)
    show_answered(call.kit, call.meta["place"], call.meta["nudge"], sentence)


def channel_of_team(call: Call) -> str | None:
    """One that they named, if the bot can speak there."""
    teams = teams_of(call.store, call.workspace, call.user)
    named = sorted({channel for team in teams for channel in team.channels})
    return next((id for id in named if call.if_can_post(id)), None)
