"""How the leader's digest looks: one message, read in fifteen seconds."""

import json
from collections.abc import Collection, Sequence

from bot.domain.digests import Best, BestKind, CreditGiven, Digest, IdeaFigures
from bot.domain.kudos import Kudos
from bot.domain.outgoing import DigestReady
from bot.domain.practices import by_id
from bot.domain.waiting import Done, Waiting
from bot.i18n import Words
from bot.kit.mrkdwn import unescape
from bot.kit.weeks import WEEK
from bot.slack.ui import Reader, Rendered, render
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
from bot.slack.ui.measures import chart, figures_told, weeks_in_words
from bot.slack.ui.nudges import ALL, THANK_NUDGED, nudge_blocks, thanks_value
from bot.slack.ui.people import called
from bot.slack.ui.practices import practice_blocks
from bot.slack.ui.promises import promise_blocks

THANK_WAITING = "digests.thank"
THANK = (THANK_WAITING, THANK_NUDGED)
IN_PERSON, FIGURES = "digests.in_person", "digests.figures"
SEE_WAITING, MORE_WAITING = "digests.waiting", "digests.more_waiting"
WAITING = "digests.waiting"  # what their window is called
# Of all figures, those that stand in the digest itself.
CREDIT_FIGURES = ("coverage", "pass_on_rate", "specificity")
IDEA_FIGURES = ("hours_to_first_reply", "days_to_test", "days_to_decision")


@render.register
def digest_ready(message: DigestReady, reader: Reader) -> Rendered:
    return digest(message.digest, reader, has_chart=True)


def digest(digest: Digest, reader: Reader, *, has_chart: bool = False) -> Rendered:
    """With a chart only where it can be sent again without one, should Slack refuse it."""
    words = reader.words
    days = {"since": reader.day(digest.since), "until": reader.day(digest.until)}
    title = words.say("Your team, {since} to {until}", **days)
    if digest.name:
        title = words.say("{team}, {since} to {until}", team=called(digest.name, reader), **days)
    best = _best(digest.best, reader)
    blocks: Blocks = [header(unescape(title)), section(best)]
    blocks += _credit(digest, reader)
    blocks += _waiting(digest, reader)
    blocks += _ideas(digest, reader)
    blocks += _weeks(digest, reader, has_chart=has_chart)
    if digest.promise:
        blocks += [divider(), *promise_blocks(digest.promise, reader)]
    if digest.nudge:
        blocks += [divider(), *nudge_blocks(digest.nudge, digest.nudge_id, reader)]
    if digest.practice in by_id():
        blocks += practice_blocks(by_id()[digest.practice], reader)
    blocks.append(context(words.gettext("Only you can see this.")))
    return Rendered(text=f"{title}\n{best}", blocks=blocks)


def _best(best: Best | None, reader: Reader) -> str:
    say = reader.words.gettext
    if best is None:
        return say("A quiet week: no new ideas or thanks in your team that I could see.")
    sentences = {
        BestKind.BUILT_ON: say("The best of the week: {people} built an idea together: {text}"),
        BestKind.SUPPORTED: say("The best of the week: an idea by {people} found support: {text}"),
        BestKind.SHARED: say("The best of the week: {people} shared an idea: {text}"),
        BestKind.THANKED: say("The best of the week: {people} got thanks for: {text}"),
    }
    text = reader.linked(reader.typed(best.text, 150), best.channel, best.ts)
    return sentences[best.kind].format(people=reader.people(best.people), text=text)


def _credit(digest: Digest, reader: Reader) -> Blocks:
    shown = _given(digest.credit, reader)
    if told := figures_told(CREDIT_FIGURES, digest.measures, digest.before, reader.words):
        shown.append(context(told))
    return shown


def _given(credit: CreditGiven, reader: Reader) -> Blocks:
    words = reader.words
    usual = _usual(credit, words)
    if not credit.kudos:
        nothing = words.say(
            "*Credit you gave*\nNo thanks from you to the team this week{usual}.", usual=usual
        )
        return [divider(), section(nothing)]
    title = words.say(
        "*Credit you gave*: {thanks} {people}{usual}",
        thanks=words.count("{count} thanks", "{count} thanks", credit.kudos),
        people=words.count("to {count} person", "to {count} people", credit.people),
        usual=usual,
    )
    lines = "\n".join(_credit_line(item, reader) for item in credit.items)
    return [divider(), section(f"{title}\n{lines}")]


def _usual(credit: CreditGiven, words: Words) -> str:
    """What stands beside the week's figure, with a space before it."""
    if credit.usual is None:
        return ""
    usual = words.number(credit.usual)
    if credit.weeks == 1:
        return words.say(" ({usual} in the week before)", usual=usual)
    weeks = words.number(credit.weeks)
    return words.say(" ({usual} a week in the {weeks} weeks before)", usual=usual, weeks=weeks)


def _credit_line(item: Kudos, reader: Reader) -> str:
    reason = reader.typed(item.reason, 100) or reader.words.gettext("thanks")
    return reader.words.say(
        "• {people}: {reason}",
        people=reader.people(item.receivers, 5),
        reason=reader.linked(reason, item.channel, item.ts),
    )


def _waiting(digest: Digest, reader: Reader) -> Blocks:
    """Who waits for credit, each with a button that opens the form filled in."""
    words = reader.words
    if not digest.waiting:
        return []
    title = words.gettext("*Waiting for credit*: you have not thanked them yet")
    blocks: Blocks = [divider(), section(title)]
    for waiting in digest.waiting:
        blocks += waiting_blocks(waiting, reader)
    more = digest.waiting_in_all - len(digest.waiting)
    if more:
        see = words.count("See {count} more", "See {count} more", more)
        blocks.append(actions(button(see, SEE_WAITING, str(digest.team))))
    return blocks


def waiting_blocks(waiting: Waiting, reader: Reader) -> Blocks:
    """One line, and what can be done about it."""
    words = reader.words
    line = words.say(
        "<@{person}> {what}, {day}: {text}",
        person=waiting.person,
        what=done_label(waiting.done, words),
        day=reader.day(waiting.at),
        text=reader.linked(reader.typed(waiting.text, 120), waiting.channel, waiting.ts),
    )
    if waiting.others:
        line += " " + words.count("(and {count} more)", "(and {count} more)", waiting.others)
    write = button(
        words.gettext("Write thanks"),
        THANK_WAITING,
        thanks_value(waiting.person, waiting.idea, waiting.kudos),
    )
    spoken = json.dumps({"person": waiting.person, "work": waiting.work})
    return [
        section(line),
        actions(
            write,
            button(words.gettext("Thanked in person"), IN_PERSON, spoken),
            block_id=f"{waiting.person}:{waiting.work}",
        ),
    ]


def waiting_view(
    team: int, waiting: Sequence[Waiting], in_all: int, place: int, reader: Reader
) -> View:
    """Everybody who waits, a page of them at a time."""
    words = reader.words
    blocks: Blocks = []
    for each in waiting:
        blocks += waiting_blocks(each, reader)
    if not waiting:
        blocks.append(section(words.gettext("Nobody is waiting: you have thanked them all.")))
    left = in_all - place - len(waiting)
    if left > 0:
        see = words.count("See {count} more", "See {count} more", left)
        blocks.append(actions(button(see, MORE_WAITING, f"{team}:{place + len(waiting)}")))
    title, close = words.gettext("Waiting for credit"), words.gettext("Close")
    page = f"{team}:{place}"  # to show it again once somebody on it was thanked
    return modal(WAITING, title, blocks, submit=None, close=close, private_metadata=page)


def done_label(done: Done, words: Words) -> str:
    """What somebody did that waits for thanks, after their name."""
    labels = {
        Done.ADOPTED: words.gettext("had a part in an idea that was adopted"),
        Done.TESTED: words.gettext("finished a test"),
        Done.HELPED: words.gettext("gave an answer that helped"),
        Done.BUILT: words.gettext("built on an idea"),
        Done.THANKED: words.gettext("was thanked by a colleague"),
        Done.SHARED: words.gettext("shared an idea"),
    }
    return labels[done]


def _ideas(digest: Digest, reader: Reader) -> Blocks:
    words, figures = reader.words, digest.ideas
    lines = [_shared(figures, words)]
    if figures.waiting:
        lines.append(
            words.count(
                "{count} waits for a first reply", "{count} wait for a first reply", figures.waiting
            )
        )
    if figures.testing:
        lines.append(words.count("{count} in test", "{count} in test", figures.testing))
    if figures.adopted:
        lines.append(words.count("{count} adopted", "{count} adopted", figures.adopted))
    if figures.stopped:
        lines.append(
            words.count(
                "{count} tested, learned from and stopped",
                "{count} tested, learned from and stopped",
                figures.stopped,
            )
        )
    shown: Blocks = [section(words.say("*Ideas*: {figures}", figures=" · ".join(lines)))]
    if told := figures_told(IDEA_FIGURES, digest.measures, digest.before, words):
        shown.append(context(told))
    return [divider(), *shown]


def _weeks(digest: Digest, reader: Reader, *, has_chart: bool) -> Blocks:
    """The chart, its figures in words, and the way to all the others."""
    words = reader.words
    shown: Blocks = []
    if digest.measures.weeks:
        shown.append(context(weeks_in_words(digest.measures, words)))
        if has_chart:
            shown.insert(0, chart(digest.measures, _labels(digest, reader), words))
    return [*shown, actions(button(words.gettext("All figures"), FIGURES, str(digest.team)))]


def _labels(digest: Digest, reader: Reader) -> list[str]:
    """The day on which each of the weeks ends, the first first."""
    weeks = len(digest.measures.weeks)
    ends = [digest.until - back * WEEK for back in reversed(range(weeks))]
    return [reader.words.short_day(end, reader.zone) for end in ends]


def _shared(figures: IdeaFigures, words: Words) -> str:
    team = words.count("{count} idea from the team", "{count} ideas from the team", figures.by_team)
    own = words.count("{count} from you", "{count} from you", figures.by_leader)
    if not figures.people:
        return words.say("{team}, {own}", team=team, own=own)
    people = words.count("({count} person)", "({count} people)", figures.people)
    return words.say("{team} {people}, {own}", team=team, people=people, own=own)


def without_thanks(blocks: Blocks, people: Collection[str], words: Words) -> Blocks:
    """The digest once its leader thanked them: their buttons give way to a line that says so."""
    thanked = context(words.gettext("Thanked."))
    used = [block.get("block_id") for block in blocks if _asks_to_thank(block, people)]
    shown = [thanked if block.get("block_id") in used else block for block in blocks]
    beside = {f"{id}{ALL}" for id in used}  # a nudge's other buttons stand in a row of their own
    return [block for block in shown if block.get("block_id") not in beside]


def without_line(blocks: Blocks, block_id: str, words: Words) -> Blocks:
    """The digest once its leader thanked somebody in person: that line's buttons give way."""
    thanked = context(words.gettext("Thanked in person."))
    return [thanked if block.get("block_id") == block_id else block for block in blocks]


def _asks_to_thank(block: Block, people: Collection[str]) -> bool:
    pressable = block.get("elements", ())
    values = [each["value"] for each in pressable if each.get("action_id") in THANK]
    return any(json.loads(value)["person"] in people for value in values)
