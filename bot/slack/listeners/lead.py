"""Leaders set up their team, and see this week's digest so far."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from slack_bolt import App

from bot.config import Settings
from bot.domain.errors import GuestError, UnknownTeammateError, UnreadablePauseError
from bot.domain.messages import Kind, mentioned
from bot.domain.mrkdwn import spans_of
from bot.domain.people import Person, Team, left_out_of
from bot.services.digests import digest_so_far
from bot.services.people import lead_team, pause_digest, resume_digest, stop_leading, team_of
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Command, Needs, command_name
from bot.slack.payloads import form_values
from bot.slack.ui.digests import digest
from bot.slack.ui.people import NUDGES, left_out_sentences, schedule_sentence, team_form

NEEDS = Needs(
    commands=(Command("lead", "Your team and your weekly digest", "[@people|now|pause 2w|off]"),),
    scopes=("commands", "users:read", "usergroups:read", "channels:read", "groups:read"),
)

PAUSE = re.compile(r"^pause\s+(\d{1,3})\s*([dw])[a-z]*$")
DAYS = {"d": 1, "w": 7}


def register(app: App, settings: Settings) -> None:
    app.command(command_name(settings, "lead"))(lead_command)
    app.view("people.lead")(team_form_sent)
    app.action("home.lead")(change_pressed)


def lead_command(ack: Ack, command: dict[str, Any], call: Call) -> None:
    text = command.get("text", "").strip()
    match text.lower().split():
        case []:
            _open_form(call)
            ack()
        case ["help"]:
            ack(_help(call))
        case ["now"]:
            _show_now(ack, call)
        case ["off"]:
            stop_leading(call.store, call.workspace, call.user)
            ack(call.reader.words.gettext("Your team and its digest are gone."))
        case ["resume"] | ["pause", "off"]:
            ack(_resume(call))
        case ["pause", *_]:
            ack(_pause(call, text.lower()))
        case _:
            ack(_name_team(call, text))


def change_pressed(ack: Ack, call: Call) -> None:
    _open_form(call)
    ack()


def team_form_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    values = form_values(view)
    people = _people(call, values["people"])
    channels, unseen, others = _channels(call, values.get("channels") or ())
    team = Team(
        workspace=call.workspace,
        leader=call.user,
        members=_members(people),
        channels=channels,
        weekday=int(values["weekday"]),
        at=time.fromisoformat(values["at"]),
        zone=call.reader.zone.key,
        wants_nudges=NUDGES in (values.get("nudges") or ()),
    )
    left_out = replace(left_out_of(people), unseen=unseen, others=others)
    lead_team(call.store, team, call.now, form=view["id"], left_out=left_out)
    ack()


def _open_form(call: Call) -> None:
    _check_may_lead(call)
    team = team_of(call.store, call.workspace, call.user)
    call.open_view(team_form(call.reader, team))


def _check_may_lead(call: Call) -> None:
    """Raises `GuestError`: a digest speaks of every public channel, and guests see but some."""
    call.check_member()
    if call.is_guest:
        raise GuestError


def _show_now(ack: Ack, call: Call) -> None:
    found = digest_so_far(call.store, call.workspace, call.user, call.now)
    rendered = digest(found, call.reader)
    ack(rendered.text, blocks=rendered.blocks)


def _name_team(call: Call, text: str) -> str:
    """The people and user groups typed are the team; the rest stays as it was, or as proposed."""
    _check_may_lead(call)
    spans = spans_of(text)
    named = _people(call, mentioned(spans))
    ids = [person.id for person in named]
    for span in spans:
        if span.kind is Kind.GROUP:
            ids += call.kit.directory.group_members(call.workspace, span.value)
    if not ids:
        raise UnknownTeammateError(name=f"“{text}”")
    zone = call.reader.zone.key
    known = team_of(call.store, call.workspace, call.user)
    proposed = known or Team(call.workspace, call.user, frozenset(), zone=zone)
    team = replace(proposed, members=_members(_people(call, ids)), zone=zone)
    kept = lead_team(call.store, team, call.now)
    told = left_out_sentences(left_out_of(named), call.reader)
    return "\n".join([schedule_sentence(kept, call.reader), *told])


def _people(call: Call, ids: Sequence[str]) -> list[Person]:
    return [call.kit.directory.person(call.workspace, id) for id in ids]


def _members(people: Sequence[Person]) -> frozenset[str]:
    """Of those named, the members: apps and people who left lead nowhere."""
    return frozenset(person.id for person in people if person.is_member)


def _channels(
    call: Call, ids: Sequence[str]
) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Those that the leader is in; those that Slack does not show us; those of others alone.

    What the leader cannot read, they never see.
    """
    found = {id: call.is_in(id) for id in ids}
    theirs = frozenset(id for id, is_in in found.items() if is_in)
    unseen = tuple(id for id, is_in in found.items() if is_in is None)
    others = tuple(id for id, is_in in found.items() if is_in is False)
    return theirs, unseen, others


def _pause(call: Call, text: str) -> str:
    found = PAUSE.match(text)
    if not found:
        raise UnreadablePauseError(text=text)
    length = timedelta(days=int(found[1]) * DAYS[found[2]])
    if not length:
        return _resume(call)
    until = pause_digest(call.store, call.workspace, call.user, length, call.now)
    reader = call.reader
    return reader.words.say("No digest until {day}.", day=reader.day(until))


def _resume(call: Call) -> str:
    next_at = resume_digest(call.store, call.workspace, call.user, call.now)
    reader = call.reader
    return reader.words.say("Your digest comes again, next on {day}.", day=reader.day(next_at))


def _help(call: Call) -> str:
    return call.reader.words.say(
        "• `{command}` opens the form: who is in your team, day and hour of your digest\n"
        "• `{command} @ana @ben @group` names your team at once\n"
        "• `{command} now` shows this week's digest so far\n"
        "• `{command} pause 2w` pauses it, `{command} pause off` resumes it,"
        " `{command} off` ends it\n"
        "Your digest has one reader: you.",
        command=command_name(call.kit.settings, "lead"),
    )
