"""Facts for the rules, made with as few words as a test needs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.ideas import Contribution, Idea, Part
from bot.domain.kudos import Kudos
from bot.domain.people import Person, Team
from bot.domain.waiting import Facts

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)  # Tuesday, 10:00 in Berlin
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

KUDOS = Kudos("T1", "lea", ("ana",), "the release", NOW - DAY, "message:C1:1.0", "C1", "1.0")
IDEA = Idea("T1", "ana", "a quieter office", NOW - DAY, "message:C1:2.0", "C1", "2.0", id=1)
TEAM = Team("T1", "lea", frozenset({"ana", "ben", "chloe"}), zone="Europe/Berlin", id=1)
PERSON = Person("T1", "ana", "Ana", "Europe/Berlin", "de-DE")
NOTHING = Facts(seen_since=NOW - 99 * DAY)

Work = tuple[Contribution, Idea]


def a_kudos(**changes: Any) -> Kudos:
    return replace(KUDOS, **changes)


def an_idea(**changes: Any) -> Idea:
    return replace(IDEA, **changes)


def a_team(**changes: Any) -> Team:
    return replace(TEAM, **changes)


def a_person(**changes: Any) -> Person:
    return replace(PERSON, **changes)


def facts(**changes: Any) -> Facts:
    return replace(NOTHING, **changes)


def shared(idea: Idea) -> Work:
    """The author's own part."""
    return Contribution(idea.id, idea.author, Part.AUTHOR, idea.shared_at), idea


def a_part(part: Part, person: str, at: datetime, **idea: Any) -> Work:
    found = an_idea(**{"author": "otto", "id": 9, **idea})
    return Contribution(found.id, person, part, at), found
