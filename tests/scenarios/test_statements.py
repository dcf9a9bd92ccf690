"""Budgets of SQL statements for what happens most, on both databases.

A statement is counted when SQLAlchemy hands it to the driver: `executemany` counts once, BEGIN and
COMMIT do not count. The sender polls the outbox on a thread of its own, so it is counted apart.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread
from typing import Any

import pytest
from sqlalchemy import event

from tests.scenarios.box import Box, wait_until

pytestmark = pytest.mark.both_databases

SENDER = "courier"
POLL = "SELECT min(outbox.due_at)"


class Counted:
    def __init__(self) -> None:
        self.by_listeners: list[str] = []
        self.by_sender: list[str] = []

    def add(self, statement: str) -> None:
        if statement.startswith(("BEGIN", POLL)):
            return
        is_sender = current_thread().name == SENDER
        (self.by_sender if is_sender else self.by_listeners).append(statement)


@pytest.fixture(autouse=True)
def steady(box: Box) -> None:
    """The jobs that run at the start have ended, and everybody who acts here is known."""
    scheduler = box.bot._scheduler
    assert scheduler
    running = scheduler._executors["default"]._instances
    wait_until(lambda: not any(running.values()), "the jobs did not end")
    kit = box.bot.kit
    for name in ("Ana", "Ben", "Chloé", "Emi"):
        kit.directory.person(kit.identity.workspace, box.person(name).id)


@contextmanager
def counting(box: Box) -> Iterator[Counted]:
    engine, counted = box.bot.kit.store._engine, Counted()

    def listener(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        counted.add(statement)

    event.listen(engine, "before_cursor_execute", listener)
    try:
        yield counted
    finally:
        event.remove(engine, "before_cursor_execute", listener)


def test_a_plain_message_takes_none(box: Box) -> None:
    box.say("Ben", "#product", "the train is late")

    with counting(box) as counted:
        box.say("Ben", "#product", "the train is late again")

    assert counted.by_listeners == counted.by_sender == []


def test_kudos_take_six_and_their_mark_three(box: Box) -> None:
    box.say("Ben", "#product", "thanks @Emi for the first draft")

    with counting(box) as counted:
        box.say("Ben", "#product", "thanks @Emi @Chloé for the map of who waits for whom")

    assert len(counted.by_listeners) <= 6, counted.by_listeners
    assert len(counted.by_sender) <= 3, counted.by_sender


def test_an_idea_that_resembles_another_takes_fourteen(box: Box) -> None:
    box.say("Emi", "#product", "idea: put a glossary of our acronyms in the wiki")

    with counting(box) as counted:
        box.say("Ben", "#product", "idea: put a glossary of all our acronyms in the team wiki")

    similar = box.rows("similar_ideas")
    assert len(similar) == 1
    assert len(counted.by_listeners) <= 14, counted.by_listeners


def test_support_takes_ten(box: Box) -> None:
    box.say("Ben", "#product", "idea: put a glossary of our acronyms in the wiki")
    box.say("Emi", "#product", "idea: put a glossary of all our acronyms in the team wiki")
    card = box.posts("#product")[-1]

    for name in ("Ben", "Chloé", "Ben"):
        with counting(box) as counted:
            box.press(name, card, "ideas.support")
        assert len(counted.by_listeners) <= 10, counted.by_listeners


def test_home_takes_twenty_five_whatever_it_shows(box: Box) -> None:
    box.command("Ana", "#product", "/lead")
    for number in range(3):
        box.say("Ben", "#product", f"idea: a weekly demo of half-done work, part {number}")
        box.say("Emi", "#product", f"thanks @Ben for the help with part {number}")
    card = box.posts("#product")[-1]
    box.press("Emi", card, "ideas.build")
    box.person("Emi").submit({"text": "the same, with a short film of it"})
    box.settle()
    box.later(days=3)

    with counting(box) as counted:
        box.person("Ben").open_home()
        box.settle()

    assert len(counted.by_listeners) <= 25, counted.by_listeners
