"""Who can be thanked, and what is said when somebody cannot."""

import pytest

from bot.domain.errors import (
    BotError,
    EmptyGroupError,
    NobodyToThankError,
    ThankingBotError,
    ThankingDeactivatedError,
    ThankingOneselfError,
    ThankingStrangerError,
    TooLongError,
    check_length,
)
from bot.domain.kudos import (
    REASON_LIMIT,
    NamedGroup,
    as_seen_by,
    thankable,
    who_is_thanked,
)
from tests.domain.builders import a_kudos, a_person

ANA, BEN, LEA = (a_person(id=id, name=id.title()) for id in ("ana", "ben", "lea"))
BOT = a_person(id="bot", name="Deploybot", is_bot=True)
GONE = a_person(id="gone", name="Gone", is_deactivated=True)
STRANGER = a_person(id="guest", name="Guest", is_stranger=True)


def a_group(*members: object, handle: str = "@design") -> NamedGroup:
    return NamedGroup("S1", handle, members)  # type: ignore[arg-type] # people, all of them


def test_people_are_thanked_in_the_order_of_their_names_and_once() -> None:
    assert who_is_thanked("lea", [BEN, ANA, BEN]) == ("ben", "ana")


def test_a_group_is_expanded_after_the_people_named() -> None:
    assert who_is_thanked("lea", [BEN], [a_group(ANA, BEN)]) == ("ben", "ana")


def test_of_a_group_those_are_left_out_who_cannot_be_thanked() -> None:
    assert who_is_thanked("lea", [], [a_group(LEA, BOT, GONE, STRANGER, ANA)]) == ("ana",)


@pytest.mark.parametrize(
    ("person", "error"),
    [
        (BOT, ThankingBotError),
        (GONE, ThankingDeactivatedError),
        (STRANGER, ThankingStrangerError),
    ],
)
def test_whoever_is_named_and_cannot_be_thanked_is_told(
    person: object, error: type[BotError]
) -> None:
    with pytest.raises(error):
        who_is_thanked("lea", [ANA, person])  # type: ignore[list-item] # a person of that kind


def test_whoever_names_themselves_among_others_is_left_out() -> None:
    assert who_is_thanked("lea", [LEA, ANA]) == ("ana",)
    assert who_is_thanked("lea", [LEA], [a_group(LEA, BEN)]) == ("ben",)


@pytest.mark.parametrize("groups", [[], [a_group(LEA)]])
def test_thanking_oneself_alone_is_told(groups: list[NamedGroup]) -> None:
    with pytest.raises(ThankingOneselfError):
        who_is_thanked("lea", [LEA, LEA], groups)


def test_a_group_with_nobody_else_in_it_is_told_by_its_handle() -> None:
    with pytest.raises(EmptyGroupError) as raised:
        who_is_thanked("lea", [], [a_group(LEA, BOT)])

    assert raised.value.values == {"name": "@design"}


def test_an_empty_group_beside_a_person_does_no_harm() -> None:
    assert who_is_thanked("lea", [ANA], [a_group(LEA)]) == ("ana",)


def test_nobody_at_all_is_told() -> None:
    with pytest.raises(NobodyToThankError):
        who_is_thanked("lea", [])


def test_in_a_message_nobody_is_told_off() -> None:
    assert thankable("lea", [LEA, BOT, BEN, GONE, STRANGER, ANA, BEN]) == ("ben", "ana")


def test_a_reason_may_be_long_and_no_longer() -> None:
    check_length("x" * REASON_LIMIT, REASON_LIMIT)
    with pytest.raises(TooLongError) as raised:
        check_length("x" * (REASON_LIMIT + 1), REASON_LIMIT)

    assert raised.value.values == {"length": REASON_LIMIT + 1, "limit": REASON_LIMIT}


def test_thanks_of_a_private_channel_are_shown_to_their_receivers_without_words() -> None:
    said = a_kudos(receivers=("ana", "ben"), is_private=True)

    seen = as_seen_by("ana", said)

    assert (seen.giver, seen.receivers, seen.given_at) == ("lea", ("ana",), said.given_at)
    assert (seen.reason, seen.channel, seen.ts) == ("", None, None)
    assert as_seen_by("lea", said) == said


def test_thanks_that_were_told_privately_are_shown_to_their_receivers() -> None:
    told = a_kudos(is_private=True, channel=None, ts=None)

    assert as_seen_by("ana", told) == told


def test_of_private_thanks_a_receiver_sees_nobody_else_who_got_them() -> None:
    told = a_kudos(receivers=("ana", "ben"), is_private=True, channel=None, ts=None)

    assert as_seen_by("ana", told).receivers == ("ana",)
    assert as_seen_by("ana", told).reason == told.reason
    assert as_seen_by(told.giver, told) == told
