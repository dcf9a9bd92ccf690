"""Nudges as scenarios show them to Ana, and what she reads and presses."""

from collections.abc import Mapping
from datetime import timedelta

from bot.domain.ideas import Idea
from bot.domain.nudges import Fact, Suggestion
from bot.domain.outgoing import NudgeCard
from bot.playground.model import Message
from tests.scenarios.box import Box
from tests.storage.builders import keep_nudge

WAITING = "ideas_waiting"
FIRST = "others_first"
PASS = "pass_credit"
TEST = "small_test"
ROLL = "credits_roll"


def shown(
    box: Box, kind: str, idea: Idea | None = None, facts: Mapping[str, Fact] | None = None
) -> Message:
    """Ana is shown a nudge of that kind now, as a card. Which one she gets is chosen elsewhere."""
    store = box.bot.kit.store
    with store.begin() as tx:
        [team] = tx.teams.led_by("T0BOX00001", "U0ANA00001")
        suggestion = Suggestion(
            kind,
            f"test:{kind}",
            box.now + timedelta(days=3),
            person=idea.author if idea else "U0BEN00001",
            idea=idea.id if idea else 0,
            facts=facts or {},
            text=idea.text if idea else "",
            channel=idea.channel if idea else None,
            ts=idea.place if idea else None,
        )
        number = keep_nudge(tx, team.workspace, team.id, team.leader, suggestion, box.now)
        tx.outbox.put(
            NudgeCard(suggestion, number),
            workspace=team.workspace,
            to=team.leader,
            once=f"nudge:{number}",
            at=box.now,
        )
    box.bot.bell.set()
    box.settle()
    return box.cards("Ana")[-1]


def an_idea(box: Box, name: str = "Emi", text: str = "a weekly demo of half-done work") -> Idea:
    box.say(name, "#product", f"idea: {text}")
    id = box.rows("ideas")[-1]["id"]
    with box.bot.kit.store.read() as tx:
        idea = tx.ideas.by_id("T0BOX00001", id)
    assert idea
    return idea


def waiting(box: Box) -> Message:
    idea = an_idea(box)
    return shown(box, WAITING, idea, {"days": 3, "ideas": f"{idea.id}"})


def buttons(message: Message) -> list[str]:
    found = [each for block in message.blocks for each in block.get("elements", ())]
    return [each["action_id"] for each in found if "action_id" in each]


def whispered(box: Box) -> str:
    return [each.text for each in box.person("Ana").sees("@Groundswell") if each.ephemeral_for][-1]


def answers(box: Box) -> list[str | None]:
    return [row["answer"] for row in box.rows("nudges")]


def the_value(message: Message) -> str:
    """Its number, as its buttons carry it."""
    found = [each for block in message.blocks for each in block.get("elements", ())]
    return next(str(each["value"]) for each in found if each.get("action_id") == "nudges.not_now")
