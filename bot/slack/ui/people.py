"""How a leader sets up a team."""

from datetime import time

from bot.domain.outgoing import TeamKept
from bot.domain.people import LeftOut, Team
from bot.i18n import Words
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui.blocks import (
    View,
    channels_input,
    checkboxes,
    choice,
    context,
    field,
    modal,
    people_input,
    section,
    time_input,
)

NUDGES = "nudges"
FIRST_HOUR = time(10, 0)
TUESDAY = 1


def weekday_label(weekday: int, words: Words) -> str:
    """The day's name; 0 is Monday."""
    from babel.dates import get_day_names

    return str(get_day_names("wide", locale=words.locale)[weekday])


def team_form(reader: Reader, team: Team | None) -> View:
    say, words = reader.words.gettext, reader.words
    days = {str(day): weekday_label(day, words) for day in range(5)}
    at = team.at if team else FIRST_HOUR
    wants = [NUDGES] if team is None or team.wants_nudges else []
    blocks = [
        field(
            say("Who is in your team?"),
            people_input(
                "people",
                initial=sorted(team.members) if team else (),
                placeholder=say("Choose people"),
            ),
            block_id="people",
        ),
        field(
            say("Channels the team works in"),
            channels_input(
                "channels",
                initial=sorted(team.channels) if team else (),
                placeholder=say("Choose channels"),
            ),
            block_id="channels",
            optional=True,
            hint=say("Private channels count in your digest only when you name them here."),
        ),
        field(
            say("Day of your digest"),
            choice("weekday", days, initial=str(team.weekday if team else TUESDAY)),
            block_id="weekday",
        ),
        field(
            say("Hour, in your own time zone"),
            time_input("at", f"{at:%H:%M}"),
            block_id="at",
        ),
        field(
            say("Reminders"),
            checkboxes(
                "nudges",
                {NUDGES: say("Suggest one small thing to do each week")},
                initial=wants,
            ),
            block_id="nudges",
            optional=True,
        ),
        context(say("Your digest has one reader: you. No admin and no colleague can see it.")),
    ]
    return modal("people.lead", say("Your team"), blocks, submit=say("Save"), close=say("Cancel"))


@render.register
def team_kept(message: TeamKept, reader: Reader) -> Rendered:
    schedule = schedule_sentence(message.team, reader)
    text = "\n".join([schedule, *left_out_sentences(message.left_out, reader)])
    return Rendered(text=text, blocks=[section(text)])


def left_out_sentences(left_out: LeftOut, reader: Reader) -> list[str]:
    """Who and what of those named is not in the team, and why."""
    say = reader.words.gettext
    people = [
        (say("Not in the team: {people}, since apps cannot be."), left_out.apps),
        (say("Not in the team: {people}, who left this workspace."), left_out.leavers),
        (say("Not in the team: {people}, of another organisation."), left_out.strangers),
    ]
    unseen = say(
        "Not among its channels: {channels}, since I am not in there. Invite me with `/invite`,"
        " then name it again."
    )
    others = say("Not among its channels: {channels}, since you are not in there.")
    channels = [(unseen, left_out.unseen), (others, left_out.others)]
    told = [sentence.format(people=reader.people(ids)) for sentence, ids in people if ids]
    return told + [
        sentence.format(channels=reader.channels(ids)) for sentence, ids in channels if ids
    ]


def schedule_sentence(team: Team, reader: Reader) -> str:
    """When the digest comes, and what comes with it."""
    words = reader.words
    schedule = words.count(
        "Your team has {count} person. Your digest comes each {day} at {hour}, your time;"
        " you alone can see it.",
        "Your team has {count} people. Your digest comes each {day} at {hour}, your time;"
        " you alone can see it.",
        len(team.members),
        day=weekday_label(team.weekday, words),
        hour=f"{team.at:%H:%M}",
    )
    if not team.wants_nudges:
        return schedule
    reminder = words.say(
        "It suggests one small thing to do each week; `{command}` switches that off.",
        command=reader.command("lead"),
    )
    return f"{schedule} {reminder}"
