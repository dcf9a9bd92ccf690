"""Who is who: told by Slack, kept, and completed with what an event leaves out."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from bot.domain.people import Channel, Person
from bot.kit.clock import fixed_clock
from bot.slack.client import SlackClient
from bot.slack.directory import SlackDirectory
from bot.storage import Store
from tests.slack.loopback import JSON, Answer, answering

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
NOWHERE = "http://127.0.0.1:9/api/"


def a_directory(store: Store, url: str = NOWHERE) -> SlackDirectory:
    return SlackDirectory(store, SlackClient("xoxb-1", url), fixed_clock(NOW), "Europe/Lisbon")


def told(**answer: object) -> Answer:
    return Answer(json.dumps({"ok": True, **answer}).encode())


def test_a_change_keeps_the_language_that_it_does_not_tell(sqlite_store: Store) -> None:
    directory = a_directory(sqlite_store)
    directory.learn(Person("T1", "UEMI", "Emi", zone="Asia/Tokyo", locale="ja-JP"))

    directory.learn(Person("T1", "UEMI", "Emi Tanaka", zone="Europe/Paris", locale=""))

    changed = Person("T1", "UEMI", "Emi Tanaka", zone="Europe/Paris", locale="ja-JP")
    assert directory.person("T1", "UEMI") == changed
    assert a_directory(sqlite_store).person("T1", "UEMI") == changed


def test_who_comes_without_a_time_zone_has_the_set_one(sqlite_store: Store) -> None:
    directory = a_directory(sqlite_store)

    directory.learn(Person("T1", "UBEN", "Ben", zone="", locale=""))

    assert directory.person("T1", "UBEN").zone == "Europe/Lisbon"


def test_a_large_workspace_is_learned_page_by_page_and_waits_as_slack_asks(
    sqlite_store: Store,
) -> None:
    asked: list[tuple[str, str | None]] = []

    def slack(method: str, form: Mapping[str, str]) -> Answer:
        asked.append((method, form.get("cursor")))
        if len(asked) == 2:
            return Answer(
                b'{"ok": false, "error": "ratelimited"}', 429, {**JSON, "retry-after": "0"}
            )
        if method == "users.conversations":
            return told(channels=[{"id": "C1", "is_private": True}])
        more = {"next_cursor": "" if form.get("cursor") else "more"}
        name = "UEMI" if form.get("cursor") else "UANA"
        return told(members=[{"id": name, "name": name}], response_metadata=more)

    with answering(slack) as url:
        a_directory(sqlite_store, url).sync("T1")

    users = [("users.list", None), ("users.list", "more"), ("users.list", "more")]
    assert asked == [*users, ("users.conversations", None)]
    with sqlite_store.read() as tx:
        assert set(tx.people.get("T1", ["UANA", "UEMI"])) == {"UANA", "UEMI"}
        channel = tx.channels.get("T1", "C1")
    assert channel is not None
    assert channel.has_bot
    assert channel.is_private


def test_a_channel_that_was_left_is_asked_about_as_patiently(sqlite_store: Store) -> None:
    waits = iter((True, False))

    def slack(method: str, form: Mapping[str, str]) -> Answer:
        if method == "conversations.info" and next(waits):
            limited = {**JSON, "retry-after": "0"}
            return Answer(b'{"ok": false, "error": "ratelimited"}', 429, limited)
        return told(channel={"id": "C1", "is_private": True})

    with sqlite_store.begin() as tx:
        tx.channels.keep(Channel("T1", "C1", is_private=False, has_bot=False))
    with answering(slack) as url:
        a_directory(sqlite_store, url).sync("T1")

    with sqlite_store.read() as tx:
        channel = tx.channels.get("T1", "C1")
    assert channel is not None
    assert channel.is_private
