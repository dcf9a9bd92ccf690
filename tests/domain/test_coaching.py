"""What thanks lack: every example is judged as a person judged it."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.coaching import Lack, is_specific, missing, specificity
from bot.kit.mrkdwn import escape

WORDS = Path(__file__).with_name("kudos_words.txt")
Example = tuple[str, Sequence[str]]


def examples() -> list[Example]:
    """What each lacks, and what was written: reason, effect, link."""
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    rows = [re.split(r" ?\| ?", line) for line in lines if line and not line.startswith("#")]
    return [(lacks.replace("none", ""), written) for lacks, *written in rows]


each = pytest.mark.parametrize(("lacks", "written"), examples(), ids=str)


def test_there_are_many_examples() -> None:
    assert len(examples()) >= 60
    assert len({tuple(written) for _, written in examples()}) == len(examples())


@each
def test_an_example_lacks_what_a_person_said_it_lacks(lacks: str, written: Sequence[str]) -> None:
    found = missing(*(escape(part.strip()) for part in written))

    assert " ".join(found) == lacks


@each
def test_as_it_is_kept_it_is_specific_or_not_by_the_same_rule(
    lacks: str, written: Sequence[str]
) -> None:
    kept = "\n".join(escape(part.strip()) for part in written if part.strip())

    wanted = "what" not in lacks and lacks != "effect link"
    assert is_specific(kept) == wanted


@pytest.mark.parametrize(
    ("kept", "wanted"),
    [
        ("fixed the import\ncalm nights", True),
        ("fixed the import\n<https://example.org/1>", True),
        ("fixed the import\n<https://example.org/1|the pull request>", True),
        ("fixed the import\nyou rock", False),
        ("<@U1> &amp; <@U2>\nfixed the import, so that we could ship", True),
        ("great job\n<https://example.org/1>", False),
        ("`so that we can ship`", False),
        ("", False),
        ("\n\n", False),
        ("&gt; fixed the import so that we could ship", False),
    ],
)
def test_kept_thanks_are_read_as_the_form_keeps_them(kept: str, wanted: bool) -> None:
    assert is_specific(kept) == wanted


def test_nothing_that_is_missing_is_asked_for_first() -> None:
    assert missing("") == (Lack.WHAT, Lack.EFFECT, Lack.LINK)
    assert missing("fixed the import", "calm nights", "https://example.org") == ()


def test_the_share_is_told_from_three_on() -> None:
    specific, bare = "fixed the import so that we could ship", "you rock"

    assert specificity([specific, bare]) is None
    assert specificity([specific, bare, bare]) == pytest.approx(1 / 3)
    assert specificity([bare] * 5) == 0


anything = st.text(max_size=200) | st.text(
    "aeinst fixing so that <>@U1|`*&;ありがとう直す\n ", max_size=200
)


@given(anything, anything, anything)
def test_whatever_is_typed_is_judged_and_more_of_it_never_asks_for_the_link_again(
    reason: str, effect: str, link: str
) -> None:
    found = missing(reason, effect, link)

    assert list(found) == [lack for lack in Lack if lack in found]
    assert Lack.LINK not in missing(reason, effect, "https://example.org")
    assert is_specific(reason) in (True, False)


@pytest.mark.parametrize(
    "piece", ["so ", "made it ", "helped us ", "直し", "in time", "a-", "<@U1>"]
)
def test_a_long_text_is_judged_at_once(piece: str) -> None:
    assert missing(piece * 100_000) == missing(piece * 100_000)
