"""A leader's teams: the forms to set them up, and what is told of them."""

from collections.abc import Iterator, Mapping, Sequence

from bot.domain.outgoing import LeadInvited, SourceLost, TeamKept
from bot.domain.people import LeftOut, Source, Team
from bot.domain.teams import MOST_MEMBERS, MOST_NAMED, MOST_TEAMS, NAME_LIMIT, Lost
from bot.i18n import Words
from bot.kit.mrkdwn import shorten, unescape
from bot.kit.words import later
from bot.slack.ui import Reader, Rendered, bk, render

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
    note = reader.say("Your digest has one reader: you. No admin and no colleague can see it.")
    blocks = [
        *_who(reader, team, groups or {}, is_only=is_only),
        *_what(reader, team),
        *([_another(reader)] if team.id and is_only else ()),
        bk.context(note),
    ]
    return bk.modal(
        "people.lead",
        reader.say("Your team"),
        blocks,
        reader.words,
        submit=reader.say("Save"),
        meta={"team": team.id},
    )


def _who(reader: Reader, team: Team, groups: Groups, *, is_only: bool) -> bk.Blocks:
    say = reader.say
    sources: dict[str, str] = {
        Source.PEOPLE: say("People whom I choose"),
        Source.GROUP: say("A user group"),
        Source.CHANNEL: say("The people of a channel"),
    }
    name = bk.text_input("name", NAME_LIMIT, initial=unescape(team.name), multiline=False)
    why_name = None if is_only else say("It tells your teams and their digests apart.")
    who = bk.select("teams.source", sources, initial=team.source, kind="radio_buttons")
    return [
        bk.field(say("Name"), name, optional=True, hint=why_name),
        bk.field(say("Who is in your team?"), who, block_id="source", tells=True),
        _picker(reader, team, groups),
    ]


def _picker(reader: Reader, team: Team, groups: Groups) -> bk.Block:
    say = reader.say
    if team.source is Source.PEOPLE:
        people = sorted(team.members)[:MOST_NAMED]
        chosen = bk.people_input("people", say("Choose people"), initial=people)
        return bk.field(say("People"), chosen)
    if team.source is Source.CHANNEL:
        channel = bk.channel_input("channel", say("Choose a channel"), initial=team.source_id)
        hint = say("Who joins it is in your team, and who leaves it is not. I must be in there.")
        return bk.field(say("Channel"), channel, hint=hint)
    if not groups:
        return bk.section(say("There are no user groups in this workspace."), block_id="group")
    labels = {id: shorten(label, LABEL - 1) for id, label in list(groups.items())[:MOST_OPTIONS]}
    choose, hint = (
        say("Choose a user group"),
        say("Who joins it is in your team, and who leaves it is not."),
    )
    group = bk.select("group", labels, initial=team.source_id, placeholder=choose)
    return bk.field(say("User group"), group, hint=hint)


def _what(reader: Reader, team: Team) -> bk.Blocks:
    say, words = reader.say, reader.words
    channels = bk.channels_input("channels", say("Choose channels"), initial=sorted(team.channels))
    private = say("Private channels count in your digest only when you name them here.")
    days = {str(day): weekday_label(day, words) for day in range(5)}
    suggest = {NUDGES: say("Suggest one small thing to do each week")}
    nudges = bk.checkboxes("nudges", suggest, initial=[NUDGES] if team.wants_nudges else [])
    return [
        bk.field(say("Channels the team works in"), channels, optional=True, hint=private),
        bk.field(say("Day of your digest"), bk.select("weekday", days, initial=str(team.weekday))),
        bk.field(say("Hour, in your own time zone"), bk.time_input("at", f"{team.at:%H:%M}")),
        bk.field(say("Reminders"), nudges, optional=True),
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
    sure = (
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
    text = reader.say(
        "{person} thinks that you might like to lead with my help: once a week I tell you, and"
        " nobody else, what your team made, whom you credited and whom not yet.",
        person=reader.mention(message.by),
    )
    note = reader.say("Nothing begins unless you set up a team, and nobody is told whether you do.")
    set_up = bk.button(reader.say("Set up my team"), "teams.set_up", style="primary")
    return Rendered.of(text, bk.actions(set_up), bk.context(note))


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
    told = [_digest_comes(team, reader)]
    if team.source is Source.GROUP:
        told.append(reader.say("Whoever joins or leaves its user group joins or leaves it."))
    if team.source is Source.CHANNEL:
        place = f"<#{team.source_id}>"
        told.append(reader.say("Whoever joins or leaves {place} joins or leaves it.", place=place))
    if team.wants_nudges:
        sentence = later(
            "It suggests one small thing to do each week; `{command}` switches that off."
        )
        told.append(reader.say(sentence, command=reader.command("lead")))
    return " ".join(told)


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
