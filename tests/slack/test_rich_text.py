"""Both of Slack's forms of a message say the same."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.messages import Kind, Span
from bot.domain.mrkdwn import spans_of
from bot.kit.mrkdwn import escape
from bot.slack.rich_text import spans_of_blocks

Element = dict[str, Any]


def rich(*parts: Element) -> list[Element]:
    return [{"type": "rich_text", "block_id": "b", "elements": list(parts)}]


def part(kind: str, *elements: Element, **more: object) -> Element:
    return {"type": f"rich_text_{kind}", "elements": list(elements), **more}


def section(*elements: Element) -> Element:
    return part("section", *elements)


def text(value: str, **style: bool) -> Element:
    return {"type": "text", "text": value} | ({"style": style} if style else {})


def user(member: str, **style: bool) -> Element:
    return {"type": "user", "user_id": member} | ({"style": style} if style else {})


def gist(spans: Iterable[Span] | None) -> list[tuple[Kind, str]]:
    """What matters of spans: the words and what is mentioned, not the white space."""
    assert spans is not None
    found = ((span.kind, " ".join(span.value.split())) for span in spans)
    return [(kind, value) for kind, value in found if value]


PAIRS = [
    ("hello &amp; welcome", rich(section(text("hello & welcome")))),
    (
        "*kudos* to <@U1> :taco: for _it_",
        rich(
            section(
                text("kudos", bold=True),
                text(" to "),
                user("U1"),
                text(" "),
                {"type": "emoji", "name": "taco", "unicode": "1f32e"},
                text(" for "),
                text("it", italic=True),
            )
        ),
    ),
    (
        "<!subteam^S1|@infra> <!here> <#C1|general> <https://a.example/?a&amp;b> :+1::skin-tone-3:",
        rich(
            section(
                {"type": "usergroup", "usergroup_id": "S1"},
                text(" "),
                {"type": "broadcast", "range": "here"},
                text(" "),
                {"type": "channel", "channel_id": "C1"},
                text(" "),
                {"type": "link", "url": "https://a.example/?a&b"},
                text(" "),
                {"type": "emoji", "name": "+1", "skin_tone": 3},
            )
        ),
    ),
    (
        "try `<@U1>++` here",
        rich(section(text("try "), user("U1", code=True), text("++", code=True), text(" here"))),
    ),
    (
        "see\n```\nx = 1\ny &lt; <@U1>\n```\nok",
        rich(
            section(text("see\n")),
            part("preformatted", text("x = 1\ny < "), user("U1"), border=0),
            section(text("ok")),
        ),
    ),
    (
        "&gt; thanks <@U1> :tada:\n&gt; again\nmine",
        rich(
            part(
                "quote",
                text("thanks "),
                user("U1"),
                text(" "),
                {"type": "emoji", "name": "tada"},
                text("\nagain"),
            ),
            section(text("mine")),
        ),
    ),
    (
        "two:\n• one\n• <@U1>",
        rich(
            section(text("two:\n")),
            part("list", section(text("one")), section(user("U1")), style="bullet", indent=0),
        ),
    ),
    (
        "1. one\n2. two",
        rich(part("list", section(text("one")), section(text("two")), style="ordered")),
    ),
]


@pytest.mark.parametrize(("said", "blocks"), PAIRS)
def test_both_forms_of_a_message_give_the_same_spans(said: str, blocks: list[Element]) -> None:
    assert gist(spans_of_blocks(blocks)) == gist(spans_of(said))


WORDS = st.text(alphabet="abc <>&.é漢", min_size=1, max_size=6).filter(str.strip)
PIECES = st.one_of(
    WORDS.map(lambda said: (escape(said), text(said))),
    st.sampled_from(["U1", "W2"]).map(lambda member: (f"<@{member}>", user(member))),
    WORDS.map(lambda said: (f"`{escape(said)}`", text(said, code=True))),
    st.just(("<!channel>", {"type": "broadcast", "range": "channel"})),
    st.just(("<#C1|x>", {"type": "channel", "channel_id": "C1"})),
    st.just((" :+1: ", {"type": "emoji", "name": "+1"})),
)


@settings(deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=12))
def test_any_line_says_the_same_in_both_forms(pieces: list[tuple[str, Element]]) -> None:
    said = "so " + " ".join(written for written, _ in pieces)
    elements = [text("so ")] + [one for _, element in pieces for one in (element, text(" "))]

    assert gist(spans_of_blocks(rich(section(*elements)))) == gist(spans_of(said))


def test_a_link_that_shows_its_address_has_no_label() -> None:
    link = {"type": "link", "url": "https://a.example", "text": "https://a.example"}

    assert spans_of_blocks(rich(section(link))) == (Span(Kind.LINK, "https://a.example"),)


def test_an_element_of_a_kind_yet_unknown_is_its_text() -> None:
    blocks = rich(section({"type": "hologram", "text": "hi"}, {"type": "hologram"}))

    assert spans_of_blocks(blocks) == (Span(Kind.TEXT, "hi"),)


@pytest.mark.parametrize("blocks", [None, [], [{"type": "section"}], "rich_text", {}, 7])
def test_without_rich_text_there_is_nothing_to_read(blocks: object) -> None:
    assert spans_of_blocks(blocks) is None


@pytest.mark.parametrize(
    "blocks",
    [
        rich(section({"type": "user"})),
        rich(section({"type": "user", "user_id": 1})),
        rich(section({"no": "type"})),
        rich({"type": "rich_text_section"}),
        rich({"type": "rich_text_section", "elements": "text"}),
        rich({"type": "rich_text_list", "elements": [7]}),
        rich(part("list", section(text("a")), style="ordered", offset="x")),
        rich(section({"type": "emoji", "name": "wave", "skin_tone": []})),
        [{"type": "rich_text"}],
        [{"type": "rich_text", "elements": None}],
        [None],
    ],
)
def test_malformed_blocks_are_left_to_the_text(blocks: object) -> None:
    assert spans_of_blocks(blocks) is None


KEYS = st.sampled_from(
    ["type", "elements", "text", "user_id", "style", "name", "url", "range", "offset", "skin_tone"]
)
KINDS = st.sampled_from(
    ["rich_text", "rich_text_section", "rich_text_list", "rich_text_quote", "text", "user", "emoji"]
)
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3), KINDS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


@settings(deadline=None)
@given(ANYTHING)
def test_no_blocks_are_too_strange(blocks: object) -> None:
    found = spans_of_blocks(blocks)

    assert found is None or isinstance(found, tuple)
