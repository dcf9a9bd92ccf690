"""App Home: what needs its reader now, what is theirs, and what they may choose."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.domain.digests import Digest
from bot.domain.homes import Effects, ForMe, Home, Standing, Waiting, Why
from bot.domain.ideas import Part, Stage
from bot.domain.outgoing import OwnerAsked
from bot.domain.pages import Page
from bot.domain.people import Team
from bot.i18n import Words
from bot.kit.words import later
from bot.slack.ui import Reader, bk, render
from bot.slack.ui.digests import digest
from bot.slack.ui.groundswell import privacy_blocks
from bot.slack.ui.ideas import idea_link_afar, stage_label, standing_words, tally_words
from bot.slack.ui.teams import schedule_sentence

LISTS = ("ideas", "kudos", "helped")  # as in `Pages`
WHY = {
    Why.REPLY: later("• {idea}: no reply yet"),
    Why.OUTCOME: later(
        "• {idea}: the test by {tester} is past its end, and nobody has said what came of it"
    ),
    Why.TESTED: later("• {idea}: was tested, and is open again"),
}
OWN_PARTS = {
    Part.AUTHOR: later("you had it"),
    Part.BUILD: later("you built on it"),
    Part.TEST: later("you tested it"),
    Part.SUPPORT: later("you supported it"),
    Part.QUESTION: later("you asked about it"),
}


def home_view(home: Home, reader: Reader) -> bk.View:
    say = reader.say
    lead = say("Set up my team")
    if home.teams:
        lead = say("Change my team") if len(home.teams) == 1 else say("My teams")
    blocks: bk.Blocks = [
        bk.header(say("Thanks and ideas")),
        bk.actions(
            bk.button(say("Thank somebody"), "home.thank", style="primary"),
            bk.button(say("Share an idea"), "home.share"),
            bk.button(lead, "home.lead"),
        ),
        bk.divider(),
        *_needs(home.needs, reader),
        bk.divider(),
        *_ideas(home.ideas, reader),
        bk.divider(),
        *_credits(home, reader),
        *(_leaders_part(home.teams, reader) if home.teams else ()),
        bk.divider(),
        bk.header(say("Settings and privacy")),
        *privacy_blocks(home.wishes, reader),
    ]
    return {"type": "home", "blocks": blocks, "private_metadata": home.pages.text}


def closed_view(sentence: str) -> bk.View:
    """For who is no member: why there is nothing here."""
    return {"type": "home", "blocks": [bk.section(sentence)]}


def digest_view(found: Digest, reader: Reader) -> bk.View:
    """A leader's week so far, in a window of their own."""
    say, blocks = reader.say, digest(found, reader).blocks
    return bk.modal("home.digest", say("Your week so far"), blocks, reader.words)


# What needs the reader now


def _needs(needs: ForMe, reader: Reader) -> Iterator[bk.Block]:
    yield bk.header(reader.say("What needs you now"))
    if needs.is_empty:
        yield bk.section(reader.say("Nothing needs you now: a good moment to thank somebody."))
    for trial in needs.ended:
        yield from render(OwnerAsked(trial.idea, trial.test, is_again=False), reader).blocks
    yield from _asked(needs, reader)
    if needs.waiting:
        yield bk.section(reader.say("*Ideas of yours that wait*"))
    for waiting in needs.waiting:
        more = bk.button(reader.say("More …"), "ideas.more", waiting.idea.id)
        yield bk.section(_waiting_line(waiting, reader), accessory=more)
    if needs.running:
        lines = (
            reader.say(
                "• {idea}: until {day}",
                idea=idea_link_afar(trial.idea, reader),
                day=reader.day(trial.test.ends_at),
            )
            for trial in needs.running
        )
        yield bk.section("\n".join([reader.say("*Tests that you run*"), *lines]))
    if needs.more:
        yield bk.context(
            reader.count(
                "{count} more comes up once this is done.",
                "{count} more come up once this is done.",
                needs.more,
            )
        )


def _asked(needs: ForMe, reader: Reader) -> Iterator[bk.Block]:
    """The questions as they are put in a message; the small print under the last alone."""
    small_print: bk.Blocks = []
    for wanted in needs.wanted:
        *question, small = render(wanted, reader).blocks
        yield from question
        small_print = [small]
    yield from small_print


def _waiting_line(waiting: Waiting, reader: Reader) -> str:
    tester = reader.mention(waiting.tester) if waiting.tester else reader.say("somebody who left")
    idea = idea_link_afar(waiting.idea, reader)
    return reader.say(WHY[waiting.why], idea=idea, tester=tester)


# What is theirs


def _ideas(page: Page[Standing], reader: Reader) -> Iterator[bk.Block]:
    yield bk.header(reader.say("Your ideas"))
    if not page.items:
        yield bk.section(
            reader.say("None yet. Type `{command} …` in a channel.", command=reader.command("idea"))
        )
        return
    lines = (
        f"• {idea_link_afar(each.idea, reader)} · {standing_words(each, reader.words)}"
        for each in page.items
    )
    yield bk.section("\n".join(lines))
    yield from _pager("ideas", page, reader.words)


def _credits(home: Home, reader: Reader) -> Iterator[bk.Block]:
    yield bk.header(reader.say("Your credits"))
    if not home.effects.is_nothing:
        told = reader.say("*What became of your ideas*")
        yield bk.section(f"{told}\n{_effects(home.effects, reader.words)}")
    lines = [
        reader.say(
            "• {day}, {giver}: {reason}",
            day=reader.day(kudos.given_at),
            giver=reader.mention(kudos.giver),
            reason=reader.reason(kudos),
        )
        for kudos in home.kudos.items
    ]
    none = reader.say("None yet. They stand here as soon as somebody thanks you.")
    yield bk.section("\n".join([reader.say("*Thanks to you*"), *(lines or [none])]))
    yield from _pager("kudos", home.kudos, reader.words)
    if home.helped.items:
        lines = [_helped_line(each, reader) for each in home.helped.items]
        yield bk.section("\n".join([reader.say("*What you helped along*"), *lines]))
        yield from _pager("helped", home.helped, reader.words)


def _effects(effects: Effects, words: Words) -> str:
    told = (
        words.count_if_any("{count} built on", "{count} built on", effects.built_on),
        words.count_if_any("{count} tested", "{count} tested", effects.tested),
        words.count_if_any("{count} adopted", "{count} adopted", effects.adopted),
        words.count_if_any(
            "{count} grew into another that was adopted",
            "{count} grew into others that were adopted",
            effects.grown,
        ),
    )
    return " · ".join(filter(None, told))


def _helped_line(helped: Standing, reader: Reader) -> str:
    words, idea = reader.words, helped.idea
    link, author = idea_link_afar(idea, reader), reader.mention(idea.author)
    by = words.say("{idea} by {author}", idea=link, author=author)
    told = [words.say(OWN_PARTS[part]) for part in helped.parts]
    if idea.stage is not Stage.SHARED:
        told.append(stage_label(idea.stage, words))
    return f"• {' · '.join([by, *told, *tally_words(helped.tally, words)])}"


def _pager(what: str, page: Page[Any], words: Words) -> Iterator[bk.Block]:
    """Buttons to the pages beside it, which they name."""
    turns = []
    if page.number > 1:
        turns.append(bk.button(words.say("Newer"), f"home.{what}_newer", page.number - 1))
    if page.number < page.pages:
        turns.append(bk.button(words.say("Older"), f"home.{what}_older", page.number + 1))
    if turns:
        number, pages = words.number(page.number), words.number(page.pages)
        yield bk.actions(*turns, block_id=f"home.{what}")
        yield bk.context(words.say("Page {number} of {pages}", number=number, pages=pages))


def _leaders_part(teams: Sequence[Team], reader: Reader) -> Iterator[bk.Block]:
    """No figures: they stand behind the buttons."""
    yield bk.divider()
    yield bk.header(reader.say("Your team") if len(teams) == 1 else reader.say("Your teams"))
    for team in teams:
        value = team.id
        change = bk.button(reader.say("Change"), "teams.change", value)
        so_far = bk.button(reader.say("This week's digest so far"), "home.lead_now", value)
        yield bk.section(schedule_sentence(team, reader))
        yield bk.actions(so_far, change, block_id=f"home.team:{value}")
    yield bk.context(reader.say("This part is seen by you alone, and so is what the button shows."))
