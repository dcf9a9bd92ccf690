"""How the leader's digest looks: one message, read in fifteen seconds."""

import json
from collections.abc import Collection
from datetime import UTC, datetime

from bot.domain.digests import Best, BestKind, Credit, CreditGiven, Digest, IdeaFigures, Waiting
from bot.domain.ideas import Part
from bot.domain.nudges import Act, Suggestion, nudges
from bot.domain.outgoing import DigestReady
from bot.i18n import Words
from bot.kit.mrkdwn import unescape
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui.blocks import (
    Block,
    Blocks,
    actions,
    button,
    context,
    divider,
    header,
    section,
)
from bot.slack.ui.people import called

THANK = THANK_WAITING, THANK_NUDGED = "digests.thank", "nudges.thank"


@render.register
def digest_ready(message: DigestReady, reader: Reader) -> Rendered:
    return digest(message.digest, reader)


def digest(digest: Digest, reader: Reader) -> Rendered:
    words = reader.words
    days = {"since": reader.day(digest.since), "until": reader.day(digest.until)}
    title = words.say("Your team, {since} to {until}", **days)
    if digest.name:
        title = words.say("{team}, {since} to {until}", team=called(digest.name, reader), **days)
    best = _best(digest.best, reader)
    blocks: Blocks = [header(unescape(title)), section(best)]
    blocks += _credit(digest.credit, reader)
    blocks += _waiting(digest, reader)
    blocks += _ideas(digest.ideas, reader)
    if digest.nudge:
        blocks += _nudge(digest.nudge, digest.nudge_id, reader)
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


def _credit(credit: CreditGiven, reader: Reader) -> Blocks:
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


def _credit_line(item: Credit, reader: Reader) -> str:
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
    title = words.gettext("*Waiting for credit*: nobody has thanked them yet")
    blocks: Blocks = [divider(), section(title)]
    blocks += [_waiting_line(waiting, reader) for waiting in digest.waiting]
    more = digest.waiting_in_all - len(digest.waiting)
    if more:
        blocks.append(context(words.count("and {count} more", "and {count} more", more)))
    return blocks


def _waiting_line(waiting: Waiting, reader: Reader) -> Block:
    words = reader.words
    line = words.say(
        "<@{person}> {part}, {day}: {text}",
        person=waiting.person,
        part=part_label(waiting.part, words),
        day=reader.day(waiting.at),
        text=reader.linked(reader.typed(waiting.text, 120), waiting.channel, waiting.ts),
    )
    value = thanks_value(waiting.person, waiting.idea)
    return section(
        line,
        accessory=button(words.gettext("Write thanks"), THANK_WAITING, value),
    )


def part_label(part: Part, words: Words) -> str:
    """What somebody did for an idea, after their name."""
    labels = {
        Part.AUTHOR: words.gettext("shared an idea"),
        Part.BUILD: words.gettext("built on an idea"),
        Part.TEST: words.gettext("tested an idea"),
        Part.SUPPORT: words.gettext("supported an idea"),
        Part.QUESTION: words.gettext("asked about an idea"),
    }
    return labels[part]


def thanks_value(person: str, idea: int) -> str:
    """What a button that opens the thanks form carries."""
    return json.dumps({"person": person, "idea": idea})


def _ideas(figures: IdeaFigures, reader: Reader) -> Blocks:
    words = reader.words
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
    if figures.hours_to_reply is not None:
        lines.append(_reply_time(figures.hours_to_reply, words))
    return [divider(), section(words.say("*Ideas*: {figures}", figures=" · ".join(lines)))]


def _shared(figures: IdeaFigures, words: Words) -> str:
    team = words.count("{count} idea from the team", "{count} ideas from the team", figures.by_team)
    own = words.count("{count} from you", "{count} from you", figures.by_leader)
    if not figures.people:
        return words.say("{team}, {own}", team=team, own=own)
    people = words.count("({count} person)", "({count} people)", figures.people)
    return words.say("{team} {people}, {own}", team=team, people=people, own=own)


def _reply_time(hours: float, words: Words) -> str:
    if hours < 1:
        minutes = words.number(round(hours * 60))
        return words.say("first reply after {minutes} min (median)", minutes=minutes)
    return words.say("first reply after {hours} h (median)", hours=words.number(hours))


def without_thanks(blocks: Blocks, people: Collection[str], words: Words) -> Blocks:
    """The digest once its leader thanked them: their buttons give way to a line that says so."""
    shown: Blocks = []
    for block in blocks:
        if not _asks_to_thank(block, people):
            shown.append(block)
            continue
        if block["type"] == "section":
            shown.append({key: part for key, part in block.items() if key != "accessory"})
        shown.append(context(words.gettext("Thanked.")))
    return shown


def _asks_to_thank(block: Block, people: Collection[str]) -> bool:
    pressable = [block.get("accessory") or {}, *block.get("elements", ())]
    values = [each["value"] for each in pressable if each.get("action_id") in THANK]
    return any(json.loads(value)["person"] in people for value in values)


def without_nudge(blocks: Blocks, nudge: int, sentence: str) -> Blocks:
    """The digest once its leader answered the nudge: the buttons give way to that sentence."""
    ours = _nudge_block(nudge)
    return [context(sentence) if block.get("block_id") == ours else block for block in blocks]


def _nudge_block(nudge: int) -> str:
    return f"nudge:{nudge}"


def _nudge(nudge: Suggestion, id: int, reader: Reader) -> Blocks:
    words, kind = reader.words, nudges()[nudge.kind]
    sentence = words.say(kind.sentence(nudge.facts), **_told(nudge, reader))
    told = words.say("*One small thing*: {nudge}", nudge=sentence)
    value = str(id)
    buttons = [
        button(words.gettext("Not now"), "nudges.not_now", value),
        button(words.gettext("Fewer like this"), "nudges.fewer", value),
        button(words.gettext("Why this?"), "nudges.why", value),
    ]
    if Act.THANK in kind.acts:
        thanks = thanks_value(nudge.person, nudge.idea)
        buttons = [
            button(words.gettext("Write thanks"), THANK_NUDGED, thanks, "primary"),
            button(words.gettext("Thanked in person"), "nudges.in_person", value),
            *buttons,
        ]
    return [divider(), section(told), actions(*buttons, block_id=_nudge_block(id))]


def _told(nudge: Suggestion, reader: Reader) -> dict[str, str]:
    """What its sentence is filled with."""
    words = reader.words
    told = {
        name: fact if isinstance(fact, str) else words.number(fact)
        for name, fact in nudge.facts.items()
    }
    if "part" in nudge.facts:
        told["part"] = part_label(Part(str(nudge.facts["part"])), words)
    if "at" in nudge.facts:
        told["day"] = reader.day(datetime.fromtimestamp(float(nudge.facts["at"]), UTC))
    text = reader.linked(reader.typed(nudge.text, 120), nudge.channel, nudge.ts)
    return {**told, "person": nudge.person, "text": text}
