"""What is known about leading from behind, two sentences at a time, and which of it fits a week."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

FILE = "practices.toml"


@dataclass(frozen=True, slots=True)
class Source:
    author: str
    title: str
    year: int


@dataclass(frozen=True, slots=True)
class Practice:
    """`text` is two sentences of English; whoever shows it translates it."""

    id: str
    text: str
    source: Source
    tags: frozenset[str]  # the measures and the kinds of nudges that it fits


@cache
def _written() -> Mapping[str, Any]:
    return tomllib.loads(files("bot.domain").joinpath(FILE).read_text(encoding="utf-8"))


@cache
def by_id() -> Mapping[str, Practice]:
    return {
        each["id"]: Practice(
            each["id"],
            each["text"],
            Source(each["author"], each["title"], each["year"]),
            frozenset(each["tags"]),
        )
        for each in _written()["practice"]
    }


def practices() -> Sequence[Practice]:
    """All of them, as they stand in the file."""
    return tuple(by_id().values())


@cache
def path() -> Sequence[Practice]:
    """One a week for whoever begins, from the easiest to the harder."""
    return tuple(by_id()[id] for id in _written()["path"])


def browse(tag: str | None = None) -> Sequence[Practice]:
    """Those that fit a measure or a kind of nudge; without one all, those of the path first."""
    if tag is None:
        return (*path(), *_beyond_the_path(practices()))
    return tuple(each for each in practices() if tag in each.tags)


def practice_for(*, week: int, nudge: str | None, measures: Collection[str] = ()) -> Practice:
    """The practice for a leader's week, the first of which is 1.

    The first weeks are the path's. Then it fits the nudge, or else one of the measures, or else it
    is any. Those that fit take turns by the week: none comes again before all had their turn.
    """
    if week <= len(path()):
        return path()[max(week, 1) - 1]
    fit = _fitting(nudge, measures)
    return fit[(week - len(path()) - 1) % len(fit)]


def _fitting(nudge: str | None, measures: Collection[str]) -> Sequence[Practice]:
    """Never none. What the path has shown already comes last."""
    fit = [each for each in practices() if nudge in each.tags]
    fit = fit or [each for each in practices() if not each.tags.isdisjoint(measures)]
    fit = fit or list(practices())
    return (*_beyond_the_path(fit), *(each for each in fit if each in path()))


def _beyond_the_path(found: Sequence[Practice]) -> Sequence[Practice]:
    return tuple(each for each in found if each not in path())
