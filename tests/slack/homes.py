"""Home tabs, filled with whatever a test likes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.domain.digests import Digest
from bot.domain.homes import (
    AT_ONCE,
    PAGE,
    Effects,
    ForMe,
    Home,
    Standing,
    Tally,
    Trial,
    Waiting,
    Why,
)
from bot.domain.idea_tests import IdeaTest
from bot.domain.ideas import Idea, Part
from bot.domain.kudos import Kudos
from bot.domain.outgoing import CombineAsked
from bot.domain.pages import Page
from bot.domain.people import Recognition, Team, Wishes
from bot.domain.teams import MOST_TEAMS
from bot.slack.ui import Reader
from bot.slack.ui.blocks import View
from bot.slack.ui.home import closed_view, digest_view, home_view

NOTHING: Page[Any] = Page()
TALLY = Tally(1234, 300, 21)


def homes(
    idea: Idea, test: IdeaTest, kudos: Kudos, team: Team, digest: Digest, reader: Reader
) -> Iterator[View]:
    """One as empty as can be, one with as much as there can be, and what else Home shows."""
    yield home_view(Home(ForMe(), NOTHING, Effects(), NOTHING, NOTHING, Wishes()), reader)
    yield home_view(a_full_home(idea, test, kudos, team), reader)
    yield digest_view(digest, reader)
    yield closed_view("x")


def a_full_home(idea: Idea, test: IdeaTest, kudos: Kudos, team: Team) -> Home:
    """On a page in the middle of each list."""
    trials = tuple(Trial(replace(test, id=number), idea) for number in range(AT_ONCE))
    needs = ForMe(
        ended=trials,
        running=trials,
        wanted=tuple(CombineAsked(replace(idea, id=number), idea) for number in range(AT_ONCE)),
        waiting=tuple(Waiting(idea, why, idea.author) for why in Why),
        more=1234,
    )
    return Home(
        needs,
        Page((Standing(idea, TALLY),) * PAGE, 1234, 2345),
        Effects(5678, 1234, 300, 21),
        Page((kudos,) * PAGE, 1234, 2345),
        Page((Standing(idea, TALLY, tuple(Part)),) * PAGE, 1234, 2345),
        Wishes(hidden=True, asked=False, notices=False, recognition=Recognition.NONE),
        tuple(replace(team, id=number) for number in range(1, MOST_TEAMS + 1)),
    )
