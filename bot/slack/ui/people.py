"""What a leader is told of their teams: who is in them, when digests come, what has changed."""

from collections.abc import Iterator

from bot.domain.outgoing import LeadInvited, SourceLost, TeamKept
from bot.domain.people import LeftOut, Source, Team
from bot.domain.teams import MOST_MEMBERS, Lost
from bot.i18n import Words
from bot.kit.words import later
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
    kept = reader.say(
        "It keeps the people that it had. `{command}` changes it.", command=reader.command("lead")
    )
    return Rendered.of(f"{_lost_sentence(message, reader)} {kept}")


def _lost_sentence(message: SourceLost, reader: Reader) -> str:
    team = called(message.name, reader) if message.name else reader.say("your team")
    most = reader.words.number(MOST_MEMBERS)
    if message.why is Lost.LARGE:
        sentence = later(
            "I no longer follow who joins and leaves {team}: more than {most} people are too many"
            " for one."
        )
    elif message.source is Source.GROUP:
        sentence = later("The user group that {team} followed is gone.")
    elif message.why is Lost.LEFT:
        sentence = later(
            "You left {place}, which {team} followed: I no longer tell you who is in there."
        )
    else:
        sentence = later("{place}, which {team} followed, is archived, or I am no longer in there.")
    return reader.say(sentence, team=team, most=most, place=f"<#{message.source_id}>")


def kept_sentences(team: Team, left_out: LeftOut, reader: Reader) -> Iterator[str]:
    """What a leader reads once a team is as they wanted it."""
    yield schedule_sentence(team, reader)
    if team.is_small:
        yield reader.say(
            "With fewer than three people it has no figures: they would be about somebody."
        )
    yield from left_out_sentences(left_out, reader)


def left_out_sentences(left_out: LeftOut, reader: Reader) -> Iterator[str]:
    """Who and what of those named is not in the team, and why."""
    for sentence, ids in (
        (later("Not in the team: {people}, since apps cannot be."), left_out.apps),
        (later("Not in the team: {people}, who left this workspace."), left_out.leavers),
        (later("Not in the team: {people}, of another organisation."), left_out.strangers),
    ):
        if ids:
            yield reader.say(sentence, people=reader.people(ids))
    if left_out.unseen:
        yield reader.say(
            "Not among its channels: {channels}, since I am not in there. Invite me with"
            " `/invite`, then name it again.",
            channels=reader.channels(left_out.unseen),
        )
    if left_out.others:
        yield reader.say(
            "Not among its channels: {channels}, since you are not in there.",
            channels=reader.channels(left_out.others),
        )


def schedule_sentence(team: Team, reader: Reader) -> str:
    """Whom it has, when the digest comes, and what comes with it."""
    return " ".join(_schedule(team, reader))


def _schedule(team: Team, reader: Reader) -> Iterator[str]:
    yield _digest_comes(team, reader)
    if team.source is Source.GROUP:
        yield reader.say("Whoever joins or leaves its user group joins or leaves it.")
    if team.source is Source.CHANNEL:
        place = f"<#{team.source_id}>"
        yield reader.say("Whoever joins or leaves {place} joins or leaves it.", place=place)
    if team.wants_nudges:
        yield reader.say(
            "It suggests one small thing to do each week; `{command}` switches that off.",
            command=reader.command("lead"),
        )


def _digest_comes(team: Team, reader: Reader) -> str:
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
