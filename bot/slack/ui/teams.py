"""How a leader sets up a team, and finds it again among several."""

import json
from collections.abc import Mapping, Sequence

from bot.domain.people import Source, Team
from bot.domain.teams import MOST_NAMED, MOST_TEAMS, NAME_LIMIT
from bot.kit.mrkdwn import shorten, unescape
from bot.slack.ui import Reader
from bot.slack.ui.blocks import (
    Block,
    Blocks,
    View,
    actions,
    button,
    channel_input,
    channels_input,
    checkboxes,
    choice,
    confirm,
    context,
    divider,
    field,
    menu,
    modal,
    people_input,
    section,
    text_input,
    time_input,
)
from bot.slack.ui.people import schedule_sentence, weekday_label

NUDGES = "nudges"
MOST_OPTIONS = 100  # Slack's own limit
LABEL = 75

Groups = Mapping[str, str]  # user groups' names by id


def team_form(
    reader: Reader, team: Team, *, groups: Groups | None = None, is_only: bool = True
) -> View:
    """`team` is as it is, or as proposed. `groups` are needed to choose one of them.

    What is filled in stays when the form is shown again with another source.
    """
    say = reader.words.gettext
    another: Blocks = []
    if team.id and is_only:
        another = [actions(button(say("Another team"), "teams.another"), block_id="another")]
    blocks = [
        *_who(reader, team, groups or {}, is_only=is_only),
        *_what(reader, team),
        *another,
        context(say("Your digest has one reader: you. No admin and no colleague can see it.")),
    ]
    return modal(
        "people.lead",
        say("Your team"),
        blocks,
        submit=say("Save"),
        close=say("Cancel"),
        private_metadata=json.dumps({"team": team.id}),
    )


def _who(reader: Reader, team: Team, groups: Groups, *, is_only: bool) -> Blocks:
    say = reader.words.gettext
    sources: dict[str, str] = {
        Source.PEOPLE: say("People whom I choose"),
        Source.GROUP: say("A user group"),
        Source.CHANNEL: say("The people of a channel"),
    }
    why_name = None if is_only else say("It tells your teams and their digests apart.")
    return [
        field(
            say("Name"),
            text_input("name", initial=unescape(team.name), most=NAME_LIMIT),
            block_id="name",
            optional=True,
            hint=why_name,
        ),
        field(
            say("Who is in your team?"),
            choice("teams.source", sources, initial=team.source, kind="radio_buttons"),
            block_id="source",
            tells=True,
        ),
        _picker(reader, team, groups),
    ]


def _picker(reader: Reader, team: Team, groups: Groups) -> Block:
    say = reader.words.gettext
    if team.source is Source.PEOPLE:
        people = sorted(team.members)[:MOST_NAMED]
        chosen = people_input("people", initial=people, placeholder=say("Choose people"))
        return field(say("People"), chosen, block_id="people")
    if team.source is Source.CHANNEL:
        channel = channel_input(
            "channel", initial=team.source_id, placeholder=say("Choose a channel")
        )
        hint = say("Who joins it is in your team, and who leaves it is not. I must be in there.")
        return field(say("Channel"), channel, block_id="channel", hint=hint)
    if not groups:
        return section(say("There are no user groups in this workspace."), block_id="group")
    labels = {id: shorten(label, LABEL - 1) for id, label in list(groups.items())[:MOST_OPTIONS]}
    group = menu("group", labels, initial=team.source_id, placeholder=say("Choose a user group"))
    return field(
        say("User group"),
        group,
        block_id="group",
        hint=say("Who joins it is in your team, and who leaves it is not."),
    )


def _what(reader: Reader, team: Team) -> Blocks:
    say, words = reader.words.gettext, reader.words
    days = {str(day): weekday_label(day, words) for day in range(5)}
    return [
        field(
            say("Channels the team works in"),
            channels_input(
                "channels",
                initial=sorted(team.channels),
                placeholder=say("Choose channels"),
            ),
            block_id="channels",
            optional=True,
            hint=say("Private channels count in your digest only when you name them here."),
        ),
        field(
            say("Day of your digest"),
            choice("weekday", days, initial=str(team.weekday)),
            block_id="weekday",
        ),
        field(
            say("Hour, in your own time zone"),
            time_input("at", f"{team.at:%H:%M}"),
            block_id="at",
        ),
        field(
            say("Reminders"),
            checkboxes(
                "nudges",
                {NUDGES: say("Suggest one small thing to do each week")},
                initial=[NUDGES] if team.wants_nudges else [],
            ),
            block_id="nudges",
            optional=True,
        ),
    ]


def teams_view(teams: Sequence[Team], reader: Reader) -> View:
    """All that somebody leads, each with what can be done about it."""
    say, blocks = reader.words.gettext, Blocks()
    for team in teams:
        blocks += [section(schedule_sentence(team, reader)), _buttons(team, reader), divider()]
    if len(teams) < MOST_TEAMS:
        blocks.append(actions(button(say("Another team"), "teams.another"), block_id="another"))
    blocks.append(context(say("Only you can see this.")))
    return modal("teams.list", say("Your teams"), blocks, submit=None, close=say("Close"))


def _buttons(team: Team, reader: Reader) -> Block:
    say, value = reader.words.gettext, str(team.id)
    sure = confirm(
        say("Remove this team?"),
        say("Its digest comes no more. Nobody else is told."),
        say("Remove"),
        say("Keep"),
    )
    return actions(
        button(say("Change"), "teams.change", value),
        button(say("Week so far"), "teams.now", value),
        button(say("Remove"), "teams.remove", value, "danger", sure),
        block_id=f"team:{team.id}",
    )
