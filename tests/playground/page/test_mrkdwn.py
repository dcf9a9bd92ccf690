"""Slack's markup as HTML."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.page import markdown, mrkdwn, rich_text
from bot.playground.page.reader import Reader

ANA = Reader(
    me="U1",
    now=datetime(2026, 11, 23, 9, tzinfo=UTC),
    zone=ZoneInfo("Europe/Lisbon"),
    people={"U1": "Ana", "U2": "Ben <b>"},
    channels={"C1": "general"},
    groups={"S1": "designers"},
    my_groups=frozenset({"S1"}),
)
TAGS = re.compile(r"</?([a-z]+)[^<>]*>")
OURS = {"strong", "em", "s", "code", "pre", "blockquote", "br", "span", "a"}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*bold* _it_ ~gone~", "<strong>bold</strong> <em>it</em> <s>gone</s>"),
        ("2 * 3 * 4 snake_case_name", "2 * 3 * 4 snake_case_name"),
        ("`a *b* <@U1>`", "<code>a *b* &lt;@U1&gt;</code>"),
        ("one\ntwo", "one<br>two"),
        ("&lt;b&gt; &amp; co", "&lt;b&gt; &amp; co"),
        ("&gt; quoted\nnot", "<blockquote>quoted</blockquote>not"),
        ("<!date^1795424400^{date_num} {time}|then>", "2026-11-23 09:00"),
        ("<!date^1795424400^{date_short_pretty}|then>", "today"),
        ("<!date^never^{date}|then>", "then"),
    ],
)
def test_markup_looks_as_in_slack(typed: str, shown: str) -> None:
    assert mrkdwn.to_html(typed, ANA) == shown


def test_mentions_show_names_and_mine_stand_out() -> None:
    shown = mrkdwn.to_html("<@U1> <@U2> <!subteam^S1|@old> <#C1> <#C9|> <!here>", ANA)

    assert '<span class="mention me" data-user="U1">@Ana</span>' in shown
    assert "@Ben &lt;b&gt;</span>" in shown
    assert '<span class="mention me">@designers</span>' in shown
    assert "#general</span>" in shown
    assert "private channel" in shown
    assert '<span class="mention me">@here</span>' in shown


def test_a_link_of_an_unknown_kind_is_only_its_words() -> None:
    shown = mrkdwn.to_html("<javascript:alert(1)|click> <https://a.b/?x=1&amp;y|*here*>", ANA)

    assert "javascript" not in shown
    assert 'href="https://a.b/?x=1&amp;y"' in shown
    assert "<strong>here</strong></a>" in shown


def test_a_link_to_a_message_of_the_workspace_stays_in_the_box() -> None:
    shown = mrkdwn.to_html("<https://a.slack.com/archives/C1/p1795424400000200|there>", ANA)

    assert 'data-go="C1 1795424400.000200"' in shown


@given(st.text(alphabet="*_~`<>&;!@#|:\n\"' abU1", max_size=60))
def test_whatever_is_typed_only_our_own_tags_come_out(typed: str) -> None:
    shown = mrkdwn.to_html(typed, ANA)

    assert set(TAGS.findall(shown)) <= OURS
    assert "<script" not in TAGS.sub("", shown)


def test_rich_text_shows_every_kind_of_piece() -> None:
    words = {"type": "text", "text": "go <now>", "style": {"bold": True, "italic": True}}
    block = {
        "elements": [
            {"type": "rich_text_section", "elements": [words, {"type": "user", "user_id": "U1"}]},
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [{"type": "rich_text_section", "elements": [words]}],
            },
            {"type": "rich_text_quote", "elements": [{"type": "emoji", "name": "tada"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a\nb"}]},
        ]
    }

    shown = rich_text.to_html(block, ANA)

    assert "<em><strong>go &lt;now&gt;</strong></em>" in shown
    assert '<ol class="indent-0"><li>' in shown
    assert "🎉" in shown
    assert "<pre>a\nb</pre>" in shown


def test_markdown_goes_by_way_of_mrkdwn() -> None:
    shown = markdown.to_html("# Title\n**bold** [link](https://a.b)\n- one", ANA)

    assert shown.startswith("<strong>Title</strong><br><strong>bold</strong> <a ")
    assert shown.endswith("• one")
