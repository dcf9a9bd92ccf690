"""The list of things to try ticks itself."""

from collections.abc import Callable

import pytest

from bot.playground.model import Json, Message, Reaction
from bot.playground.page.tour import Tour
from bot.playground.small_team import small_team
from bot.playground.workspace import Workspace

BEN, ANA = "U0BEN00001", "U0ANA00001"


@pytest.mark.parametrize(
    ("line", "done"),
    [
        ("/kudos @Emi for the walk", {"kudos"}),
        ("/idea a quiet hour", {"idea"}),
        ("/leaderboard", {"leaderboard"}),
        ("/leaderboard month", {"leaderboard"}),
        ("/kudos help", set()),
        ("/kudos", set()),
        ("/lead now", set()),
    ],
)
def test_a_command_with_text_is_something_done(line: str, done: set[str]) -> None:
    tour = Tour()

    tour.typed_command(line)

    assert tour.done == done


def test_a_form_counts_when_it_is_sent() -> None:
    tour = Tour()

    tour.typed_command("/kudos")
    tour.sent_form()

    assert tour.done == {"kudos"}


def said(space: Workspace, text: str, *, noticed: bool) -> Message:
    mark = (Reaction("raised_hands", (space.app.user,)),) if noticed else ()
    return Message("C0PRODUCT1", space.next_ts(), BEN, text, reactions=mark)


@pytest.mark.parametrize(
    ("text", "noticed", "done"),
    [
        ("thanks <@U0ANA00001> for it", True, {"thanks"}),
        ("thanks <@U0ANA00001> for it", False, set()),
        ("idea: a quiet hour", True, {"idea"}),
    ],
)
def test_a_message_counts_when_the_bot_noticed_it(text: str, noticed: bool, done: set[str]) -> None:
    space = small_team()
    tour = Tour(since=space.clock.now().timestamp() - 1)
    space.keep(said(space, text, noticed=noticed))

    tour.look(space, BEN, None)

    assert tour.done == done


def test_what_the_story_did_is_not_the_visitor_s() -> None:
    space = small_team()
    space.keep(said(space, "thanks <@U0ANA00001>", noticed=True))
    tour = Tour(since=space.clock.now().timestamp() + 1)

    tour.look(space, BEN, None)

    assert not tour.done


def a_digest(space: Workspace) -> str:
    channel = space.open_direct_channel(ANA).id
    blocks: tuple[Json, ...] = ({"type": "divider"},) * 5
    space.keep(Message(channel, space.next_ts(), space.app.user, "Your team", blocks))
    return channel


@pytest.mark.parametrize(
    ("moved", "place", "done"),
    [
        (True, lambda channel: channel, {"digest"}),
        (True, lambda _: None, set()),
        (False, lambda channel: channel, set()),
    ],
)
def test_the_digest_counts_when_it_is_read(
    moved: bool, place: Callable[[str], str | None], done: set[str]
) -> None:
    space = small_team()
    tour = Tour(since=space.clock.now().timestamp() - 1, moved=moved)
    channel = a_digest(space)

    tour.look(space, ANA, place(channel))

    assert tour.done == done
