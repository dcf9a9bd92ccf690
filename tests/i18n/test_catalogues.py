"""Every language says every sentence, with the same places to fill and commands to type."""

import re
import shutil
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.i18n import HERE, Words, languages
from bot.i18n.__main__ import main, untranslated
from bot.i18n.sentences import sentences

LANGUAGES = ("de", "es", "fr", "ja", "pt")
TYPED = re.compile(r"`[^`]*`")
WORDS_OF_COMMANDS = re.compile(
    r"\b(?:list|mine|undo|now|pause 2w|pause 10d|pause off|off|week|month|quarter|all"
    r"|weekly Mon 09:00|ask|channel on|privacy)\b"
)
all_sentences = cache(sentences)
in_each = pytest.mark.parametrize("language", LANGUAGES)


def catalogue(language: str) -> Catalog:
    with (HERE / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> tuple[str, ...]:
    said = message.string or ()
    return (said,) if isinstance(said, str) else tuple(said)


def messages(found: Catalog) -> dict[tuple[str, ...], Message]:
    return {ids(message): message for message in found if message.id}


def places(sentence: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(sentence) if name})


def to_type(sentence: str) -> list[str]:
    """What a person has to type as it is, in whatever language they read."""
    return sorted(
        each for said in TYPED.findall(sentence) for each in WORDS_OF_COMMANDS.findall(said)
    )


def test_these_are_the_languages() -> None:
    assert languages() == ("en", *LANGUAGES)


@in_each
def test_a_catalogue_holds_just_the_sentences_that_are_said(language: str) -> None:
    assert set(messages(catalogue(language))) == set(messages(all_sentences()))


@in_each
def test_nothing_is_left_to_translate_or_in_doubt(language: str) -> None:
    found = catalogue(language)

    assert untranslated(found) == []
    assert [message.id for message in found if message.id and message.fuzzy] == []


@in_each
def test_each_sentence_has_the_same_places_to_fill(language: str) -> None:
    for said, message in messages(catalogue(language)).items():
        for string in strings(message):
            assert places(string) == places(said[-1]), said


@in_each
def test_what_is_to_be_typed_stays_as_it_is(language: str) -> None:
    for said, message in messages(catalogue(language)).items():
        for string in strings(message):
            assert string.count("`") == said[-1].count("`")
            assert to_type(string) == to_type(said[-1]), said


@in_each
def test_markup_and_emoji_stay_as_they_are(language: str) -> None:
    marks = re.compile(r":(?:[a-z_]+|\+1|\{\w+\}):|<@?\{\w+\}|[•·→]")
    for said, message in messages(catalogue(language)).items():
        for string in strings(message):
            assert sorted(marks.findall(string)) == sorted(marks.findall(said[-1])), said
            assert string.count("*") == said[-1].count("*"), said
            assert string.count("\n") == said[-1].count("\n"), said


@in_each
def test_every_plural_form_is_there(language: str) -> None:
    found = catalogue(language)

    for said, message in messages(found).items():
        if len(said) == 2:
            assert len(strings(message)) == found.num_plurals


@in_each
def test_short_things_stay_short(language: str) -> None:
    """Slack cuts or refuses longer ones; buttons are narrow on a phone."""
    for said, message in messages(catalogue(language)).items():
        if len(said[-1]) <= 24:
            assert max(map(len, strings(message))) <= 40, said


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_are_as_the_command_writes_them(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in LANGUAGES:
        shutil.copy(HERE / f"{name}.po", tmp_path)
    monkeypatch.setattr("bot.i18n.__main__.HERE", tmp_path)

    assert main([]) == 0

    written = (tmp_path / f"{language}.po").read_text(encoding="utf-8")
    assert written == (HERE / f"{language}.po").read_text(encoding="utf-8")


def test_a_new_language_begins_with_every_sentence_to_translate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in LANGUAGES:
        shutil.copy(HERE / f"{name}.po", tmp_path)
    monkeypatch.setattr("bot.i18n.__main__.HERE", tmp_path)

    assert main(["it"]) == 1

    assert f"it: {len(messages(all_sentences()))} left" in capsys.readouterr().out


def test_what_is_called_within_f_strings_is_found() -> None:
    assert ("*What would you like to do?*",) in messages(all_sentences())


@pytest.mark.parametrize(
    ("locale", "count", "expected"),
    [
        ("en-US", 1, "1 idea"),
        ("en-US", 2, "2 ideas"),
        ("en-US", 0, "0 ideas"),
        ("en-US", 12345, "12,345 ideas"),
        ("de-DE", 1, "1 Idee"),
        ("de-DE", 12345, "12.345 Ideen"),
        ("de-CH", 12345, "12\u2019345 Ideen"),
        ("fr-FR", 0, "0 idée"),
        ("fr-FR", 1, "1 idée"),
        ("fr-FR", 2, "2 idées"),
        ("es-ES", 2, "2 ideas"),
        ("es-419", 12345, "12,345 ideas"),
        ("pt-BR", 1, "1 ideia"),
        ("ja-JP", 1, "アイデア 1 件"),
        ("ja-JP", 2, "アイデア 2 件"),
        ("it-IT", 2, "2 ideas"),
    ],
)
def test_so_many_are_said_as_it_is_done_there(locale: str, count: int, expected: str) -> None:
    assert Words(locale).count("{count} idea", "{count} ideas", count) == expected
