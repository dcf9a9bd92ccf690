"""Sentences, dates, numbers and lists as the reader's language writes them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import NothingToUndoError, TooLongError
from bot.i18n import Words

TUESDAY = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de-DE", "de"),
        ("de", "de"),
        ("pt-BR", "pt"),
        ("es-419", "es"),
        ("en-GB", "en"),
        ("en", "en"),
        ("it-IT", "en"),
        ("zh-TW", "en"),
        ("", "en"),
        ("../de", "en"),
    ],
)
def test_a_reader_without_a_catalogue_reads_english(locale: str, language: str) -> None:
    assert Words(locale).language == language


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-US", "1,234.5"),
        ("de-DE", "1.234,5"),
        ("it-IT", "1,234.5"),
        ("ja-JP", "1,234.5"),
    ],
)
def test_numbers_have_one_decimal_at_most(locale: str, expected: str) -> None:
    assert Words(locale).number(1234.5499) == expected


def test_a_country_unknown_to_babel_leaves_the_language() -> None:
    assert Words("de-XX").number(1234.5) == "1.234,5"


@pytest.mark.parametrize("number", [0, 1, 0.04, 2.0])
def test_whole_numbers_have_no_decimal(number: float) -> None:
    assert Words("en-US").number(number) == str(round(number))


@pytest.mark.parametrize(
    ("locale", "zone", "expected"),
    [
        ("en-US", "UTC", "Tue, Nov 24"),
        ("en-GB", "Europe/London", "Tue 24 Nov"),
        ("de-DE", "Europe/Berlin", "Mi., 25. Nov."),
        ("ja-JP", "Asia/Tokyo", "11月25日(水)"),
    ],
)
def test_a_day_is_that_of_the_readers_zone(locale: str, zone: str, expected: str) -> None:
    assert Words(locale).day(TUESDAY, ZoneInfo(zone)).replace("水曜日", "水") == expected


@pytest.mark.parametrize(
    ("locale", "expected"), [("en-US", "11:30 PM"), ("en-GB", "23:30"), ("de-DE", "23:30")]
)
def test_an_hour_is_written_as_it_is_there(locale: str, expected: str) -> None:
    written = Words(locale).hour(TUESDAY, ZoneInfo("UTC"))

    assert " ".join(written.split()) == expected


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-US", "Ana, Ben, and Chloé"),
        ("en-GB", "Ana, Ben and Chloé"),
        ("de-DE", "Ana, Ben und Chloé"),
        ("ja-JP", "Ana、Ben、Chloé"),
    ],
)
def test_a_list_is_written_as_it_is_there(locale: str, expected: str) -> None:
    assert Words(locale).names(("Ana", "Ben", "Chloé")) == expected


def test_a_list_of_one_is_one_and_of_none_is_nothing() -> None:
    assert Words("de-DE").names(("Ana",)) == "Ana"
    assert Words("de-DE").names(()) == ""


def test_errors_are_told_in_the_readers_language() -> None:
    error = TooLongError(length=4000, limit=2000)

    assert "4000 characters" in Words("en-US").error(error)
    assert "4000 Zeichen" in Words("de-DE").error(error)
    assert Words("it-IT").error(NothingToUndoError()) == NothingToUndoError.sentence


def test_what_is_filled_in_is_not_read_as_places_to_fill() -> None:
    said = Words("de-DE").say("Taken back: your kudos to {people}.", people="{people} {0} %s")

    assert said == "Zurückgenommen: deine Kudos an {people} {0} %s."


def test_a_sentence_that_no_catalogue_knows_is_said_as_it_is() -> None:
    assert Words("de-DE").say("Nobody said {this}.", this="that") == "Nobody said that."
