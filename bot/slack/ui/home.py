"""App Home: what is mine, and buttons to thank and to share."""

from collections.abc import Sequence

from bot.domain.ideas import Idea
from bot.domain.kudos import Kudos
from bot.domain.people import Team, Wishes
from bot.slack.ui import Reader
from bot.slack.ui.blocks import Blocks, View, actions, button, context, divider, header, section
from bot.slack.ui.groundswell import privacy_blocks
from bot.slack.ui.ideas import idea_lines
from bot.slack.ui.people import schedule_sentence


def home(
    reader: Reader,
    *,
    kudos: Sequence[Kudos],
    ideas: Sequence[Idea],
    team: Team | None,
    wishes: Wishes,
) -> View:
    say = reader.words.gettext
    blocks: Blocks = [
        header(say("Thanks and ideas")),
        actions(
            button(say("Thank somebody"), "home.thank", style="primary"),
            button(say("Share an idea"), "home.share"),
            button(say("Set up my team") if team is None else say("Change my team"), "home.lead"),
        ),
        divider(),
        section(f"{say('*Thanks to you and from you*')}\n{kudos_lines(kudos, reader)}"),
        divider(),
        section(f"{say('*Your ideas*')}\n{_idea_lines(ideas, reader)}"),
    ]
    if team:
        blocks += [divider(), section(f"{say('*Your digest*')}\n{schedule_sentence(team, reader)}")]
        blocks.append(context(say("This part is seen by you alone.")))
    blocks += [divider(), *privacy_blocks(wishes, reader)]
    return {"type": "home", "blocks": blocks}


def kudos_lines(kudos: Sequence[Kudos], reader: Reader) -> str:
    """Kudos as a list, newest first."""
    if not kudos:
        return reader.words.say(
            "None yet. Type `{command} @name for …` in a channel.", command=reader.command("kudos")
        )
    return "\n".join(_kudos_line(each, reader) for each in kudos)


def _kudos_line(kudos: Kudos, reader: Reader) -> str:
    reason = reader.typed(kudos.reason, 100) or reader.words.gettext("thanks")
    return reader.words.say(
        "• {day}: {giver} → {receivers}: {reason}",
        day=reader.day(kudos.given_at),
        giver=reader.mention(kudos.giver),
        receivers=reader.people(kudos.receivers, 5),
        reason=reader.linked(reason, kudos.channel, kudos.ts),
    )


def _idea_lines(ideas: Sequence[Idea], reader: Reader) -> str:
    if not ideas:
        return reader.words.say(
            "None yet. Type `{command} …` in a channel.", command=reader.command("idea")
        )
    return idea_lines(ideas, reader)
