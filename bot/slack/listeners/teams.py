"""A leader's teams in forms: one to set up and change, a list of several, an invitation."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from bot.domain import leading_errors as errors
from bot.domain.people import NOTHING_LEFT_OUT, LeftOut, Person, Source, Team, left_out_of
from bot.domain.teams import MOST_MEMBERS
from bot.services.teams import lead_team, remove_team, team_of, teams_of
from bot.slack.client import RefusedError
from bot.slack.directory import ANY_CHANNEL, MOST_READ
from bot.slack.listeners import Call, on
from bot.slack.ui.blocks import View
from bot.slack.ui.teams import NUDGES, Groups, team_form, teams_view


def check_may_lead(call: Call) -> None:
    """Raises `GuestError`: a digest speaks of every public channel, and guests see but some."""
    call.check_member()
    if call.person.is_guest:
        raise errors.GuestError


@on.action("home.lead", "teams.set_up")
def open_teams(call: Call) -> None:
    """The form of the team they lead, or to set up their first; of several, the list."""
    check_may_lead(call)
    teams = teams_of(call.store, call.workspace, call.user)
    if len(teams) > 1:
        call.open_view(teams_view(teams, call.reader))
    else:
        call.open_view(_form(call, teams[0] if teams else proposed(call), is_only=True))


def proposed(call: Call, others: Iterable[Team] = ()) -> Team:
    """A new team as the form proposes it: without nudges for who wants none."""
    wants = all(team.wants_nudges for team in others)
    zone = call.reader.zone.key
    return Team(call.workspace, call.user, frozenset(), zone=zone, wants_nudges=wants)


@on.action("teams.another")
def another_pressed(call: Call) -> None:
    check_may_lead(call)
    teams = teams_of(call.store, call.workspace, call.user)
    call.open_view(_form(call, proposed(call, teams), is_only=not teams))


@on.action("teams.change")
def change_pressed(call: Call) -> None:
    teams = teams_of(call.store, call.workspace, call.user)
    team = team_of(call.store, call.workspace, call.user, call.target)
    call.open_view(_form(call, team, is_only=len(teams) == 1))


@on.action("teams.remove")
def remove_pressed(call: Call) -> None:
    remove_team(call.store, call.workspace, call.user, call.target)
    teams = teams_of(call.store, call.workspace, call.user)
    call.open_view(teams_view(teams, call.reader))


@on.action("teams.source")
def source_chosen(call: Call) -> None:
    """The form again, with what chooses from that source; the rest stays as it was filled in."""
    source, id = Source(call.chosen), call.meta["team"]
    teams = teams_of(call.store, call.workspace, call.user)
    team = next((each for each in teams if each.id == id), proposed(call, teams))
    if team.source is not source:
        team = replace(team, source=source, source_id=None)
    is_only = not [each for each in teams if each.id != id]
    call.change_view(_form(call, replace(team, id=id), is_only=is_only))


def _form(call: Call, team: Team, *, is_only: bool) -> View:
    groups = _groups(call) if team.source is Source.GROUP else None
    return team_form(call.reader, team, groups=groups, is_only=is_only)


def _groups(call: Call) -> Groups:
    """The user groups of the workspace, in the order of their names."""
    found = call.kit.slack.call("usergroups.list").get("usergroups") or ()
    named = {each["id"]: f"{each['name']} (@{each['handle']})" for each in found}
    return dict(sorted(named.items(), key=lambda each: each[1].casefold()))


# What a form or a command names


def named(call: Call, team: Team, ids: Sequence[str]) -> tuple[Team, LeftOut]:
    """The team with these people; apps and who left are told of."""
    people = call.people(ids)
    team = replace(team, members=_members(people), source=Source.PEOPLE, source_id=None)
    return team, left_out_of(people)


def following(call: Call, team: Team, source: Source, id: str) -> Team:
    """The team with those who are in a user group or a channel now, but for the leader.

    Raises `SourceUnseenError`, `SourceNotYoursError`, `NobodyInSourceError`, `TeamTooLargeError`.
    """
    ids = call.kit.directory.ids_in(call.workspace, source, id)
    if ids is None and source is Source.CHANNEL:
        raise errors.SourceUnseenError
    if ids is None:
        raise errors.SourceMissingError
    if len(ids) > MOST_READ:
        raise errors.TeamTooLargeError(most=MOST_MEMBERS)
    if source is Source.CHANNEL and call.user not in ids:
        raise errors.SourceNotYoursError
    members = _members(call.people(ids)) - {call.user}
    if not members:
        raise errors.NobodyInSourceError
    return replace(team, members=members, source=source, source_id=id)


def _members(people: Iterable[Person]) -> frozenset[str]:
    """Of those named, the members: apps and people who left lead nowhere."""
    return frozenset(person.id for person in people if person.is_member)


@on.view("people.lead")
def team_form_sent(call: Call) -> None:
    check_may_lead(call)
    values = call.values
    team = Team(
        workspace=call.workspace,
        leader=call.user,
        members=frozenset(),
        weekday=int(values["weekday"]),
        at=time.fromisoformat(values["at"]),
        zone=call.reader.zone.key,
        wants_nudges=NUDGES in (values.get("nudges") or ()),
        id=call.meta["team"],
        name=call.typed("name"),
    )
    team, left_out = _with_people(call, team, values)
    team, left_out = _with_channels(call, team, left_out, values.get("channels") or ())
    lead_team(call.store, team, call.now, form=call.view["id"], left_out=left_out)


def _with_people(call: Call, team: Team, values: dict[str, Any]) -> tuple[Team, LeftOut]:
    source = Source(values["teams.source"])
    if source is Source.PEOPLE and "people" in values:
        return named(call, team, values["people"])
    if source is Source.PEOPLE or not (id := values.get(source.value)):
        raise errors.SourceMissingError  # nothing was chosen, or the form had not changed yet
    return following(call, team, source, id), NOTHING_LEFT_OUT


def _with_channels(
    call: Call, team: Team, left_out: LeftOut, ids: Sequence[str]
) -> tuple[Team, LeftOut]:
    """Those that the leader is in. What they cannot read, they never see.

    Left out are those that Slack does not show us, and those of others alone.
    """
    theirs = frozenset(ids).intersection(_channels_of(call) if ids else ())
    rest = {id: _is_shown(call, id) for id in ids if id not in theirs}
    unseen = tuple(id for id, is_shown in rest.items() if not is_shown)
    others = tuple(id for id, is_shown in rest.items() if is_shown)
    return replace(team, channels=theirs), replace(left_out, unseen=unseen, others=others)


def _channels_of(call: Call) -> frozenset[str]:
    """The channels that the leader is in: fewer to read than who is in a large channel."""
    pages = call.kit.slack.pages(
        "users.conversations", "channels", types=ANY_CHANNEL, user=call.user
    )
    return frozenset(channel["id"] for page in pages for channel in page)


def _is_shown(call: Call, channel: str) -> bool:
    try:
        call.kit.slack.call("conversations.info", channel=channel)
    except RefusedError:
        return False
    return True
