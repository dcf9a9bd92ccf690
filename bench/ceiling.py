"""What one workspace costs that talks as much as Slack passes on, with what the bot says to it."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle

from bench.bots import Bot, bots, pretend_slack
from bench.databases import Databases, counted
from bench.figures import Figure, at_most
from bench.processes import Running
from bench.requests import AUTHORS, CHANNEL, CHATTER, KUDOS
from bot.playground.server import PretendSlack

RATE = 30_000 / 3_600  # events a second: Slack's limit for a workspace and app
SECONDS, WARM_UP = 60.0, 15.0
# Per cent of a core, where every so many-th message is a kudos. All of them come last: what is to
# be said of those waits for Slack's limits, and the bot is still saying it when the minute is over.
TARGETS = {100: 1.0, 1: 2.0}
ON_ITS_WAY = 10.0  # seconds for the last event


@dataclass(frozen=True, slots=True)
class Spent:
    cpu: float  # seconds, of all of the bot's processes
    calls: int  # of the Web API


@dataclass(frozen=True, slots=True)
class Workspace:
    """A bot with a Slack of its own, which brings it events and takes what it says."""

    bot: Bot
    slack: PretendSlack
    server: Running

    def hear(self, author: str, text: str) -> None:
        self.slack.person(author).say(CHANNEL, text)

    def spent(self) -> Spent:
        return Spent(self.server.cpu_seconds(), len(self.slack.calls))

    def kudos(self) -> int:
        return counted(self.bot.url)["kudos"]

    def check(self, kudos: int) -> None:
        """Every event was acknowledged, and so much kudos is kept."""
        until = time.monotonic() + ON_ITS_WAY
        while self.slack.courier.under_way and time.monotonic() < until:
            time.sleep(0.05)
        refused = [each for each in self.slack.deliveries if each.status != 200]
        if refused or self.kudos() != kudos:
            raise AssertionError(f"{self.kudos()} after {kudos} kudos; {refused[:1]}")


def figures(databases: Databases) -> Sequence[Figure]:
    with ExitStack() as stack:
        return measured([_started(stack, each) for each in bots(databases)])


def measured(
    workspaces: Sequence[Workspace], *, seconds: float = SECONDS, warm_up: float = WARM_UP
) -> Sequence[Figure]:
    told, kudos = list[Figure](), workspaces[0].kudos()  # the same in all of them
    for every in TARGETS:
        kudos += _talk(workspaces, every, warm_up)
        before = [each.spent() for each in workspaces]
        began = time.perf_counter()
        kudos += _talk(workspaces, every, seconds)
        took = time.perf_counter() - began
        after = [each.spent() for each in workspaces]
        for each, earlier, later in zip(workspaces, before, after, strict=True):
            told.append(_figure(each.bot, every, earlier, later, took))
            each.check(kudos)
    return told


def _started(stack: ExitStack, bot: Bot) -> Workspace:
    slack = stack.enter_context(pretend_slack())
    server = stack.enter_context(bot.started(slack))
    slack.request_url = server.url
    return Workspace(bot, slack, server)


def _talk(workspaces: Sequence[Workspace], every: int, seconds: float) -> int:
    """The same in all of them, a little later in each, so that no two bots work at once.

    Answers how many kudos each of them heard.
    """
    began, count = time.perf_counter(), round(seconds * RATE)
    authors, chatter = cycle(AUTHORS), cycle(CHATTER)
    kudos = [number % every == every // 2 for number in range(count)]
    for number, is_kudos in enumerate(kudos):
        author, text = next(authors), KUDOS if is_kudos else next(chatter)
        for place, each in enumerate(workspaces):
            _sleep_until(began + (number + place / len(workspaces)) / RATE)
            each.hear(author, text)
    _sleep_until(began + seconds)
    return sum(kudos)


def _sleep_until(instant: float) -> None:
    time.sleep(max(0.0, instant - time.perf_counter()))


def _figure(bot: Bot, every: int, before: Spent, after: Spent, took: float) -> Figure:
    title = f"{RATE:.2f} events a second, {100 // every} % kudos, {bot.name}"
    share = 100 * (after.cpu - before.cpu) / took
    detail = f"{after.calls - before.calls} calls of Slack"
    return at_most(title, share, TARGETS[every], "% of a core", detail)
