"""Every sentence that a person can read, found in the code: what a catalogue has to hold.

Read from the syntax tree, which also shows what is called within f-strings. Practices stand in a
file of their own.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog

from bot.domain.practices import FILE as PRACTICES
from bot.domain.practices import practices

SOURCES = Path(__file__).parent.parent
OTHERS = ("playground", "i18n")  # the pretend Slack speaks English
ONE, ONE_OR_MANY = {"gettext", "say", "later", "saying"}, {"ngettext", "count", "count_if_any"}
IN_HELP = "command"  # what a listener says of its command: subject, description, usage


def sentences() -> Catalog:
    """All of them, each with the files that say it."""
    found = Catalog()
    for file in sorted(SOURCES.rglob("*.py")):
        place = file.relative_to(SOURCES)
        if place.parts[0] not in OTHERS:
            for said in _said(ast.parse(file.read_text(encoding="utf-8"))):
                found.add(said, auto_comments=[f"bot/{place.as_posix()}"])
    for practice in practices():  # their sources stay as they are printed
        found.add(practice.text, auto_comments=[f"bot/domain/{PRACTICES}"])
    return found


def _said(tree: ast.AST) -> Iterator[str | tuple[str, str]]:
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name, texts = getattr(call.func, "attr", getattr(call.func, "id", "")), _texts(call)
        if name in ONE:
            yield from texts[:1]
        elif name in ONE_OR_MANY and len(texts) == 2:
            yield texts[0], texts[1]
        elif name == IN_HELP:
            yield from texts[1:]


def _texts(call: ast.Call) -> list[str]:
    constants = (each.value for each in call.args if isinstance(each, ast.Constant))
    return [value for value in constants if isinstance(value, str)]
