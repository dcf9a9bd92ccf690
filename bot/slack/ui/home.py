"""App Home: what needs its reader now, what is theirs, and what they may choose."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.domain.digests import Digest
from bot.domain.homes import (
    Effects,
    ForMe,
    Home,
    Standing,
    Trial,
    Waiting,
    Why,
)
from bot.domain.ideas import Part, Stage
from bot.domain.kudos import Kudos
from bot.domain.outgoing import OwnerAsked
from bot.domain.pages import Page
from bot.domain.people import Team
from bot.i18n import Words
from bot.slack.ui import Reader, render
from bot.slack.ui.blocks import (
    Block,
    Blocks,
    View,
    actions,
    button,
    context,
    divider,
    header,
    modal,
    section,
)
from bot.slack.ui.digests import digest
from bot.slack.ui.groundswell import privacy_blocks
from bot.slack.ui.ideas import idea_link_afar, stage_label, tally_words
from bot.slack.ui.people import schedule_sentence

SHORT = 100  # characters of what was typed, in a line of a list
LISTS = ("ideas", "kudos", "helped")  # as in `Pages`


def home_view(home: Home, reader: Reader) -> View:
    say = reader.words.gettext
    lead = say("Set up my team")
    if home.teams:
        lead = say("Change my team") if len(home.teams) == 1 else say("My teams")
    blocks: Blocks = [
        header(say("Thanks and ideas")),
        actions(
            button(say("Thank somebody"), "home.thank", style="primary"),
            button(say("Share an idea"), "home.share"),
            button(lead, "home.lead"),
        ),
        divider(),
        *_needs(home.needs, reader),
        divider(),
        *_ideas(home.ideas, reader),
        divider(),
        *_credits(home, reader),
        *(_leaders_part(home.teams, reader) if home.teams else ()),
        divider(),
        header(say("Settings and privacy")),
        *privacy_blocks(home.wishes, reader),
    ]
    return {"type": "home", "blocks": blocks, "private_metadata": home.pages.text}


def closed_view(sentence: str) -> View:
    """For who is no member: why there is nothing here."""
    return {"type": "home", "blocks": [section(sentence)]}


def digest_view(found: Digest, reader: Reader) -> View:
    """A leader's week so far, in a window of their own."""
    say, blocks = reader.words.gettext, digest(found, reader).blocks
    return modal("home.digest", say("Your week so far"), blocks, submit=None, close=say("Close"))


def kudos_lines(kudos: Sequence[Kudos], reader: Reader) -> str:
    """Kudos as a list, newest first."""
    if not kudos:
        return reader.words.say(
            "None yet. Type `{command} @name for …` in a channel.", command=reader.command("kudos")
        )
    return "\n".join(_kudos_line(each, reader) for each in kudos)


def _kudos_line(kudos: Kudos, reader: Reader) -> str:
    reason = reader.typed(kudos.reason, SHORT) or reader.words.gettext("thanks")
    return reader.words.say(
        "• {day}: {giver} → {receivers}: {reason}",
        day=reader.day(kudos.given_at),
        giver=reader.mention(kudos.giver),
        receivers=reader.people(kudos.receivers, 5),
        reason=reader.linked(reason, kudos.channel, kudos.ts),
    )


# What needs the reader now


def _needs(needs: ForMe, reader: Reader) -> Iterator[Block]:
    words = reader.words
    yield header(words.gettext("What needs you now"))
    if needs.is_empty:
        yield section(words.gettext("Nothing needs you now: a good moment to thank somebody."))
    for trial in needs.ended:
        yield from render(OwnerAsked(trial.idea, trial.test, is_again=False), reader).blocks
    yield from _asked(needs, reader)
    if needs.waiting:
        yield section(words.gettext("*Ideas of yours that wait*"))
    for waiting in needs.waiting:
        more = button(words.gettext("More …"), "ideas.more", str(waiting.idea.id))
        yield section(_waiting_line(waiting, reader), accessory=more)
    if needs.running:
        lines = (_running_line(trial, reader) for trial in needs.running)
        yield section("\n".join([words.gettext("*Tests that you run*"), *lines]))
    if needs.more:
        yield context(
            words.count(
                "{count} more comes up once this is done.",
                "{count} more come up once this is done.",
                needs.more,
            )
        )


def _asked(needs: ForMe, reader: Reader) -> Iterator[Block]:
    """The questions as they are put in a message; the small print under the last alone."""
    small_print: Blocks = []
    for wanted in needs.wanted:
        *question, small = render(wanted, reader).blocks
        yield from question
        small_print = [small]
    yield from small_print


def _running_line(trial: Trial, reader: Reader) -> str:
    return reader.words.say(
        "• {idea}: until {day}",
        idea=idea_link_afar(trial.idea, reader),
        day=reader.day(trial.test.ends_at),
    )


def _waiting_line(waiting: Waiting, reader: Reader) -> str:
    say = reader.words.gettext
    sentences = {
        Why.REPLY: say("• {idea}: no reply yet"),
        Why.OUTCOME: say(
            "• {idea}: the test by {tester} is past its end, and nobody has said what came of it"
        ),
        Why.TESTED: say("• {idea}: was tested, and is open again"),
    }
    tester = reader.mention(waiting.tester) if waiting.tester else say("somebody who left")
    return sentences[waiting.why].format(idea=idea_link_afar(waiting.idea, reader), tester=tester)


# What is theirs


def _ideas(page: Page[Standing], reader: Reader) -> Iterator[Block]:
    words = reader.words
    yield header(words.gettext("Your ideas"))
    if not page.items:
        yield section(
            words.say("None yet. Type `{command} …` in a channel.", command=reader.command("idea"))
        )
        return
    yield section("\n".join(_idea_line(each, reader) for each in page.items))
    yield from _pager("ideas", page, words)


def _idea_line(standing: Standing, reader: Reader) -> str:
    idea = standing.idea
    told = [stage_label(idea.stage, reader.words), *tally_words(standing.tally, reader.words)]
    return f"• {' · '.join([idea_link_afar(idea, reader), *told])}"


def _credits(home: Home, reader: Reader) -> Iterator[Block]:
    words = reader.words
    yield header(words.gettext("Your credits"))
    if not home.effects.is_nothing:
        told = words.gettext("*What became of your ideas*")
        yield section(f"{told}\n{_effects(home.effects, words)}")
    thanks = words.gettext("*Thanks to you*")
    yield section(f"{thanks}\n{_thanks(home.kudos.items, reader)}")
    yield from _pager("kudos", home.kudos, words)
    if home.helped.items:
        lines = (_helped_line(each, reader) for each in home.helped.items)
        yield section("\n".join([words.gettext("*What you helped along*"), *lines]))
        yield from _pager("helped", home.helped, words)


def _effects(effects: Effects, words: Words) -> str:
    count = words.count
    told = (
        (effects.built_on, count("{count} built on", "{count} built on", effects.built_on)),
        (effects.tested, count("{count} tested", "{count} tested", effects.tested)),
        (effects.adopted, count("{count} adopted", "{count} adopted", effects.adopted)),
        (
            effects.grown,
            count(
                "{count} grew into another that was adopted",
                "{count} grew into others that were adopted",
                effects.grown,
            ),
        ),
    )
    return " · ".join(words for how_many, words in told if how_many)


def _thanks(kudos: Sequence[Kudos], reader: Reader) -> str:
    if not kudos:
        return reader.words.gettext("None yet. They stand here as soon as somebody thanks you.")
    return "\n".join(_thanks_line(each, reader) for each in kudos)


def _thanks_line(kudos: Kudos, reader: Reader) -> str:
    reason = reader.typed(kudos.reason, SHORT) or reader.words.gettext("thanks")
    return reader.words.say(
        "• {day}, {giver}: {reason}",
        day=reader.day(kudos.given_at),
        giver=reader.mention(kudos.giver),
        reason=reader.linked(reason, kudos.channel, kudos.ts),
    )


def _helped_line(helped: Standing, reader: Reader) -> str:
    words, idea = reader.words, helped.idea
    link, author = idea_link_afar(idea, reader), reader.mention(idea.author)
    by = words.say("{idea} by {author}", idea=link, author=author)
    told = [_part(part, words) for part in helped.parts]
    if idea.stage is not Stage.SHARED:
        told.append(stage_label(idea.stage, words))
    return f"• {' · '.join([by, *told, *tally_words(helped.tally, words)])}"


def _part(part: Part, words: Words) -> str:
    labels = {
        Part.AUTHOR: words.gettext("you had it"),
        Part.BUILD: words.gettext("you built on it"),
        Part.TEST: words.gettext("you tested it"),
        Part.SUPPORT: words.gettext("you supported it"),
        Part.QUESTION: words.gettext("you asked about it"),
    }
    return labels[part]


def _pager(what: str, page: Page[Any], words: Words) -> Iterator[Block]:
    """Buttons to the pages beside it, which they name."""
    turns = []
    if page.has_newer:
        turns.append(button(words.gettext("Newer"), f"home.{what}_newer", str(page.number - 1)))
    if page.has_older:
        turns.append(button(words.gettext("Older"), f"home.{what}_older", str(page.number + 1)))
    if turns:
        number, pages = words.number(page.number), words.number(page.pages)
        yield actions(*turns, block_id=f"home.{what}")
        yield context(words.say("Page {number} of {pages}", number=number, pages=pages))


def _leaders_part(teams: Sequence[Team], reader: Reader) -> Iterator[Block]:
    """No figures: they stand behind the buttons."""
    say = reader.words.gettext
    yield divider()
    yield header(say("Your team") if len(teams) == 1 else say("Your teams"))
    for team in teams:
        value = str(team.id)
        change = button(say("Change"), "teams.change", value)
        so_far = button(say("This week's digest so far"), "home.lead_now", value)
        yield section(schedule_sentence(team, reader))
        yield actions(so_far, change, block_id=f"home.team:{value}")
    yield context(say("This part is seen by you alone, and so is what the button shows."))
