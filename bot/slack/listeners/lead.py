"""Leaders set up their teams by command, see their week so far, and are invited to lead."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from slack_bolt import App, Respond

from bot.config import Settings
from bot.domain.leading_errors import (
    NobodyToInviteError,
    NotAdminError,
    NotYourTeamError,
    SeveralTeamsError,
    TooManyInvitedError,
    UnknownTeammateError,
    UnreadablePauseError,
)
from bot.domain.messages import Kind, mentioned
from bot.domain.mrkdwn import spans_of
from bot.domain.people import Person, Source, Team, left_out_of
from bot.services.digests import digest_so_far
from bot.services.teams import (
    invite_leader,
    lead_team,
    pause_digest,
    remove_team,
    resume_digest,
    stop_leading,
    team_called,
    teams_of,
)
from bot.slack.listeners import Ack, Call
from bot.slack.listeners.promises import open_promises
from bot.slack.listeners.teams import (
    Named,
    check_may_lead,
    open_teams,
    people_named,
    people_of,
    proposed,
)
from bot.slack.needs import Command, Needs, command_name
from bot.slack.ui import Rendered
from bot.slack.ui.digests import digest
from bot.slack.ui.people import called, kept_sentences
from bot.slack.ui.practices import practice_command

NEEDS = Needs(
    commands=(
        Command(
            "lead",
            "Your team and your weekly digest",
            "[@people|now|practice|promise|pause 2w|off]",
        ),
    ),
    scopes=("commands",),
)

PAUSE = re.compile(r"^pause\s+(\d{1,3})\s*([dw])[a-z]*$")
DAYS = {"d": 1, "w": 7}
SHOWN_AT_ONCE = 3  # digests; a response_url takes five answers
MOST_INVITED = 10  # each is asked of Slack while the admin waits


def register(app: App, settings: Settings) -> None:
    app.command(command_name(settings, "lead"))(lead_command)


def lead_command(ack: Ack, respond: Respond, command: dict[str, Any], call: Call) -> None:
    text = command.get("text", "").strip()
    match text.lower().split():
        case []:
            open_teams(call)
            ack()
        case ["help"]:
            ack(_help(call))
        case ["now", *_]:
            _show_now(ack, respond, call, _after_first_word(text))
        case ["off", *_]:
            ack(_stop(call, _after_first_word(text)))
        case ["resume"] | ["pause", "off"]:
            ack(_resume(call))
        case ["pause", *_]:
            ack(_pause(call, text.lower()))
        case ["invite", *_]:
            ack(_invite(call, text))
        case ["practice", *topic]:
            shown = practice_command(topic, call.reader)
            ack(shown.text, blocks=shown.blocks)
        case ["promise"]:
            open_promises(call)
            ack()
        case _:
            ack(_name_team(call, text))


def _after_first_word(text: str) -> str:
    return "".join(text.split(maxsplit=1)[1:])


def _show_now(ack: Ack, respond: Respond, call: Call, name: str) -> None:
    """One message a team; of many teams, the list to choose from."""
    teams = list(teams_of(call.store, call.workspace, call.user))
    if name:
        teams = [team_called(call.store, call.workspace, call.user, name)]
    if len(teams) > SHOWN_AT_ONCE:
        open_teams(call)
        ack()
        return
    shown = [_so_far(call, team) for team in teams]
    if not shown:
        raise NotYourTeamError
    for each in shown[:-1]:
        respond(text=each.text, blocks=each.blocks, response_type="ephemeral")
    ack(shown[-1].text, blocks=shown[-1].blocks)


def _so_far(call: Call, team: Team) -> Rendered:
    found = digest_so_far(call.store, call.workspace, call.user, call.now, team.id)
    return digest(found, call.reader)


def _stop(call: Call, name: str) -> str:
    words = call.reader.words
    if not name:
        several = len(teams_of(call.store, call.workspace, call.user)) > 1
        stop_leading(call.store, call.workspace, call.user)
        if several:
            return words.gettext("Your teams and their digests are gone.")
        return words.gettext("Your team and its digest are gone.")
    team = team_called(call.store, call.workspace, call.user, name)
    remove_team(call.store, call.workspace, call.user, team.id)
    return words.say("{team} and its digest are gone.", team=called(team.name, call.reader))


def _name_team(call: Call, text: str) -> str:
    """Whoever is typed is the team; the rest stays as it was, or as proposed."""
    check_may_lead(call)
    named = _typed(call, text)
    zone = call.reader.zone.key
    teams = teams_of(call.store, call.workspace, call.user)
    if len(teams) > 1:
        raise SeveralTeamsError
    team = replace(
        teams[0] if teams else proposed(call),
        members=named.members,
        source=named.source,
        source_id=named.source_id,
        zone=zone,
    )
    kept = lead_team(call.store, team, call.now)
    return "\n".join(kept_sentences(kept, named.left_out, call.reader))


def _typed(call: Call, text: str) -> Named:
    """One user group is what the team follows; several, or people too, are named one by one."""
    spans = spans_of(text)
    people = mentioned(spans)
    groups = list(dict.fromkeys(span.value for span in spans if span.kind is Kind.GROUP))
    if len(groups) == 1 and not people:
        return people_of(call, Source.GROUP, groups[0])
    ids = list(people)
    for group in groups:
        ids += call.kit.directory.group_members(call.workspace, group)
    if not ids:
        raise UnknownTeammateError(name=f"“{text}”")
    named = people_named(call, ids)
    # Of a group's people nobody was named by name: who of them is none is not told of.
    told = left_out_of(call.kit.directory.people(call.workspace, people))
    return replace(named, left_out=told)


def _invite(call: Call, text: str) -> str:
    """Whether somebody takes it up, or leads already, is told to nobody."""
    call.check_member()
    if not call.person.is_admin:
        raise NotAdminError
    named = mentioned(spans_of(text))
    if not named:
        raise NobodyToInviteError
    if len(named) > MOST_INVITED:
        raise TooManyInvitedError(count=len(named), most=MOST_INVITED)
    people = call.kit.directory.people(call.workspace, named)
    invited = [person.id for person in people if _may_lead(person)]
    for leader in invited:
        invite_leader(call.store, call.workspace, leader, call.user, call.now)
    return "\n".join(_invited_sentences(invited, [id for id in named if id not in invited], call))


def _may_lead(person: Person) -> bool:
    return person.is_member and not person.is_guest


def _invited_sentences(invited: list[str], others: list[str], call: Call) -> list[str]:
    reader, told = call.reader, []
    if invited:
        told.append(
            reader.words.say(
                "I ask {people} whether they would like to set up a team, once a week at most."
                " Whether they do stays between them and me.",
                people=reader.people(invited),
            )
        )
    if others:
        told.append(
            reader.words.say(
                "Not invited: {people}, since only members who see every public channel can lead a"
                " team here.",
                people=reader.people(others),
            )
        )
    return told


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
        "• `{command}` opens the form: who is in your team, day and hour of your digest; with"
        " several teams, the list of them\n"
        "• `{command} @ana @ben` names your team at once; `{command} @group` has it follow a user"
        " group\n"
        "• `{command} now` shows this week's digest so far\n"
        "• `{command} pause 2w` pauses it, `{command} pause off` resumes it,"
        " `{command} off` ends it; `{command} off name` ends one of several\n"
        "• `{command} practice` shows what is known about leading, by topic\n"
        "• `{command} promise` is for one thing that you want to do, and a day for it\n"
        "• `{command} invite @ana`, for admins, asks somebody whether they would like to lead\n"
        "Your digest has one reader: you. It suggests one small thing to do a week at most. Of"
        " these suggestions 15 % are held back by chance, so that it can be told which kinds help.",
        command=command_name(call.kit.settings, "lead"),
    )
