"""Slack's little markup: nothing that a person typed can call anybody."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.kit.mrkdwn import defuse, escape, plain, shorten, unescape

NAMES = {"U1": "Ana", "W2": "Ben <the> & only"}
LIVE = re.compile(r"<(?!https?://|mailto:|tel:|#[CGD])", re.IGNORECASE)


def name_of(member: str) -> str:
    return NAMES.get(member, "")


hostile_text = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [
                *"<>|&;!@\n`:*_~.?",
                *(
                    "<!",
                    "<@",
                    "<#",
                    "```",
                    "&lt;",
                    "&gt;",
                    "&amp;",
                    "&lt;!here&gt;",
                    "&gt;&gt;&gt;",
                ),
                *("<@U1>", "<@W2|ben>", "<!here>", "<!channel>", "<!everyone|everyone>", "<#C1|>"),
                *("<!subteam^S1>", "<!subteam^S1|@infra>", "<!date^1^{date}|x>", "<#C1|general>"),
                *("<https://a.example|b>", "<https://a.example|<!here>>", ":taco:", "10:30:15"),
                *("\u200b", "\u202e", "\uff1c!here\uff1e", "thanks", "e\u0301", "\U0001f468\u200d"),
            ]
        ),
    ),
    max_size=60,
).map("".join)


def test_escaping_touches_the_three_signs_alone() -> None:
    assert escape("a < b & c > d 'e'") == "a &lt; b &amp; c &gt; d 'e'"


@settings(deadline=None)
@given(st.text())
def test_escaped_text_comes_back_whole(text: str) -> None:
    assert unescape(escape(text)) == text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<!channel> lunch", "@channel lunch"),
        ("<!here|here> lunch", "@here lunch"),
        ("<!EVERYONE>", "@everyone"),
        ("<!\u200bchannel>", "@channel"),
        ("<!subteam^S1|@infra>", "@infra"),
        ("<!subteam^S1>", "@S1"),
        ("<@U1>", "@Ana"),
        ("<@U9|zoe>", "@zoe"),
        ("<@U9>", "@U9"),
        ("<@W2>", "@Ben &lt;the&gt; &amp; only"),
        ("<!date^1392734382^{date}|18 February>", "18 February"),
        ("<!unknown>", "&lt;!unknown&gt;"),
    ],
)
def test_who_is_called_becomes_a_plain_name(typed: str, shown: str) -> None:
    assert defuse(typed, name_of) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("&lt;!channel&gt;", "&lt;!channel&gt;"),
        ("&amp;lt;!channel&amp;gt;", "&amp;lt;!channel&amp;gt;"),
        ("<<!channel>>", "&lt;@channel&gt;"),
        ("<!<!channel>channel>", "&lt;!@channelchannel&gt;"),
        ("<<https://a.example>!channel>", "&lt;<https://a.example>!channel&gt;"),
        ("<!channel", "&lt;!channel"),
        ("<!chan\nnel>", "&lt;!chan\nnel&gt;"),
        ("a & b && c &nbsp;", "a &amp; b &amp;&amp; c &amp;nbsp;"),
        ("<javascript:alert(1)|x>", "&lt;javascript:alert(1)|x&gt;"),
    ],
)
def test_tricks_stay_text(typed: str, shown: str) -> None:
    assert defuse(typed, name_of) == shown


def test_links_and_channels_stay_alive() -> None:
    typed = "see <https://a.example/?a=1&amp;b=2|the *plan*> in <#C1|general> or <#C2|>"

    shown = defuse(typed, name_of)

    assert shown == "see <https://a.example/?a=1&amp;b=2|the *plan*> in <#C1> or <#C2>"


@settings(deadline=None)
@given(hostile_text)
def test_what_is_defused_calls_nobody_and_stays_so(text: str) -> None:
    once = defuse(text, name_of)

    assert not LIVE.search(once)
    assert defuse(once, name_of) == once


def test_plain_text_says_what_a_person_sees() -> None:
    text = "<@U1> &amp; <!subteam^S1|@infra>: <https://a.example|the plan>, <#C1|general> &lt;3"

    assert plain(text, name_of) == "@Ana & @infra: the plan, #general <3"


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("short", 5, "short"),
        ("a longer text", 8, "a longe…"),
        ("a longer text", 2, "a…"),
        ("ask <@U1> now", 8, "ask…"),
        ("a &amp; b and c", 5, "a…"),
        ("nice :raised_hands: all", 12, "nice…"),
        ("cafe\u0301s are open", 5, "caf…"),
        ("anything", 1, "…"),
        ("anything", 0, ""),
    ],
)
def test_a_cut_never_falls_inside_of_something(text: str, limit: int, cut: str) -> None:
    assert shorten(text, limit) == cut


@settings(deadline=None)
@given(hostile_text, st.integers(0, 80))
def test_shortened_text_fits(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit


@settings(max_examples=20, deadline=None)
@given(hostile_text.map(lambda text: (text or "<") * 2_000), st.integers(0, 40_000))
def test_very_long_text_is_taken_in_stride(text: str, limit: int) -> None:
    text = text[:40_000]

    assert len(shorten(text, limit)) <= limit
    assert not LIVE.search(defuse(text, name_of))
    assert isinstance(plain(text, name_of), str)
