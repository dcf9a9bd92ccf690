"""What is kept can be hidden and forgotten, and grows no older than it must."""

import pytest

from bot.domain.digests import Digest
from bot.domain.kudos import Kudos
from bot.domain.outgoing import DigestReady, IdeaCard, Posted, PostRemoved
from bot.domain.people import Wishes
from bot.domain.sending import Parcel
from bot.kit.clock import fixed_clock
from bot.services.delivery import send_due
from bot.services.digests import send_due_digests
from bot.services.ideas import toggle_support
from bot.services.kudos import give_kudos
from bot.services.privacy import (
    choose,
    drop_what_is_old,
    forget_person,
    forget_workspace,
    wishes_of,
)
from bot.storage import Store
from tests.services.world import (
    DAY,
    HOUR,
    MARKS,
    NOW,
    WEEK,
    Said,
    an_idea,
    kept_idea,
    kept_kudos,
    known,
    led,
    said,
    say,
)


def waiting_for(digests: list[object]) -> set[str]:
    found: list[Digest] = [each.digest for each in digests if isinstance(each, DigestReady)]
    return {waiting.person for digest in found for waiting in digest.waiting}


def forget(store: Store, person: str) -> None:
    forget_person(store, "T1", person, MARKS, NOW)


def sent(store: Store) -> list[Parcel]:
    sender = Said()
    send_due(store, sender, fixed_clock(NOW + DAY))
    return sorted(sender.parcels, key=lambda parcel: parcel.id)


def test_wishes_are_kept_apart_and_can_be_changed(store: Store) -> None:
    assert wishes_of(store, "T1", "UANA") == Wishes(hidden=False, asked=True)

    choose(store, "T1", "UANA", hidden=True)
    choose(store, "T1", "UANA", asked=False)
    assert wishes_of(store, "T1", "UANA") == Wishes(hidden=True, asked=False)

    choose(store, "T1", "UANA", hidden=False)
    assert wishes_of(store, "T1", "UANA") == Wishes(hidden=False, asked=False)
    assert wishes_of(store, "T2", "UANA") == Wishes(hidden=False, asked=True)


def test_who_is_forgotten_has_given_and_shared_nothing(store: Store) -> None:
    known(store, "UANA")
    say(store, "thanks <@UBEN> for the release")
    say(store, "idea: a quieter office", ts="2.0")

    forget(store, "UANA")

    assert (kept_kudos(store), kept_idea(store, "2.0")) == (None, None)
    assert "UANA" not in repr(said(store))
    with store.read() as tx:
        assert tx.people.get("T1", ["UANA"]) == {}


def test_a_digest_after_that_does_not_name_who_is_forgotten(store: Store) -> None:
    led(store)
    an_idea(store, "UANA", ts="1.0")
    an_idea(store, "UBEN", ts="2.0")

    forget(store, "UANA")
    send_due_digests(store, NOW)

    assert waiting_for([*said(store)]) == {"UBEN"}


@pytest.mark.parametrize(
    "wishes", [Wishes(hidden=True, asked=True), Wishes(hidden=False, asked=False)]
)
def test_what_somebody_chose_outlives_what_was_kept_about_them(
    store: Store, wishes: Wishes
) -> None:
    choose(store, "T1", "UANA", hidden=wishes.hidden)
    choose(store, "T1", "UANA", asked=wishes.asked)
    with store.begin() as tx:
        tx.people.note_asked("T1", "UANA", NOW)

    forget(store, "UANA")

    assert wishes_of(store, "T1", "UANA") == wishes
    with store.read() as tx:
        assert not tx.people.asked_since("T1", "UANA", NOW - DAY)


def test_a_post_that_is_older_than_the_outbox_remembers_is_taken_back_too(store: Store) -> None:
    give_kudos(store, Kudos("T1", "UANA", ("UBEN",), "the fix", NOW, "form:1", "C1"),
               tell_privately=False)  # fmt: skip
    said(store)
    drop_what_is_old(store, NOW + 9 * WEEK, 395)

    forget(store, "UANA")

    assert said(store) == [PostRemoved("kudos:1:post", Posted("C1", "100.0"))]


def test_the_cards_of_others_name_who_is_forgotten_no_more(store: Store) -> None:
    parent = an_idea(store, "UBEN", ts="1.0")
    an_idea(store, "UANA", ts="2.0", parents=(parent.id,))
    toggle_support(store, "T1", parent.id, "UANA", NOW)
    said(store)

    forget(store, "UANA")

    cards = [each for each in said(store) if isinstance(each, IdeaCard)]
    assert [(card.idea.id, card.supporters, card.builders) for card in cards] == [
        (parent.id, (), ())
    ]


def test_each_card_is_shown_once_however_much_is_forgotten(store: Store) -> None:
    parent = an_idea(store, "UBEN", ts="1.0")
    for number in range(3):
        an_idea(store, "UANA", NOW + number * HOUR, parents=(parent.id,))
    before = sent(store)[-1].id

    forget(store, "UANA")

    now_said = sent(store)
    cards = [each.message for each in now_said if isinstance(each.message, IdeaCard)]
    assert [(card.idea.id, card.children_in_all) for card in cards] == [(parent.id, 0)]
    assert now_said[-1].id - before == len(now_said)  # nothing was put that another replaced


def test_what_others_did_stays(store: Store) -> None:
    say(store, "thanks <@UANA> and <@UBEN> for the release", author="UCHLOE")

    forget(store, "UANA")

    kudos = kept_kudos(store)
    assert kudos is not None
    assert kudos.receivers == ("UBEN",)


def test_a_workspace_that_uninstalls_is_forgotten(store: Store) -> None:
    say(store, "thanks <@UBEN> for the release")
    led(store)

    forget_workspace(store, "T1")

    assert kept_kudos(store) is None
    assert said(store) == []
    assert send_due_digests(store, NOW) == 0


def test_text_is_dropped_when_its_days_are_over_and_who_did_what_stays(store: Store) -> None:
    say(store, "thanks <@UBEN> for the release")
    an_idea(store, "UANA", NOW, ts="2.0")

    drop_what_is_old(store, NOW + 10 * DAY, 10)
    before = kept_kudos(store)
    drop_what_is_old(store, NOW + 10 * DAY + HOUR, 10)
    after, idea = kept_kudos(store), kept_idea(store, "2.0")

    assert before is not None
    assert after is not None
    assert idea is not None
    assert (before.reason, after.reason, idea.text) == ("the release", "", "")
    assert after.receivers == ("UBEN",)


def test_posts_are_known_for_long_enough_that_no_digest_comes_twice(store: Store) -> None:
    led(store)
    an_idea(store)
    send_due_digests(store, NOW)
    assert len(said(store)) >= 1

    drop_what_is_old(store, NOW + 7 * DAY, 395)

    with store.read() as tx:
        assert tx.outbox.is_known("T1", "digest:ULEA:2026-W48")
