"""`kill -9` at any moment: nothing acknowledged is lost, nothing is said twice."""

import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.playground.model import Message
from bot.storage.rows import Row
from tests.scenarios.box import wait_until
from tests.scenarios.process import PROJECT, Process, open_process

SEEDS = [int(seed) for seed in os.environ.get("KILL_SEEDS", "20300107").split(",")]
KILLS = 5
PEOPLE = ("Ana", "Ben", "Daniel", "Emi", "Farid", "Grace")
CHANNELS = ("#general", "#product", "#design")
HURRIED = (str(PROJECT / "tests" / "scenarios" / "hurried_bot.py"),)


@pytest.fixture
def bot(transport: str, url: str, tmp_path: Path) -> Iterator[Process]:
    with open_process(transport, url, tmp_path, command=HURRIED) as process:
        process.env["PYTHONPATH"] = str(PROJECT)
        process.slack.retry_delays = (0.2, 1.0, 2.0)
        yield process


class Stream:
    """What people say and type, and what must be there of it in the end."""

    def __init__(self, bot: Process, dice: random.Random) -> None:
        self.slack, self.dice = bot.slack, dice
        self.thanks: dict[str, Message] = {}
        self.ideas: dict[str, Message] = {}
        self.taken_back: set[str] = set()
        self.commands: dict[str, bool] = {}  # whether the bot acknowledged it

    def happen(self, number: int) -> None:
        person = self.slack.person(self.dice.choice(PEOPLE))
        channel = self.dice.choice(CHANNELS)
        tag = f"item number {number} of the list"
        match self.dice.choices(("thanks", "idea", "command", "edit", "delete"), (9, 5, 3, 2, 2)):
            case ["thanks"]:
                self.thanks[tag] = person.say(channel, f"thanks @Chloé for {tag}")
            case ["idea"]:
                self.ideas[tag] = person.say(channel, f"idea: improve {tag}")
            case ["command"]:
                self.commands[tag] = person.command(channel, f"/kudos @Chloé for {tag}").ok
            case ["edit"] if self.thanks:
                self._edit(tag)
            case ["delete"] if self.ideas:
                old = self.dice.choice(sorted(self.ideas))
                message = self.ideas.pop(old)
                self.slack.person(message.user).delete(message)
                self.taken_back.add(old)

    def _edit(self, tag: str) -> None:
        old = self.dice.choice(sorted(self.thanks))
        message = self.thanks.pop(old)
        self.thanks[tag] = self.slack.person(message.user).edit(
            message, f"props to @Chloé for {tag}"
        )
        self.taken_back.add(old)


def disturb(bot: Process, dice: random.Random) -> None:
    """Now and then an answer is lost on its way, and Slack has done the work."""
    method = dice.choice(("chat.postMessage", "reactions.add", "chat.update", "chat.delete"))
    bot.slack.fail_next(method, after_effect=True, drop_connection=True)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.both_transports
def test_whatever_was_acknowledged_is_there_once(bot: Process, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret
    stream = Stream(bot, dice)
    bot.start()
    kills = sorted(dice.sample(range(10, 145), KILLS))

    for number in range(150):
        stream.happen(number)
        if dice.random() < 0.08:
            disturb(bot, dice)
        if number in kills:
            time.sleep(dice.uniform(0.0, 0.05))
            bot.kill()
            bot.start()
    bring_what_was_never_acknowledged(bot)
    wait_until_all_is_said(bot)

    check_rows(bot, stream)
    check_what_people_see(bot, stream)


def bring_what_was_never_acknowledged(bot: Process) -> None:
    """Slack's later tries, and one more of everything, as it may well do."""
    wait_until(lambda: not bot.slack.courier.under_way, "events were still on their way", 30)
    for event in {each.event_id for each in bot.slack.deliveries}:
        assert bot.slack.deliver_again(event, retry_num=3).status == 200


def wait_until_all_is_said(bot: Process) -> None:
    for _ in range(12):  # leases of the dead run out, and lost answers are looked for
        bot.slack.workspace.clock.move_by(timedelta(minutes=3))
        wait_until(lambda: not unsaid(bot, due=True), "something due was not said", 30)
        if not unsaid(bot):
            return
    raise AssertionError(f"never said: {unsaid(bot)}")


def unsaid(bot: Process, *, due: bool = False) -> list[str]:
    outbox = Row.metadata.tables["outbox"]
    # What was parked is about a message that is gone, as the checks of what people see prove.
    open_states = outbox.c.state.in_(("waiting", "sending"))
    query = select(outbox.c.once, outbox.c.state).where(open_states)
    if due:
        now = bot.slack.workspace.clock.now()
        query = query.where((outbox.c.due_at <= now) | (outbox.c.state == "sending"))
    with bot.engine.connect() as connection:
        return [f"{row.once} is {row.state}" for row in connection.execute(query)]


def check_rows(bot: Process, stream: Stream) -> None:
    tables = Row.metadata.tables
    with bot.engine.connect() as connection:
        reasons = Counter(connection.execute(select(tables["kudos"].c.reason)).scalars())
        ideas = Counter(connection.execute(select(tables["ideas"].c.text)).scalars())
    acknowledged = {tag for tag, ok in stream.commands.items() if ok}
    unsure = stream.commands.keys() - acknowledged
    wanted = stream.thanks.keys() | acknowledged
    assert {tag: reasons[tag] for tag in wanted} == dict.fromkeys(wanted, 1)
    assert [tag for tag in unsure if reasons[tag] > 1] == []
    assert reasons.keys() <= wanted | unsure
    assert ideas == Counter(f"improve {tag}" for tag in stream.ideas)


def check_what_people_see(bot: Process, stream: Stream) -> None:
    state, user = bot.slack.workspace, bot.slack.workspace.app.user
    said = [each for channel in CHANNELS for each in state.messages(channel)]
    posts = [each for each in said if each.user == user]
    for kept, emoji in ((stream.thanks, "raised_hands"), (stream.ideas, "bulb")):
        for tag, message in kept.items():
            now = state.message(message.channel, message.ts)
            assert now, tag
            assert user in now.reacted_with(emoji), tag
    cards = Counter(each.text.rsplit("improve ", 1)[1] for each in posts if "improve " in each.text)
    assert cards == Counter(stream.ideas.keys())
    thanks = Counter(each.text.rsplit("\n>", 1)[1] for each in posts if " thanks <@" in each.text)
    acknowledged = {tag for tag, ok in stream.commands.items() if ok}
    assert {tag: thanks[tag] for tag in acknowledged} == dict.fromkeys(acknowledged, 1)
    assert max(thanks.values(), default=1) == 1
