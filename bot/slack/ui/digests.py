"""How the leader's digest looks: one message, read in fifteen seconds."""

import json
from collections.abc import Collection, Iterator, Sequence

from bot.domain.digests import BestKind, CreditGiven, Digest, IdeaFigures
from bot.domain.outgoing import DigestReady
from bot.domain.practices import by_id
from bot.domain.waiting import Done, Waiting
from bot.i18n import Words
from bot.kit.mrkdwn import unescape
from bot.kit.weeks import WEEK
from bot.kit.words import later
from bot.slack.ui import Reader, Rendered, bk, render
from bot.slack.ui.measures import chart, figures_told, weeks_in_words
from bot.slack.ui.nudges import ALL, THANK_NUDGED, nudge_blocks, thanks_value
from bot.slack.ui.practices import practice_blocks
from bot.slack.ui.promises import promise_blocks
from bot.slack.ui.teams import called

THANK_WAITING = "digests.thank"
THANK = (THANK_WAITING, THANK_NUDGED)
IN_PERSON, FIGURES = "digests.in_person", "digests.figures"
WAITING = "digests.waiting"  # the button to those who wait, and their window
BEST = {
    BestKind.BUILT_ON: later("The best of the week: {people} built an idea together: {text}"),
    BestKind.SUPPORTED: later("The best of the week: an idea by {people} found support: {text}"),
    BestKind.SHARED: later("The best of the week: {people} shared an idea: {text}"),
    BestKind.THANKED: later("The best of the week: {people} got thanks for: {text}"),
}
# Of all figures, those that stand in the digest itself.
CREDIT_FIGURES = ("coverage", "pass_on_rate", "specificity")
IDEA_FIGURES = ("hours_to_first_reply", "days_to_test", "days_to_decision")
# What somebody did that waits for thanks, after their name.
DONE = {
    Done.ADOPTED: later("had a part in an idea that was adopted"),
    Done.TESTED: later("finished a test"),
    Done.HELPED: later("gave an answer that helped"),
    Done.BUILT: later("built on an idea"),
    Done.THANKED: later("was thanked by a colleague"),
    Done.SHARED: later("shared an idea"),
}


@render.register
def digest_ready(message: DigestReady, reader: Reader) -> Rendered:
    return digest(message.digest, reader, has_chart=True)


def digest(digest: Digest, reader: Reader, *, has_chart: bool = False) -> Rendered:
    """With a chart only where it can be sent again without one, should Slack refuse it."""
    days = {"since": reader.day(digest.since), "until": reader.day(digest.until)}
    title = reader.say("Your team, {since} to {until}", **days)
    if digest.name:
        title = reader.say("{team}, {since} to {until}", team=called(digest.name, reader), **days)
    best = reader.say("A quiet week: no new ideas or thanks in your team that I could see.")
    if found := digest.best:
        text = reader.linked(reader.typed(found.text, 150), found.channel, found.ts)
        best = reader.say(BEST[found.kind], people=reader.people(found.people), text=text)
    blocks = [
        bk.header(unescape(title)),
        bk.section(best),
        *_given(digest.credit, reader),
        *_figures(CREDIT_FIGURES, digest, reader),
        *_waiting(digest, reader),
        *_ideas(digest.ideas, reader),
        *_figures(IDEA_FIGURES, digest, reader),
        *_weeks(digest, reader, has_chart=has_chart),
    ]
    if digest.promise:
        blocks += [bk.divider(), *promise_blocks(digest.promise, reader)]
    if digest.nudge:
        blocks += [bk.divider(), *nudge_blocks(digest.nudge, digest.nudge_id, reader)]
    if digest.practice in by_id():
        blocks += practice_blocks(by_id()[digest.practice], reader)
    blocks.append(bk.context(reader.say("Only you can see this.")))
    return Rendered(text=f"{title}\n{best}", blocks=blocks)


def _figures(names: Sequence[str], digest: Digest, reader: Reader) -> bk.Blocks:
    told = figures_told(names, digest.measures, digest.before, reader.words)
    return [bk.context(told)] if told else []


def _given(credit: CreditGiven, reader: Reader) -> bk.Blocks:
    usual = _usual(credit, reader.words)
    if not credit.kudos:
        nothing = reader.say(
            "*Credit you gave*\nNo thanks from you to the team this week{usual}.", usual=usual
        )
        return [bk.divider(), bk.section(nothing)]
    title = reader.say(
        "*Credit you gave*: {thanks} {people}{usual}",
        thanks=reader.count("{count} thanks", "{count} thanks", credit.kudos),
        people=reader.count("to {count} person", "to {count} people", credit.people),
        usual=usual,
    )
    lines = (
        reader.say(
            "• {people}: {reason}",
            people=reader.people(kudos.receivers, 5),
            reason=reader.reason(kudos),
        )
        for kudos in credit.items
    )
    return [bk.divider(), bk.section("\n".join([title, *lines]))]


def _usual(credit: CreditGiven, words: Words) -> str:
    """What stands beside the week's figure, with a space before it."""
    if credit.usual is None:
        return ""
    usual = words.number(credit.usual)
    if credit.weeks == 1:
        return words.say(" ({usual} in the week before)", usual=usual)
    weeks = words.number(credit.weeks)
    return words.say(" ({usual} a week in the {weeks} weeks before)", usual=usual, weeks=weeks)


def _waiting(digest: Digest, reader: Reader) -> Iterator[bk.Block]:
    """Who waits for credit, each with a button that opens the form filled in."""
    if digest.waiting:
        yield bk.divider()
        yield bk.section(reader.say("*Waiting for credit*: you have not thanked them yet"))
        more = digest.waiting_in_all - len(digest.waiting)
        yield from _waiting_lines(digest.waiting, more, [digest.team, 0], reader)


def _waiting_lines(
    waiting: Sequence[Waiting], more: int, page: Sequence[int], reader: Reader
) -> Iterator[bk.Block]:
    """Some who wait, with what can be done about it, and the button to the others' page."""
    for each in waiting:
        yield bk.section(_waiting_line(each, reader))
        thanks = thanks_value(each.person, each.idea, each.kudos)
        spoken = {"person": each.person, "work": each.work}
        yield bk.actions(
            bk.button(reader.say("Write thanks"), THANK_WAITING, thanks),
            bk.button(reader.say("Thanked in person"), IN_PERSON, spoken),
            block_id=f"{each.person}:{each.work}",
        )
    if more > 0:
        see = reader.count("See {count} more", "See {count} more", more)
        yield bk.actions(bk.button(see, WAITING, page))


def _waiting_line(waiting: Waiting, reader: Reader) -> str:
    line = reader.say(
        "<@{person}> {what}, {day}: {text}",
        person=waiting.person,
        what=reader.say(DONE[waiting.done]),
        day=reader.day(waiting.at),
        text=reader.linked(reader.typed(waiting.text, 120), waiting.channel, waiting.ts),
    )
    if waiting.others:
        line += " " + reader.count("(and {count} more)", "(and {count} more)", waiting.others)
    return line


def waiting_view(
    team: int, waiting: Sequence[Waiting], in_all: int, place: int, reader: Reader
) -> bk.View:
    """Everybody who waits, a page of them at a time."""
    after = place + len(waiting)
    blocks = list(_waiting_lines(waiting, in_all - after, [team, after], reader))
    if not waiting:
        blocks.append(bk.section(reader.say("Nobody is waiting: you have thanked them all.")))
    here = [team, place]  # to show it again once somebody on it was thanked
    return bk.modal(WAITING, reader.say("Waiting for credit"), blocks, reader.words, meta=here)


def _ideas(figures: IdeaFigures, reader: Reader) -> bk.Blocks:
    counts = (
        reader.words.count_if_any(
            "{count} waits for a first reply", "{count} wait for a first reply", figures.waiting
        ),
        reader.words.count_if_any("{count} in test", "{count} in test", figures.testing),
        reader.words.count_if_any("{count} adopted", "{count} adopted", figures.adopted),
        reader.words.count_if_any(
            "{count} tested, learned from and stopped",
            "{count} tested, learned from and stopped",
            figures.stopped,
        ),
    )
    told = " · ".join(filter(None, (_shared(figures, reader.words), *counts)))
    return [bk.divider(), bk.section(reader.say("*Ideas*: {figures}", figures=told))]


def _shared(figures: IdeaFigures, words: Words) -> str:
    team = words.count("{count} idea from the team", "{count} ideas from the team", figures.by_team)
    own = words.count("{count} from you", "{count} from you", figures.by_leader)
    if not figures.people:
        return words.say("{team}, {own}", team=team, own=own)
    people = words.count("({count} person)", "({count} people)", figures.people)
    return words.say("{team} {people}, {own}", team=team, people=people, own=own)


def _weeks(digest: Digest, reader: Reader, *, has_chart: bool) -> Iterator[bk.Block]:
    """The chart, its figures in words, and the way to all the others."""
    measures, words = digest.measures, reader.words
    if measures.weeks and has_chart:
        ends = [digest.until - back * WEEK for back in reversed(range(len(measures.weeks)))]
        yield chart(measures, [words.short_day(end, reader.zone) for end in ends], words)
    if measures.weeks:
        yield bk.context(weeks_in_words(measures, words))
    yield bk.actions(bk.button(words.say("All figures"), FIGURES, digest.team))


def without_thanks(blocks: bk.Blocks, people: Collection[str], sentence: str) -> bk.Blocks:
    """The digest once its leader thanked them: their buttons give way to that sentence."""
    for id_ in [block["block_id"] for block in blocks if _asks_to_thank(block, people)]:
        # A nudge's other buttons stand in a row of their own.
        blocks = bk.replaced(blocks, [id_, f"{id_}{ALL}"], sentence)
    return blocks


def _asks_to_thank(block: bk.Block, people: Collection[str]) -> bool:
    pressable = block.get("elements", ())
    values = [each["value"] for each in pressable if each.get("action_id") in THANK]
    return any(json.loads(value)["person"] in people for value in values)
