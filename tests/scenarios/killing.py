"""`kill -9` under load: what people said meanwhile, and what of it is lost or there twice."""

import random
import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from bot.playground.model import Message
from bot.storage.rows import Row
from tests.scenarios.box import wait_until
from tests.scenarios.process import PROJECT, Process

PEOPLE = ("Ana", "Ben", "Daniel", "Emi", "Farid", "Grace")
CHANNELS = ("#general", "#product", "#design")
HURRIED = (str(PROJECT / "tests" / "scenarios" / "hurried_bot.py"),)


@dataclass
class Harm:
    """What should not be: each as a person who reads the test would name it."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)  # though it was taken back or never said

    def compare(
        self, what: str, found: Counter[str], wanted: Collection[str], unsure: Collection[str] = ()
    ) -> None:
        """Each of `wanted` should be found once; each of `unsure` may be, once too."""
        self.lost += [f"{what}: {tag}" for tag in wanted if not found[tag]]
        self.doubled += [f"{what}: {tag}" for tag, count in found.items() if count > 1]
        self.left_over += [f"{what}: {tag}" for tag in found.keys() - {*wanted, *unsure}]


class Stream:
    """What people say and type, and what must be there of it in the end."""

    def __init__(self, bot: Process, dice: random.Random) -> None:
        self.slack, self.dice = bot.slack, dice
        self.thanks: dict[str, Message] = {}
        self.ideas: dict[str, Message] = {}
        self.commands: dict[str, bool] = {}  # whether the bot acknowledged it

    @property
    def acknowledged(self) -> set[str]:
        return {tag for tag, ok in self.commands.items() if ok}

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

    def _edit(self, tag: str) -> None:
        old = self.dice.choice(sorted(self.thanks))
        message = self.thanks.pop(old)
        self.thanks[tag] = self.slack.person(message.user).edit(
            message, f"props to @Chloé for {tag}"
        )


def disturb(bot: Process, dice: random.Random) -> None:
    """Now and then an answer is lost on its way, and Slack has done the work."""
    method = dice.choice(("chat.postMessage", "reactions.add", "chat.update", "chat.delete"))
    bot.slack.fail_next(method, after_effect=True, drop_connection=True)


def prepare(bot: Process) -> None:
    """Have it run from this checkout, and Slack try again sooner than it does."""
    bot.env["PYTHONPATH"] = str(PROJECT)
    bot.slack.retry_delays = (0.2, 1.0, 2.0)


def kill_under_load(bot: Process, dice: random.Random, *, events: int, kills: int) -> Harm:
    """Kill the bot at moments that nobody chose while that much happens, and look what is there."""
    stream = Stream(bot, dice)
    bot.start()
    moments = set(dice.sample(range(events // 15, events - events // 30), kills))
    for number in range(events):
        stream.happen(number)
        if dice.random() < 0.08:
            disturb(bot, dice)
        if number in moments:
            time.sleep(dice.uniform(0.0, 0.05))
            bot.kill()
            bot.start()
    bring_what_was_never_acknowledged(bot)
    wait_until_all_is_said(bot)
    harm = Harm()
    compare_rows(bot, stream, harm)
    compare_what_people_see(bot, stream, harm)
    return harm


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


def compare_rows(bot: Process, stream: Stream, harm: Harm) -> None:
    tables = Row.metadata.tables
    with bot.engine.connect() as connection:
        reasons = Counter(connection.execute(select(tables["kudos"].c.reason)).scalars())
        ideas = Counter(connection.execute(select(tables["ideas"].c.text)).scalars())
    wanted = stream.thanks.keys() | stream.acknowledged
    harm.compare("kudos kept", reasons, wanted, stream.commands)
    harm.compare("idea kept", ideas, [f"improve {tag}" for tag in stream.ideas])


def compare_what_people_see(bot: Process, stream: Stream, harm: Harm) -> None:
    state, user = bot.slack.workspace, bot.slack.workspace.app.user
    said = [each for channel in CHANNELS for each in state.messages(channel)]
    posts = [each for each in said if each.user == user]
    for kept, emoji in ((stream.thanks, "raised_hands"), (stream.ideas, "bulb")):
        for tag, message in kept.items():
            now = state.message(message.channel, message.ts)
            if not now or user not in now.reacted_with(emoji):
                harm.lost.append(f"reaction: {tag}")
    cards = Counter(each.text.rsplit("improve ", 1)[1] for each in posts if "improve " in each.text)
    harm.compare("card", cards, stream.ideas)
    thanks = Counter(each.text.rsplit("\n>", 1)[1] for each in posts if " thanks <@" in each.text)
    harm.compare("thanks posted", thanks, stream.acknowledged, thanks)
