"""What the outbox holds is posted once: looked for when in doubt, and tried without its chart."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.outgoing import (
    IdeaCard,
    KeepOffer,
    KudosReceived,
    Offered,
    Outgoing,
    Posted,
    PostRemoved,
    ReactionRemoved,
    ReactionShown,
)
from bot.domain.sending import Parcel, UndeliverableError
from bot.slack.client import SlackClient
from bot.slack.pace import Pace
from bot.slack.post import CHART, PAGES, SlackSender
from bot.slack.ui import Rendered
from tests.slack.loopback import Answer, answering
from tests.slack.shown import a_reader, an_idea

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
THANKS = KudosReceived("U1", "the release")
DONE = {"ok": True, "channel": "D1", "ts": "5.0"}
Said = list[tuple[str, Mapping[str, str]]]
Answers = Mapping[str, Mapping[str, Any] | Sequence[Mapping[str, Any]]]


def a_parcel(message: Outgoing = THANKS, **changes: Any) -> Parcel:
    return replace(Parcel(1, "T1", message, "U2", "key:1", made_at=NOW), **changes)


@contextmanager
def slack(answers: Answers) -> Iterator[tuple[SlackSender, Said]]:
    """A Slack with these answers by method; a list holds one for each call."""
    calls: Said = []

    def told(method: str, form: Mapping[str, str]) -> Answer:
        calls.append((method, form))
        found = answers.get(method, DONE)
        if not isinstance(found, Mapping):
            found = found[sum(name == method for name, _ in calls) - 1]
        return Answer(json.dumps(found).encode())

    with answering(told) as url:
        pace = Pace(clock=lambda: 0.0, sleep=lambda seconds: None)  # noqa: ARG005 - nobody waits
        yield SlackSender(SlackClient("xoxb-1", url), pace, lambda *_: a_reader()), calls


def send(parcel: Parcel, **answers: Any) -> tuple[Posted | None, Said]:
    by_method = {name.replace("_", ".", 1): answer for name, answer in answers.items()}
    with slack(by_method) as (sender, calls):
        return sender.send(parcel), calls


def methods(calls: Said) -> list[str]:
    return [method for method, _ in calls]


def refusal(error: str) -> Mapping[str, Any]:
    return {"ok": False, "error": error}


def test_a_post_carries_its_key_and_says_where_it_stands() -> None:
    posted, calls = send(a_parcel(thread_ts="1.0"))

    ((method, form),) = calls
    assert posted == Posted("D1", "5.0")
    assert (method, form["channel"], form["thread_ts"]) == ("chat.postMessage", "U2", "1.0")
    assert json.loads(form["metadata"])["event_payload"] == {"key": "key:1"}
    assert form["unfurl_links"] == "0"


def a_message(ts: str, key: str) -> Mapping[str, Any]:
    return {"ts": ts, "metadata": {"event_payload": {"key": key}}}


def test_in_doubt_it_is_looked_for_and_not_said_again() -> None:
    history = {"ok": True, "messages": [{"ts": "3.0"}, a_message("4.0", "key:1")]}

    posted, calls = send(
        a_parcel(is_uncertain=True),
        conversations_open={"ok": True, "channel": {"id": "D1"}},
        conversations_history=history,
    )

    assert posted == Posted("D1", "4.0")
    assert methods(calls) == ["conversations.open", "conversations.history"]
    assert float(calls[1][1]["oldest"]) == NOW.timestamp() - 60


def a_page(*messages: Mapping[str, Any], cursor: str = "") -> Mapping[str, Any]:
    return {"ok": True, "messages": messages, "response_metadata": {"next_cursor": cursor}}


def test_in_doubt_it_is_looked_for_page_by_page() -> None:
    pages = [
        a_page(a_message("9.0", "key:2"), cursor="more"),
        a_page(cursor="last"),
        a_page(a_message("4.0", "key:1")),
    ]

    posted, calls = send(a_parcel(to="C1", is_uncertain=True), conversations_history=pages)

    assert posted == Posted("C1", "4.0")
    assert [form.get("cursor") for _, form in calls] == [None, "more", "last"]


def test_in_doubt_a_busy_channel_is_not_read_for_ever() -> None:
    busy = a_page(a_message("9.0", "key:2"), cursor="more")

    posted, calls = send(a_parcel(to="C1", is_uncertain=True), conversations_history=busy)

    assert posted == Posted("D1", "5.0")
    assert methods(calls) == ["conversations.history"] * PAGES + ["chat.postMessage"]


def test_in_doubt_and_not_found_it_is_said() -> None:
    posted, calls = send(
        a_parcel(to="C1", thread_ts="1.0", is_uncertain=True),
        conversations_replies={"ok": True, "messages": [a_message("4.0", "key:2")]},
    )

    assert posted == Posted("D1", "5.0")
    assert methods(calls) == ["conversations.replies", "chat.postMessage"]


def test_a_change_replaces_the_post_where_it_stands() -> None:
    posted, calls = send(a_parcel(IdeaCard(an_idea()), edits=Posted("C1", "2.0")))

    ((method, form),) = calls
    assert posted == Posted("C1", "2.0")
    assert (method, form["channel"], form["ts"]) == ("chat.update", "C1", "2.0")


@pytest.mark.parametrize("edits", [None, Posted("C1", "2.0")])
def test_what_was_posted_is_removed_and_what_was_not_is_left(edits: Posted | None) -> None:
    _, calls = send(a_parcel(PostRemoved("key:0"), edits=edits))

    assert methods(calls) == (["chat.delete"] if edits else [])


@pytest.mark.parametrize(
    ("message", "method", "error"),
    [
        (ReactionShown("C1", "1.0", "bulb"), "reactions_add", "already_reacted"),
        (ReactionRemoved("C1", "1.0", "bulb"), "reactions_remove", "no_reaction"),
        (ReactionRemoved("C1", "1.0", "bulb"), "reactions_remove", "message_not_found"),
        (PostRemoved("key:0"), "chat_delete", "message_not_found"),
    ],
)
def test_what_is_done_already_is_done(message: Outgoing, method: str, error: str) -> None:
    posted, calls = send(a_parcel(message, edits=Posted("C1", "2.0")), **{method: refusal(error)})

    assert posted is None
    assert len(calls) == 1


def test_a_mark_on_a_message_that_is_gone_cannot_be_put() -> None:
    with pytest.raises(UndeliverableError):
        send(a_parcel(ReactionShown("C1", "1.0", "bulb")), reactions_add=refusal("bad_timestamp"))


def test_an_offer_is_whispered_to_its_author_and_dropped_in_doubt() -> None:
    offer = KeepOffer(Offered.IDEA, "C1", "1.0", "0.5")

    _, calls = send(a_parcel(offer))
    _, none = send(a_parcel(offer, is_uncertain=True))

    ((method, form),) = calls
    assert (method, form["channel"], form["user"]) == ("chat.postEphemeral", "C1", "U2")
    assert form["thread_ts"] == "0.5"
    assert none == []


def charted(blocks: int) -> Callable[..., Rendered]:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "figures"}}
    return lambda *_: Rendered("figures", [section, *[{"type": CHART}] * blocks])


def test_where_charts_are_refused_the_words_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.post.render", charted(1))

    posted, calls = send(a_parcel(), chat_postMessage=[refusal("invalid_blocks"), DONE])

    assert posted == Posted("D1", "5.0")
    assert [CHART in form["blocks"] for _, form in calls] == [True, False]


def test_blocks_refused_for_another_reason_are_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.post.render", charted(0))

    with pytest.raises(UndeliverableError):
        send(a_parcel(), chat_postMessage=refusal("invalid_blocks"))
