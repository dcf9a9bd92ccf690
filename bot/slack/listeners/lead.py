"""Leaders set up their teams by command, see their week so far, and are invited to lead."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain import leading_errors as errors
from bot.domain.messages import Kind, mentioned
from bot.domain.mrkdwn import spans_of
from bot.domain.people import NOTHING_LEFT_OUT, LeftOut, Source, Team, left_out_of
from bot.kit.words import later
from bot.services import teams as leading
from bot.services.digests import digest_so_far
from bot.slack.listeners import Call, on
from bot.slack.listeners.promises import open_promises
from bot.slack.listeners.teams import check_may_lead, following, named, open_teams, proposed
from bot.slack.ui.digests import digest
from bot.slack.ui.practices import BACK, MORE, TOPIC, TOPICS, practice_command, practice_list
from bot.slack.ui.teams import called, kept_sentences

PAUSE = re.compile(r"^pause\s+(\d{1,3})\s*([dw])[a-z]*$")
DAYS = {"d": 1, "w": 7}
SHOWN_AT_ONCE = 3  # digests; a response_url takes five answers
MOST_INVITED = 10  # each is asked of Slack while the admin waits


HELP = later(
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
    " these suggestions 15 % are held back by chance, so that it can be told which kinds help."
)


@on.command(
    "lead",
    "Your team and your weekly digest",
    "[@people|now|practice|promise|pause 2w|off]",
    guide=HELP,
)
def lead_command(call: Call) -> dict[str, Any] | str | None:
    name = "".join(call.text.split(maxsplit=1)[1:])  # of a team, after the first word
    match call.text.lower().split():
        case []:
            open_teams(call)
        case ["now", *_]:
            return _show_now(call, name)
        case ["off", *_]:
            return _stop(call, name)
        case ["resume"] | ["pause", "off"]:
            return _resume(call)
        case ["pause", *_]:
            return _pause(call)
        case ["invite", *_]:
            return _invite(call)
        case ["practice", *topic]:
            return practice_command(topic, call.reader).answer
        case ["promise"]:
            open_promises(call)
        case _:
            return _name_team(call)
    return None


def _show_now(call: Call, name: str) -> dict[str, Any] | None:
    """One message a team; of many teams, the list to choose from."""
    teams = list(leading.teams_of(call.store, call.workspace, call.user))
    if name:
        teams = [leading.team_called(call.store, call.workspace, call.user, name)]
    if len(teams) > SHOWN_AT_ONCE:
        open_teams(call)
        return None
    if not teams:
        raise errors.NotYourTeamError
    who = (call.store, call.workspace, call.user, call.now)
    *others, last = (digest(digest_so_far(*who, team.id), call.reader) for team in teams)
    for each in others:
        call.respond(**each.answer, response_type="ephemeral")
    return last.answer


def _stop(call: Call, name: str) -> str:
    if not name:
        several = len(leading.teams_of(call.store, call.workspace, call.user)) > 1
        leading.stop_leading(call.store, call.workspace, call.user)
        if several:
            return call.say("Your teams and their digests are gone.")
        return call.say("Your team and its digest are gone.")
    team = leading.team_called(call.store, call.workspace, call.user, name)
    leading.remove_team(call.store, call.workspace, call.user, team.id)
    return call.say("{team} and its digest are gone.", team=called(team.name, call.reader))


def _name_team(call: Call) -> str:
    """Whoever is typed is the team; the rest stays as it was, or as proposed."""
    check_may_lead(call)
    teams = leading.teams_of(call.store, call.workspace, call.user)
    team, left_out = _typed(call, teams[0] if teams else proposed(call))
    if len(teams) > 1:
        raise errors.SeveralTeamsError
    kept = leading.lead_team(call.store, replace(team, zone=call.reader.zone.key), call.now)
    return "\n".join(kept_sentences(kept, left_out, call.reader))


def _typed(call: Call, team: Team) -> tuple[Team, LeftOut]:
    """One user group is what the team follows; several, or people too, are named one by one."""
    spans = spans_of(call.text)
    people = mentioned(spans)
    groups = list(dict.fromkeys(span.value for span in spans if span.kind is Kind.GROUP))
    if len(groups) == 1 and not people:
        return following(call, team, Source.GROUP, groups[0]), NOTHING_LEFT_OUT
    ids = list(people)
    for group in groups:
        ids += call.kit.directory.group_members(call.workspace, group)
    if not ids:
        raise errors.UnknownTeammateError(name=f"“{call.text}”")
    team, _ = named(call, team, ids)
    # Of a group's people nobody was named by name: who of them is none is not told of.
    return team, left_out_of(call.people(people))


def _invite(call: Call) -> str:
    """Whether somebody takes it up, or leads already, is told to nobody."""
    call.check_member()
    if not call.person.is_admin:
        raise errors.NotAdminError
    named = mentioned(spans_of(call.text))
    if not named:
        raise errors.NobodyToInviteError
    if len(named) > MOST_INVITED:
        raise errors.TooManyInvitedError(count=len(named), most=MOST_INVITED)
    people = call.people(named)
    invited = [each.id for each in people if each.is_member and not each.is_guest]
    for leader in invited:
        leading.invite_leader(call.store, call.workspace, leader, call.user, call.now)
    return "\n".join(_invited_sentences(invited, [id for id in named if id not in invited], call))


def _invited_sentences(invited: list[str], others: list[str], call: Call) -> Iterator[str]:
    if invited:
        yield call.say(
            "I ask {people} whether they would like to set up a team, once a week at most."
            " Whether they do stays between them and me.",
            people=call.reader.people(invited),
        )
    if others:
        yield call.say(
            "Not invited: {people}, since only members who see every public channel can lead a"
            " team here.",
            people=call.reader.people(others),
        )


def _pause(call: Call) -> str:
    found = PAUSE.match(call.text.lower())
    if not found:
        raise errors.UnreadablePauseError(text=call.text.lower())
    length = timedelta(days=int(found[1]) * DAYS[found[2]])
    if not length:
        return _resume(call)
    until = leading.pause_digest(call.store, call.workspace, call.user, length, call.now)
    return call.say("No digest until {day}.", day=call.reader.day(until))


def _resume(call: Call) -> str:
    next_at = leading.resume_digest(call.store, call.workspace, call.user, call.now)
    return call.say("Your digest comes again, next on {day}.", day=call.reader.day(next_at))


@on.action(BACK, MORE)
def page_turned(call: Call) -> None:
    _show(call, call.value["topic"], call.value["page"])


@on.action(TOPIC)
def topic_chosen(call: Call) -> None:
    _show(call, call.chosen)


def _show(call: Call, topic: str | None, page: int = 1) -> None:
    """A topic that is gone since, like none, shows all."""
    tag = topic if topic in TOPICS else None
    call.replace_message(**practice_list(call.reader, tag=tag, page=page).answer)
