"""`python app.py`, as people run it: started, ended, started again, and rung from outside."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.playground.model import Message
from tests.scenarios.box import MONDAY, is_of_a_first, wait_until
from tests.scenarios.leading import TUESDAY
from tests.scenarios.process import Process, open_process, run_app


@pytest.fixture
def bot(transport: str, url: str, tmp_path: Path) -> Iterator[Process]:
    with open_process(transport, url, tmp_path) as process:
        process.slack.retry_delays = (0.1, 0.5, 1.0)
        yield process


def digests(bot: Process) -> list[Message]:
    user = bot.slack.workspace.app.user
    told = bot.slack.person("Ana").direct_messages()
    return [each for each in told if each.user == user and not is_of_a_first(each)]


def lead_and_share(bot: Process) -> None:
    bot.slack.person("Ana").command("#general", "/lead @Ben @Emi")
    bot.slack.person("Emi").say("#product", "idea: a weekly demo of half-done work")
    bot.slack.settle()


@pytest.mark.both_transports
def test_a_digest_comes_once_however_often_the_bot_restarts(bot: Process) -> None:
    bot.start()
    lead_and_share(bot)

    bot.slack.workspace.clock.move_to(TUESDAY)
    wait_until(lambda: digests(bot), "the digest did not come", 30)
    codes = []
    for _ in range(2):
        codes.append(bot.end())
        bot.start()
        bot.slack.settle()
    bot.slack.workspace.clock.move_by(timedelta(minutes=5))
    bot.slack.settle()

    assert codes == [0, 0]
    assert len(digests(bot)) == 1
    assert "Traceback" not in bot.log


@pytest.mark.both_transports
def test_a_tick_does_what_is_due_and_a_second_one_nothing(bot: Process) -> None:
    bot.start()
    lead_and_share(bot)
    assert bot.end() == 0

    early = run_app("tick", "--at", "2030-01-08T09:59+00:00", env=bot.env, cwd=bot.folder)
    before = len(digests(bot))
    # Ten o'clock in Lisbon, written as somebody further east may write it.
    first = run_app("tick", "--at", "2030-01-08T11:00+01:00", env=bot.env, cwd=bot.folder)
    again = run_app("tick", "--at", "2030-01-08T10:00+00:00", env=bot.env, cwd=bot.folder)

    assert (early.returncode, first.returncode, again.returncode) == (0, 0, 0), first.stderr
    assert before == 0
    assert "1 became due, 1 sent" in first.stdout
    assert "0 became due, 0 sent" in again.stdout
    assert len(digests(bot)) == 1


def is_marked(bot: Process, message: Message) -> bool:
    now = bot.slack.workspace.message(message.channel, message.ts)
    return now is not None and now.reacted_with("raised_hands") == (bot.slack.workspace.app.user,)


def test_what_was_said_while_the_bot_ended_cleanly_is_there(bot: Process) -> None:
    bot.slack.retry_delays = (1.0, 2.0, 4.0)
    bot.start()
    said = bot.slack.person("Ben").say("#product", "thanks @Chloé for the plan")
    bot.slack.settle()

    bot.end()
    meanwhile = bot.slack.person("Ben").say("#product", "thanks @Emi for the demo")
    bot.start()

    for message in (said, meanwhile):
        wait_until(partial(is_marked, bot, message), f"{message.text} has no mark", 30)


def test_the_box_starts_on_its_monday(bot: Process) -> None:
    assert abs(bot.slack.workspace.clock.now() - MONDAY) < timedelta(minutes=5)
