"""`python -m bot.i18n`: bring every catalogue up to date with the sentences in the code.

New sentences come in empty, those that are gone go; what is left to translate is counted.
`python -m bot.i18n it` begins a catalogue for Italian.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from bot.i18n import HERE, languages
from bot.i18n.sentences import sentences

# Nothing in it changes by itself, as Babel's own header with its dates does.
HEADER = r"""msgid ""
msgstr ""
"Language: {language}\n"
"Plural-Forms: {plurals}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def main(arguments: list[str]) -> int:
    wanted = sentences()
    missing = {name: _update(name, wanted) for name in sorted({*languages()[1:], *arguments})}
    for language, count in missing.items():
        sys.stdout.write(f"{language}: {count or 'nothing'} left to translate\n")
    return 1 if any(missing.values()) else 0


def _update(language: str, wanted: Catalog) -> int:
    path = HERE / f"{language}.po"
    known = _read(path, language)
    fresh = Catalog(locale=language, project="Groundswell", charset="utf-8", fuzzy=False)
    for message in wanted:
        if message.id:
            told = known.get(_key(message))
            fresh.add(message.id, told.string if told else "", auto_comments=message.auto_comments)
    body = BytesIO()
    write_po(body, fresh, width=100, omit_header=True, sort_output=True)
    header = HEADER.format(language=language, plurals=fresh.plural_forms)
    path.write_bytes(header.encode() + body.getvalue())
    return len(untranslated(fresh))


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])


def untranslated(catalogue: Catalog) -> list[str]:
    """The sentences that are missing, or one of whose plural forms is."""
    missing = []
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(strings):
            missing.append(_key(message))
    return missing


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
