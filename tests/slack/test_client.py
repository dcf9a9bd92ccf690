"""Slack's answers, and the lack of any, become ours."""

import json
import socket
from collections.abc import Mapping

import pytest

from bot.config import StartError
from bot.domain.sending import (
    RateLimitedError,
    SendError,
    TokenGoneError,
    TryLaterError,
    UndeliverableError,
    UnsureError,
)
from bot.slack.client import Identity, RefusedError, SlackClient
from tests.slack.loopback import JSON, Answer, always, answering


def refusal(error: str, status: int = 200, **more: object) -> Answer:
    return Answer(json.dumps({"ok": False, "error": error, **more}).encode(), status)


def after_call(answer: Answer | None) -> SendError:
    """The error of a call that is answered so."""
    with answering(always(answer)) as url, pytest.raises(SendError) as raised:
        SlackClient("xoxb-1", url).call("chat.postMessage", channel="C1", text="Hi")
    return raised.value


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refusal("token_revoked"), TokenGoneError),
        (refusal("account_inactive"), TokenGoneError),
        (refusal("invalid_auth"), TokenGoneError),
        (refusal("service_unavailable"), TryLaterError),
        (refusal("fatal_error"), UnsureError),
        (refusal("internal_error", 500), UnsureError),
        (refusal("something_new", 503), UnsureError),
        (refusal("channel_not_found"), UndeliverableError),
        (refusal("is_archived"), RefusedError),
        (Answer(b"<html>Sorry</html>", 502, {"content-type": "text/html"}), UnsureError),
        (Answer(b"<html>Log in</html>", 200, {"content-type": "text/html"}), UnsureError),
        (Answer(b"", 200), UnsureError),
        (Answer(b'{"ok": true', 200), UnsureError),
        (Answer(b"[]", 200), UnsureError),
        (Answer(b'"ok"', 200), UnsureError),
        (Answer(b"null", 200), UnsureError),
        (Answer(b"\xff\xfe", 200), UnsureError),
        (Answer(b'{"ok": false}', 200), UnsureError),
        (None, UnsureError),
    ],
)
def test_each_answer_says_whether_it_was_done(
    answer: Answer | None, error: type[SendError]
) -> None:
    assert isinstance(after_call(answer), error)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [({"retry-after": "30"}, 30), ({"Retry-After": "7"}, 7), ({}, 1), ({"retry-after": "soon"}, 1)],
)
def test_a_limit_says_for_how_long_to_wait(header: Mapping[str, str], seconds: float) -> None:
    error = after_call(Answer(b'{"ok": false, "error": "ratelimited"}', 429, {**JSON, **header}))

    assert isinstance(error, RateLimitedError)
    assert error.seconds == seconds


def test_a_limit_told_by_a_proxy_is_one_too() -> None:
    headers = {"content-type": "text/html", "retry-after": "3"}

    assert isinstance(after_call(Answer(b"Too many", 429, headers)), RateLimitedError)


def test_a_refusal_keeps_slacks_own_word_and_its_complaints() -> None:
    told = {"messages": ["[ERROR] no more than 50 items allowed"]}

    error = after_call(refusal("invalid_blocks", response_metadata=told))

    assert isinstance(error, RefusedError)
    assert error.code == "invalid_blocks"
    assert "no more than 50 items" in str(error)


def test_where_nobody_listens_nothing_was_done() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/api/"

        with pytest.raises(TryLaterError):
            SlackClient("xoxb-1", url).call("chat.postMessage")


def test_nothing_is_tried_twice_by_itself() -> None:
    calls: list[str] = []

    def hang_up(method: str, form: Mapping[str, str]) -> None:
        calls.append(method)

    with answering(hang_up) as url, pytest.raises(UnsureError):
        SlackClient("xoxb-1", url).call("chat.postMessage")

    assert calls == ["chat.postMessage"]


def test_arguments_are_sent_as_a_form_and_what_is_none_is_left_out() -> None:
    sent: list[Mapping[str, str]] = []

    def note(method: str, form: Mapping[str, str]) -> Answer:
        sent.append(form)
        return Answer()

    with answering(note) as url:
        SlackClient("xoxb-1", url).call("m", blocks=[{"type": "divider"}], thread_ts=None, limit=2)

    assert sent == [{"blocks": '[{"type": "divider"}]', "limit": "2"}]


def test_a_list_in_pages_is_read_to_its_end() -> None:
    pages = {
        None: {"ok": True, "members": ["U1"], "response_metadata": {"next_cursor": "a"}},
        "a": {"ok": True, "members": ["U2"], "response_metadata": {"next_cursor": ""}},
    }

    def page(method: str, form: Mapping[str, str]) -> Answer:
        return Answer(json.dumps(pages[form.get("cursor")]).encode())

    with answering(page) as url:
        pages_read = SlackClient("xoxb-1", url).pages("conversations.members", "members")
        found = [member for page in pages_read for member in page]

    assert found == ["U1", "U2"]


WHO = {
    "ok": True,
    "team_id": "T1",
    "url": "https://team.slack.com/",
    "user_id": "UBOT",
    "bot_id": "B1",
    "user": "groundswell",
}


def test_the_token_tells_whom_it_speaks_for() -> None:
    headers = {**JSON, "x-oauth-scopes": "chat:write,commands"}

    with answering(always(Answer(json.dumps(WHO).encode(), 200, headers))) as url:
        found = SlackClient("xoxb-1", url).identity()

    assert found == Identity(
        workspace="T1",
        url="https://team.slack.com/",
        bot_user="UBOT",
        bot="B1",
        name="groundswell",
        scopes=frozenset({"chat:write", "commands"}),
    )
    assert found.permalink("C1", "1732100000.000100") == (
        "https://team.slack.com/archives/C1/p1732100000000100"
    )


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (refusal("invalid_auth"), "SLACK_BOT_TOKEN (invalid_auth)"),
        (None, "SLACK_API_URL"),
        (Answer(b"<html>", 200, {"content-type": "text/html"}), "SLACK_API_URL"),
        (Answer(b"[]"), "SLACK_API_URL"),
    ],
)
def test_a_start_without_a_known_token_is_told_in_a_sentence(
    answer: Answer | None, name: str
) -> None:
    with answering(always(answer)) as url, pytest.raises(StartError) as raised:
        SlackClient("xoxb-1", url).identity()

    assert name in str(raised.value)


def test_an_address_that_is_none_is_told_in_a_sentence() -> None:
    with pytest.raises(StartError) as raised:
        SlackClient("xoxb-1", "slack.com/api/").identity()

    assert "SLACK_API_URL" in str(raised.value)
