"""Practices as people read them: in every language, within Slack's limits, from page to page."""

import json
import re

import pytest

from bot.domain.practices import Practice, browse, path, practices
from bot.i18n import Words, languages
from bot.playground.checks.blocks import check_message_blocks
from bot.slack.ui import TEXT_LIMIT, Rendered
from bot.slack.ui.practices import (
    BACK,
    MORE,
    PAGE,
    TOPICS,
    practice_blocks,
    practice_command,
    practice_list,
)
from tests.slack.shown import a_reader

LONGEST = 420  # characters of a practice in any language: it is read on a phone
ENDS = re.compile(r"[.?…](?=\s|\Z)|[。\uff1f]")
in_every_language = pytest.mark.parametrize("language", languages())
pages = range(1, -(-len(practices()) // PAGE) + 1)


def test_each_topic_has_a_name() -> None:
    assert set(TOPICS) == {tag for practice in practices() for tag in practice.tags}


def texts(rendered: Rendered) -> list[str]:
    return [block["text"]["text"] for block in rendered.blocks if block["type"] == "section"]


def buttons(rendered: Rendered) -> dict[str, dict[str, object]]:
    [row] = [block for block in rendered.blocks if block["type"] == "actions"]
    return {each["action_id"]: json.loads(each["value"]) for each in row["elements"]}


def listed(language: str, tag: str | None = None) -> list[Rendered]:
    return [practice_list(a_reader(language), tag=tag, page=page) for page in pages]


@in_every_language
@pytest.mark.parametrize("practice", practices(), ids=lambda practice: practice.id)
def test_each_reads_as_two_calm_sentences_or_three(practice: Practice, language: str) -> None:
    said = Words(language).gettext(practice.text)

    assert 2 <= len(ENDS.findall(said)) <= 3  # other languages end one where English has a colon
    assert len(said) <= LONGEST
    assert not set(said) & set("!\uff01¡<>&*_~`")
    assert (said == practice.text) == (language == "en")


@in_every_language
def test_each_is_taken_by_slack_with_its_source(language: str) -> None:
    for practice in practices():
        blocks = practice_blocks(practice, a_reader(language))

        assert check_message_blocks(blocks) == []
        assert str(practice.source.year) in json.dumps(blocks)


@in_every_language
@pytest.mark.parametrize("tag", [None, *TOPICS])
def test_every_page_is_taken_by_slack(language: str, tag: str | None) -> None:
    pages = list(listed(language, tag))

    assert pages
    for rendered in pages:
        assert check_message_blocks(rendered.blocks) == []
        assert 0 < len(rendered.answer["text"]) <= TEXT_LIMIT


@in_every_language
def test_topics_have_labels_of_their_own(language: str) -> None:
    labels = [Words(language).say(topic) for topic in TOPICS.values()]

    assert len(set(labels)) == len(TOPICS)
    assert max(map(len, labels)) <= 40


def test_page_by_page_all_are_shown_once() -> None:
    shown = [text for page in listed("en") for text in texts(page)[1:]]

    assert shown == [practice.text for practice in browse()]


def test_the_buttons_lead_to_the_pages_beside_it() -> None:
    first, second, *_, last = listed("en")

    assert buttons(first) == {MORE: {"topic": None, "page": 2}}
    assert buttons(second)[BACK] == {"topic": None, "page": 1}
    assert buttons(second)[MORE] == {"topic": None, "page": 3}
    assert list(buttons(last)) == [BACK]


@pytest.mark.parametrize("page", [-1, 0, 99, 10**30])
def test_a_page_that_is_not_there_is_the_nearest(page: int) -> None:
    shown = practice_list(a_reader(), page=page)

    assert shown in (listed("en")[0], listed("en")[-1])


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("small_test", "en"),
        ("Small-Test", "en"),
        ("small tests", "en"),
        ("small_test 1", "en"),
        ("small_test", "ja"),
        ("kleine TESTS", "de"),
    ],
)
def test_a_topic_is_found_by_its_name_or_its_label(typed: str, language: str) -> None:
    rendered = practice_command(typed.split(), a_reader(language))

    assert rendered == practice_list(a_reader(language), tag="small_test")


def test_without_a_topic_all_are_shown_and_a_number_is_a_page() -> None:
    assert texts(practice_command([], a_reader()))[1] == path()[0].text
    assert practice_command(["3"], a_reader()) == listed("en")[2]


@in_every_language
@pytest.mark.parametrize("typed", ["juggling", "<!channel>", "x" * 4_000, "² 2", "9" * 4_000])
def test_what_is_no_topic_is_told_and_all_are_shown(typed: str, language: str) -> None:
    rendered = practice_command(typed.split(), a_reader(language))

    assert check_message_blocks(rendered.blocks) == []
    assert "<!" not in rendered.answer["text"]
    assert len(texts(rendered)) >= PAGE + 1
