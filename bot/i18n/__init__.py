"""The words people read: English in the code, other languages by catalogue.

A catalogue is `<language>.po` in this folder. Babel reads it as it is, so nothing is compiled.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.errors import BotError

HERE = Path(__file__).parent


def languages() -> tuple[str, ...]:
    """English, and every language that has a catalogue."""
    return ("en", *sorted(path.stem for path in HERE.glob("*.po")))


@cache
def _translations(language: str) -> NullTranslations:
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.support import Translations

    with (HERE / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


class Words:
    """Sentences, dates and numbers for one reader. `locale` is Slack's, like "de-DE"."""

    def __init__(self, locale: str) -> None:
        language = locale.replace("_", "-").split("-")[0].lower()
        self.language = language if language in languages() else "en"
        self.locale = _known_to_babel(locale, self.language)
        known = self.language != "en"
        self._translations = _translations(self.language) if known else NullTranslations()

    def gettext(self, sentence: str) -> str:
        return self._translations.gettext(sentence)

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self._translations.ngettext(one, many, count)

    def say(self, sentence: str, **values: object) -> str:
        """The sentence in the reader's language, its placeholders filled if there are values."""
        said = self.gettext(sentence)
        return said.format(**values) if values else said

    def percent(self, share: float) -> str:
        """A share between 0 and 1 as the reader writes it, in whole per cent."""
        from babel.numbers import format_percent

        return format_percent(share, locale=self.locale)

    def count(self, one: str, many: str, count: int, **values: object) -> str:
        """The sentence for so many: `{count}` is filled with the number as it is written here."""
        return self.ngettext(one, many, count).format(count=self.number(count), **values)

    def count_if_any(self, one: str, many: str, count: int) -> str:
        """The sentence for so many; nothing where there are none."""
        return self.count(one, many, count) if count else ""

    def error(self, error: BotError, command: str = "") -> str:
        """Its sentence; `command` is what the command of its subject is called here."""
        values: Mapping[str, str | int] = {"command": command, **error.values}
        return self.gettext(error.sentence).format(**values)

    def number(self, value: float) -> str:
        """The number as it is written here, with one decimal at most."""
        from babel.numbers import format_decimal

        return format_decimal(round(value, 1), locale=self.locale)

    def day(self, instant: datetime, zone: ZoneInfo) -> str:
        """A day of the week and the month: "Tue, Nov 24"."""
        from babel.dates import format_skeleton

        return format_skeleton("MMMEd", instant.astimezone(zone), tzinfo=zone, locale=self.locale)

    def short_day(self, instant: datetime, zone: ZoneInfo) -> str:
        """A day in figures, as short as it is written here: "11/24"."""
        from babel.dates import format_skeleton

        return format_skeleton("Md", instant.astimezone(zone), tzinfo=zone, locale=self.locale)

    def hour(self, instant: datetime, zone: ZoneInfo) -> str:
        """A time of day, to the minute: "10:00 AM"."""
        from babel.dates import format_time

        return format_time(instant, format="short", tzinfo=zone, locale=self.locale)

    def names(self, names: tuple[str, ...]) -> str:
        """ "Ana", "Ana and Ben", "Ana, Ben, and Chloé"."""
        from babel.lists import format_list

        return format_list(names, locale=self.locale)


def _known_to_babel(locale: str, language: str) -> str:
    """The locale as Babel names it; where it knows no such country, the language alone."""
    from babel.core import Locale, UnknownLocaleError

    spelled = locale.replace("-", "_")
    if language == "en" and not spelled.lower().startswith("en"):
        return "en_US"
    try:
        return str(Locale.parse(spelled))
    except (UnknownLocaleError, ValueError):
        return language


@cache
def words_for(locale: str) -> Words:
    return Words(locale)
