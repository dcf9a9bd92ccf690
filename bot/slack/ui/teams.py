"""How a leader sets up a team, and finds it again among several."""

from collections.abc import Mapping, Sequence

from bot.domain.people import Source, Team
from bot.domain.teams import MOST_NAMED, MOST_TEAMS, NAME_LIMIT
from bot.kit.mrkdwn import shorten, unescape
from bot.slack.ui import Reader
from bot.slack.ui import blocks as bk
from bot.slack.ui.people import schedule_sentence, weekday_label

NUDGES = "nudges"
MOST_OPTIONS = 100  # Slack's own limit
LABEL = 75

Groups = Mapping[str, str]  # user groups' names by id


def team_form(
    reader: Reader, team: Team, *, groups: Groups | None = None, is_only: bool = True
) -> bk.View:
    """`team` is as it is, or as proposed. `groups` are needed to choose one of them.

    What is filled in stays when the form is shown again with another source.
    """
    say = reader.say
    note = say("Your digest has one reader: you. No admin and no colleague can see it.")
    blocks = [
        *_who(reader, team, groups or {}, is_only=is_only),
        *_what(reader, team),
        *([_another(reader)] if team.id and is_only else ()),
        bk.context(note),
    ]
    return bk.modal(
        "people.lead",
        say("Your team"),
        blocks,
        reader.words,
        submit=say("Save"),
        meta={"team": team.id},
    )


def _who(reader: Reader, team: Team, groups: Groups, *, is_only: bool) -> bk.Blocks:
    say = reader.say
    sources: dict[str, str] = {
        Source.PEOPLE: say("People whom I choose"),
        Source.GROUP: say("A user group"),
        Source.CHANNEL: say("The people of a channel"),
    }
    why_name = None if is_only else say("It tells your teams and their digests apart.")
    return [
        bk.field(
            say("Name"),
            bk.text_input("name", NAME_LIMIT, initial=unescape(team.name), multiline=False),
            optional=True,
            hint=why_name,
        ),
        bk.field(
            say("Who is in your team?"),
            bk.select("teams.source", sources, initial=team.source, kind="radio_buttons"),
            block_id="source",
            tells=True,
        ),
        _picker(reader, team, groups),
    ]


def _picker(reader: Reader, team: Team, groups: Groups) -> bk.Block:
    say = reader.say
    if team.source is Source.PEOPLE:
        people = sorted(team.members)[:MOST_NAMED]
        chosen = bk.people_input("people", initial=people, placeholder=say("Choose people"))
        return bk.field(say("People"), chosen)
    if team.source is Source.CHANNEL:
        channel = bk.channel_input(
            "channel", initial=team.source_id, placeholder=say("Choose a channel")
        )
        hint = say("Who joins it is in your team, and who leaves it is not. I must be in there.")
        return bk.field(say("Channel"), channel, hint=hint)
    if not groups:
        return bk.section(say("There are no user groups in this workspace."), block_id="group")
    labels = {id: shorten(label, LABEL - 1) for id, label in list(groups.items())[:MOST_OPTIONS]}
    group = bk.select(
        "group", labels, initial=team.source_id, placeholder=say("Choose a user group")
    )
    return bk.field(
        say("User group"),
        group,
        hint=say("Who joins it is in your team, and who leaves it is not."),
    )


def _what(reader: Reader, team: Team) -> bk.Blocks:
    say, words = reader.say, reader.words
    days = {str(day): weekday_label(day, words) for day in range(5)}
    return [
        bk.field(
            say("Channels the team works in"),
            bk.channels_input(
                "channels", initial=sorted(team.channels), placeholder=say("Choose channels")
            ),
            optional=True,
            hint=say("Private channels count in your digest only when you name them here."),
        ),
        bk.field(say("Day of your digest"), bk.select("weekday", days, initial=str(team.weekday))),
        bk.field(say("Hour, in your own time zone"), bk.time_input("at", f"{team.at:%H:%M}")),
        bk.field(
            say("Reminders"),
            bk.checkboxes(
                "nudges",
                {NUDGES: say("Suggest one small thing to do each week")},
                initial=[NUDGES] if team.wants_nudges else [],
            ),
            optional=True,
        ),
    ]


def teams_view(teams: Sequence[Team], reader: Reader) -> bk.View:
    """All that somebody leads, each with what can be done about it."""
    say, blocks = reader.say, bk.Blocks()
    for team in teams:
        told = bk.section(schedule_sentence(team, reader))
        blocks += [told, _buttons(team, reader), bk.divider()]
    if len(teams) < MOST_TEAMS:
        blocks.append(_another(reader))
    blocks.append(bk.context(say("Only you can see this.")))
    return bk.modal("teams.list", say("Your teams"), blocks, reader.words)


def _another(reader: Reader) -> bk.Block:
    another = bk.button(reader.say("Another team"), "teams.another")
    return bk.actions(another, block_id="another")


def _buttons(team: Team, reader: Reader) -> bk.Block:
    say = reader.say
    sure = bk.confirm(
        say("Remove this team?"),
        say("Its digest comes no more. Nobody else is told."),
        say("Remove"),
        say("Keep"),
    )
    return bk.actions(
        bk.button(say("Change"), "teams.change", team.id),
        bk.button(say("Week so far"), "teams.now", team.id),
        bk.button(say("Remove"), "teams.remove", team.id, "danger", sure),
        block_id=f"team:{team.id}",
    )
