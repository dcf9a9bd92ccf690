"""Slack's text form of a message, as spans."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.messages import Kind, Span
from bot.domain.mrkdwn import spans_of


def text(value: str) -> Span:
    return Span(Kind.TEXT, value)


@pytest.mark.parametrize(
    ("said", "spans"),
    [
        ("", ()),
        ("just words", (text("just words"),)),
        ("a &lt; b &amp;amp; c", (text("a < b &amp; c"),)),
        ("hi <@U1>!", (text("hi "), Span(Kind.USER, "U1"), text("!"))),
        ("<@W1|ana>", (Span(Kind.USER, "W1"),)),
        ("<!subteam^S1|@infra>", (Span(Kind.GROUP, "S1", "@infra"),)),
        ("<!here|here>", (Span(Kind.BROADCAST, "here"),)),
        ("<#C1|general>", (Span(Kind.CHANNEL, "C1", "general"),)),
        ("<#C1|>", (Span(Kind.CHANNEL, "C1"),)),
        ("<https://a.example/?b&amp;c|d>", (Span(Kind.LINK, "https://a.example/?b&c", "d"),)),
        ("<!date^1^{date}|today>", (text("today"),)),
    ],
)
def test_references_become_what_they_name(said: str, spans: tuple[Span, ...]) -> None:
    assert spans_of(said) == spans


@pytest.mark.parametrize("name", ["taco", "+1", "-1", "100", "wave::skin-tone-3", "ありがとう"])
def test_emoji_are_told_by_their_colons(name: str) -> None:
    assert spans_of(f":{name}:") == (Span(Kind.EMOJI, name),)


@pytest.mark.parametrize(
    "said", ["10:30:15", "https://a.example:80:90", "a::b", "std:move:x", ":not an emoji:"]
)
def test_other_colons_are_no_emoji(said: str) -> None:
    assert spans_of(said) == (text(said),)


def test_neighbouring_emoji_are_two() -> None:
    assert spans_of(":taco::taco:") == (Span(Kind.EMOJI, "taco"), Span(Kind.EMOJI, "taco"))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("`<@U1>++`", "@U1++"),
        ("```\n<@U1> &amp;\n```", "@U1 &"),
        ("```never closed <@U1>\n&gt; x", "never closed @U1\n> x"),
        ("``` `a` ```", " `a` "),
    ],
)
def test_code_holds_no_mentions(said: str, code: str) -> None:
    assert spans_of(said) == (Span(Kind.CODE, code),)


def test_quoted_lines_are_one_quote() -> None:
    said = "&gt; thanks <@U1>\n&gt;again\nmine\n> another"

    assert spans_of(said) == (
        Span(Kind.QUOTE, "thanks @U1\nagain"),
        text("\nmine\n"),
        Span(Kind.QUOTE, "another"),
    )


def test_three_signs_quote_the_rest() -> None:
    assert spans_of("so:\n&gt;&gt;&gt; one\ntwo") == (text("so:\n"), Span(Kind.QUOTE, "one\ntwo"))


def test_a_sign_inside_of_a_line_quotes_nothing() -> None:
    assert spans_of("a &gt; b") == (text("a > b"),)


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("*thanks* _so_ ~much~", "thanks so much"),
        ("snake_case and 5 * 3 * 2", "snake_case and 5 * 3 * 2"),
        ("~5 minutes", "~5 minutes"),
    ],
)
def test_marks_of_style_are_taken_off(said: str, spoken: str) -> None:
    assert spans_of(said) == (text(spoken),)


def test_a_style_reaches_across_a_mention() -> None:
    assert spans_of("*thanks <@U1>*") == (text("thanks "), Span(Kind.USER, "U1"))


HOSTILE = ["<", "`", "```", "&gt;", ">", ":", ":a", "*", "*a", "_", "<@U1>", "\n>", "~ ", "."]


@pytest.mark.parametrize("bit", HOSTILE)
def test_forty_thousand_characters_are_read(bit: str) -> None:
    assert spans_of((bit * 40_000)[:40_000])


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("<>&@!#|:`*_~\n agt;lUC1^")))
def test_no_text_is_too_strange(said: str) -> None:
    assert all(span.value or span.kind is not Kind.TEXT for span in spans_of(said))
