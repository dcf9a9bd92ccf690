"""Adding a thing means adding a file: each folder's things are whole, in every language."""

import ast
import importlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from string import Formatter
from types import ModuleType
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bot
import bot.cli
import bot.domain.detector
import bot.domain.errors
import bot.domain.leading_errors
import bot.domain.nudges
import bot.slack.listeners
import bot.slack.ui
from bot.domain.coaching import Lack
from bot.domain.digests import BestKind
from bot.domain.errors import BotError
from bot.domain.ideas import Part, Stage
from bot.domain.leaderboards import Period
from bot.domain.measures import MEASURES
from bot.domain.nudges import Answer, Nudge
from bot.domain.outgoing import Offered, Outgoing
from bot.domain.people import Watch
from bot.i18n import Words, languages
from bot.kit.registry import modules_in
from bot.slack.listening import on
from bot.slack.ui import render
from bot.slack.ui.measures import LABELS
from bot.storage.payloads import KINDS, as_json, of_json

in_every_language = pytest.mark.parametrize("language", languages())
modules_of = {
    folder: list(modules_in(importlib.import_module(folder)))
    for folder in (
        "bot.cli",
        "bot.slack.listeners",
        "bot.domain.nudges",
        "bot.slack.ui",
    )
}


def every(folder: str) -> pytest.MarkDecorator:
    found = modules_of[folder]
    return pytest.mark.parametrize("module", found, ids=[each.__name__ for each in found])


def sources() -> Iterator[Path]:
    return Path(bot.__path__[0]).rglob("*.py")


# What each folder promises


@every("bot.cli")
def test_a_cli_command_has_a_summary_and_does_something(module: ModuleType) -> None:
    assert module.SUMMARY
    assert "\n" not in module.SUMMARY
    assert callable(module.run)


@every("bot.slack.listeners")
def test_a_listener_module_listens(module: ModuleType) -> None:
    assert module.__name__ in {listener.__module__ for _, _, listener in on.found}


@every("bot.domain.nudges")
def test_a_nudge_module_has_a_nudge_of_its_own_kind(module: ModuleType) -> None:
    assert isinstance(module.NUDGE, Nudge)
    assert module.NUDGE.kind == module.__name__.rpartition(".")[2]


def test_every_module_opens_with_a_line_on_what_it_is_for() -> None:
    silent = [
        str(file)
        for file in sources()
        if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]

    assert silent == []


# Messages


def branches_of_the_sender() -> set[str]:
    """The kinds of messages that `slack/post.py` sends without a renderer."""
    tree = ast.parse((Path(bot.__path__[0]) / "slack" / "post.py").read_text(encoding="utf-8"))
    patterns = (node.cls for node in ast.walk(tree) if isinstance(node, ast.MatchClass))
    return {cls.id for cls in patterns if isinstance(cls, ast.Name)}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.__name__)
def test_every_message_is_rendered_or_done(kind: type) -> None:
    is_rendered = render.dispatch(kind) is not render.dispatch(object)

    assert is_rendered or kind.__name__ in branches_of_the_sender()


instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone comes beside
st.register_type_strategy(datetime, instants)
st.register_type_strategy(Mapping, lambda kind: st.dictionaries(*map(st.from_type, get_args(kind))))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


@settings(deadline=None)
@given(st.sampled_from(list(KINDS.values())).flatmap(st.from_type))
def test_every_message_comes_out_of_the_outbox_as_it_went_in(message: Outgoing) -> None:
    kind = type(message).__name__

    assert of_json(kind, as_json(message)) == message


# Labels


def best_sentence(kind: BestKind, words: Words) -> str:
    from dataclasses import replace

    from bot.domain.digests import Best
    from bot.domain.outgoing import DigestReady
    from tests.slack.shown import a_digest, a_reader

    reader = replace(a_reader(), words=words)
    digest = replace(a_digest(nudge=False), best=Best(kind, ("U1",), "x"))
    return render(DigestReady(digest), reader).text


def labels() -> Iterator[tuple[type[StrEnum], Callable[[Any, Words], str]]]:
    from bot.slack.ui.groundswell import WATCHED
    from bot.slack.ui.hints import LACKS
    from bot.slack.ui.ideas import OFFERS, stage_label
    from bot.slack.ui.leaderboards import PERIODS
    from bot.slack.ui.nudges import ANSWERED, PARTS

    yield Stage, stage_label
    yield Offered, lambda kind, words: words.say(OFFERS[kind])
    yield Answer, lambda kind, words: words.say(ANSWERED[kind])
    yield Watch, lambda kind, words: words.say(WATCHED[kind])
    yield Period, lambda kind, words: words.say(PERIODS[kind])
    yield Part, lambda kind, words: words.say(PARTS[kind])
    yield Lack, lambda kind, words: words.say(LACKS[kind])
    yield BestKind, best_sentence


@in_every_language
@pytest.mark.parametrize(
    ("kinds", "label"), list(labels()), ids=[kinds.__name__ for kinds, _ in labels()]
)
def test_each_kind_has_a_label_of_its_own(
    kinds: type[StrEnum], label: Callable[[Any, Words], str], language: str
) -> None:
    found = [label(kind, Words(language)) for kind in kinds]

    assert all(found)
    assert len(set(found)) == len(kinds)


def test_every_measure_has_its_words() -> None:
    assert set(LABELS) == {each.__name__ for each in MEASURES} | {"specificity"}


# Errors


ERRORS: Mapping[str, type[BotError]] = {
    name: found
    for module in (bot.domain.errors, bot.domain.leading_errors)
    for name, found in vars(module).items()
    if isinstance(found, type) and issubclass(found, BotError) and found is not BotError
}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def raised() -> Iterator[tuple[str, set[str]]]:
    """Every error made in the bot, with the names of its values. The playground has its own."""
    for file in sources():
        if "playground" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield called(node.func), {str(keyword.arg) for keyword in node.keywords}
            elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name | ast.Attribute):
                yield called(node.exc), set()


def called(node: ast.expr) -> str:
    """The last part of a dotted name."""
    return str(getattr(node, "attr", getattr(node, "id", "")))


def test_every_error_is_raised_with_the_values_of_its_sentence() -> None:
    needed = {
        name: placeholders(error.sentence) - ({"command"} if error.subject else set())
        for name, error in ERRORS.items()
    }

    wrong = [(name, values) for name, values in raised() if needed.get(name, values) != values]

    assert wrong == []


def test_every_error_is_raised_somewhere() -> None:
    assert set(ERRORS) <= {name for name, _ in raised()}


@in_every_language
@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
def test_every_error_reads_as_a_sentence(error: type[BotError], language: str) -> None:
    values = dict.fromkeys(placeholders(error.sentence), "<x>")

    sentence = Words(language).error(error(**values))

    assert not sentence[-1].isalnum()
    assert "{" not in sentence
