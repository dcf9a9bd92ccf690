"""What a leader is told of their teams: who is in them, when digests come, what has changed."""

from bot.domain.outgoing import LeadInvited, SourceLost, TeamKept
from bot.domain.people import LeftOut, Source, Team
from bot.domain.teams import MOST_MEMBERS, Lost
from bot.i18n import Words
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui import blocks as bk


def weekday_label(weekday: int, words: Words) -> str:
    """The day's name; 0 is Monday."""
    from babel.dates import get_day_names

    return str(get_day_names("wide", locale=words.locale)[weekday])


def called(name: str, reader: Reader) -> str:
    """A team's name, which may be written from right to left amid what is not."""
    return f"\u2068{reader.typed(name)}\u2069"


@render.register
def team_kept(message: TeamKept, reader: Reader) -> Rendered:
    text = "\n".join(kept_sentences(message.team, message.left_out, reader))
    return Rendered.of(text)


@render.register
def lead_invited(message: LeadInvited, reader: Reader) -> Rendered:
    say = reader.say
    text = reader.say(
        "{person} thinks that you might like to lead with my help: once a week I tell you, and"
        " nobody else, what your team made, whom you credited and whom not yet.",
        person=reader.mention(message.by),
    )
    note = say("Nothing begins unless you set up a team, and nobody is told whether you do.")
    blocks = [
        bk.section(text),
        bk.actions(bk.button(say("Set up my team"), "teams.set_up", style="primary")),
        bk.context(note),
    ]
    return Rendered(text=text, blocks=blocks)


@render.register
def source_lost(message: SourceLost, reader: Reader) -> Rendered:
    told = [
        _lost_sentence(message, reader),
        reader.say(
            "It keeps the people that it had. `{command}` changes it.",
            command=reader.command("lead"),
        ),
    ]
    text = " ".join(told)
    return Rendered.of(text)


def _lost_sentence(message: SourceLost, reader: Reader) -> str:
    words = reader.words
    named = called(message.name, reader) if message.name else words.say("your team")
    team, place = {"team": named}, f"<#{message.source_id}>"
    if message.why is Lost.LARGE:
        most = words.number(MOST_MEMBERS)
        return words.say(
            "I no longer follow who joins and leaves {team}: more than {most} people are too many"
            " for one.",
            **team,
            most=most,
        )
    if message.source is Source.GROUP:
        return words.say("The user group that {team} followed is gone.", **team)
    if message.why is Lost.LEFT:
        return words.say(
            "You left {place}, which {team} followed: I no longer tell you who is in there.",
            **team,
            place=place,
        )
    return words.say(
        "{place}, which {team} followed, is archived, or I am no longer in there.",
        **team,
        place=place,
    )


def kept_sentences(team: Team, left_out: LeftOut, reader: Reader) -> list[str]:
    """What a leader reads once a team is as they wanted it."""
    told = [schedule_sentence(team, reader)]
    if team.is_small:
        told.append(
            reader.say(
                "With fewer than three people it has no figures: they would be about somebody."
            )
        )
    return [*told, *left_out_sentences(left_out, reader)]


def left_out_sentences(left_out: LeftOut, reader: Reader) -> list[str]:
    """Who and what of those named is not in the team, and why."""
    say = reader.say
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
    """Whom it has, when the digest comes, and what comes with it."""
    words = reader.words
    told = [_schedule(team, reader)]
    if team.source is Source.GROUP:
        told.append(words.say("Whoever joins or leaves its user group joins or leaves it."))
    if team.source is Source.CHANNEL:
        sentence = words.say("Whoever joins or leaves {place} joins or leaves it.")
        told.append(sentence.format(place=f"<#{team.source_id}>"))
    if team.wants_nudges:
        told.append(
            words.say(
                "It suggests one small thing to do each week; `{command}` switches that off.",
                command=reader.command("lead"),
            )
        )
    return " ".join(told)


def _schedule(team: Team, reader: Reader) -> str:
    words, count = reader.words, len(team.members)
    when = {"day": weekday_label(team.weekday, words), "hour": f"{team.at:%H:%M}"}
    if team.name:
        return words.count(
            "*{team}* has {count} person. Its digest comes each {day} at {hour}, your time; you"
            " alone can see it.",
            "*{team}* has {count} people. Its digest comes each {day} at {hour}, your time; you"
            " alone can see it.",
            count,
            team=called(team.name, reader),
            **when,
        )
    return words.count(
        "Your team has {count} person. Your digest comes each {day} at {hour}, your time;"
        " you alone can see it.",
        "Your team has {count} people. Your digest comes each {day} at {hour}, your time;"
        " you alone can see it.",
        count,
        **when,
    )
