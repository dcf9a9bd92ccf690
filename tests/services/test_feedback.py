"""What people say moves the edges of their channel, there alone, and back again."""

import math
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from bot.domain.detector import detect
from bot.domain.feedback import Evidence, Label, Noticed, Observation, Verdict
from bot.domain.kudos import Kudos
from bot.domain.messages import MessageRef
from bot.domain.outgoing import KeepOffer, Offered
from bot.domain.people import Channel
from bot.domain.thresholds import AS_TESTED, Shifts, noticed
from bot.services.answers import agree, decline
from bot.services.channels import learn_channels
from bot.services.feedback import RECENT
from bot.services.kudos import undo_kudos
from bot.services.offers import suggest_keeping
from bot.services.privacy import drop_what_is_old, forget_person
from bot.storage import Store
from tests.doubted import TWELVE, a_doubted_idea
from tests.services.world import (
    DAY,
    HOUR,
    MARKS,
    NOW,
    TOWN,
    a_message,
    edit,
    erase,
    kept_idea,
    kept_kudos,
    said,
    say,
)

EXPLICIT = "idea: a quieter office"


@pytest.fixture(autouse=True)
def channels(store: Store) -> None:
    learn_channels(store, [Channel("T1", "C1"), Channel("T1", "C2"), Channel("T2", "C1")], NOW)


def refuse(store: Store, times: int, at: datetime = NOW, *, stop_asking: bool = False) -> None:
    """So many authors are asked about such an idea, and say no."""
    for number in range(times):
        person, ts = f"U{number}", f"{number + 10}.{at.timestamp():.0f}"
        say(store, a_doubted_idea(), author=person, ts=ts)
        decline(store, MessageRef("T1", "C1", ts), person=person, what=Offered.IDEA,
                stop_asking=stop_asking, marks=MARKS, now=at)  # fmt: skip
    said(store)


def accept(store: Store, times: int) -> None:
    for number in range(times):
        message = say(store, a_doubted_idea(), author=f"UYES{number}", ts=f"{number + 500}.0")
        agree(store, TOWN, message, Offered.IDEA, MARKS, NOW)
    said(store)


def sure_kudos(ts: str = "5.0", at: datetime = NOW) -> Kudos:
    """Kept at once by its words alone, without a marker."""
    sure = Noticed(0.995, Evidence.SURE, "1-abc")
    return Kudos("T1", "UANA", ("UBEN",), "x", at, f"message:C1:{ts}", "C1", ts, noticed=sure)


def asked(store: Store, **more: object) -> bool:
    say(store, a_doubted_idea(faint=True), author="UNEW", **more)
    return any(isinstance(each, KeepOffer) for each in said(store))


def shifts_in(store: Store, channel: str = "C1", workspace: str = "T1") -> Shifts:
    with store.read() as tx:
        return tx.channels.known(workspace, channel).shifts


def observed(store: Store) -> list[Observation]:
    with store.read() as tx:
        return list(tx.feedback.observed(None))


def test_twelve_noes_make_a_channel_stricter_and_no_other(store: Store) -> None:
    refuse(store, 12)

    assert shifts_in(store).idea == pytest.approx(TWELVE)
    assert shifts_in(store).kudos == 0.0
    assert (shifts_in(store, "C2"), shifts_in(store, "C1", "T2")) == (AS_TESTED, AS_TESTED)
    assert not asked(store, ts="900.0")
    assert asked(store, ts="900.0", channel="C2")
    assert asked(store, ts="900.0", workspace="T2")


def test_of_answers_at_the_same_time_each_counts(store: Store) -> None:
    text = a_doubted_idea()
    people = [f"U{number}" for number in range(8)]
    for person in people:
        say(store, text, author=person, ts=f"{person[1:]}.0")

    def refuse_one(person: str) -> None:
        decline(store, MessageRef("T1", "C1", f"{person[1:]}.0"), person=person,
                what=Offered.IDEA, stop_asking=False, marks=MARKS, now=NOW)  # fmt: skip

    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(refuse_one, people))

    assert shifts_in(store).idea == pytest.approx(math.log(1 + 8 / 4))


def test_a_marker_is_heard_in_the_strictest_channel(store: Store) -> None:
    refuse(store, 40)

    say(store, EXPLICIT, ts="900.0")

    assert kept_idea(store, "900.0")


def test_what_people_say_yes_to_brings_the_edge_back(store: Store) -> None:
    refuse(store, 1)
    stricter = shifts_in(store).idea

    accept(store, 4)

    assert stricter > 0.0
    assert shifts_in(store) == AS_TESTED


def test_who_wants_no_questions_says_nothing_of_the_message(store: Store) -> None:
    refuse(store, 3, stop_asking=True)

    assert [each.verdict for each in observed(store)] == [Verdict.STOP_ASKING] * 3
    assert shifts_in(store) == AS_TESTED


def test_what_is_long_ago_counts_no_more_though_nobody_answers(store: Store) -> None:
    refuse(store, 12)

    drop_what_is_old(store, NOW + RECENT - DAY, 395)
    before = shifts_in(store)
    drop_what_is_old(store, NOW + RECENT + DAY, 395)

    assert before.idea > 0.0
    assert shifts_in(store) == AS_TESTED


def test_an_edit_does_not_take_from_a_stricter_channel_what_was_kept(store: Store) -> None:
    accept(store, 1)
    refuse(store, 14)

    edit(store, f"{a_doubted_idea()}!", author="UYES0", ts="500.0")

    assert kept_idea(store, "500.0")


def test_a_question_is_kept_with_the_score_of_then(store: Store) -> None:
    text = a_doubted_idea()
    say(store, text)
    found = detect(a_message(text)).idea
    assert found

    [seen] = observed(store)

    assert (seen.label, seen.noticed) == (Label.IDEA, noticed(found))
    assert (seen.was_asked, seen.verdict) == (True, None)


def test_a_reaction_that_says_so_is_kept_with_the_score_beside_it(store: Store) -> None:
    suggest_keeping(store, a_message("lunch is at noon"), NOW, by="UBEN")

    [seen] = observed(store)

    assert seen.noticed
    assert seen.noticed.band is Evidence.MARKED
    assert seen.noticed.score < 0.5


def test_kudos_taken_back_within_the_hour_were_none(store: Store) -> None:
    say(store, "thanks <@UBEN> for the release")
    kudos = kept_kudos(store)

    undo_kudos(store, "T1", "UANA", NOW + HOUR / 2, MARKS.kudos)

    assert kudos
    assert observed(store) == [
        Observation(Label.KUDOS, kudos.noticed, NOW + HOUR / 2, False, Verdict.UNDONE)
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [("thanks <@UBEN> for the release", Label.KUDOS), (EXPLICIT, Label.IDEA)],
)
def test_a_message_deleted_soon_was_none(store: Store, text: str, label: Label) -> None:
    say(store, text)

    erase(store)

    [seen] = observed(store)
    assert (seen.label, seen.verdict) == (label, Verdict.UNDONE)
    assert seen.noticed
    assert seen.noticed.band is Evidence.EXPLICIT


def test_a_message_deleted_long_after_says_nothing_of_the_edges(store: Store) -> None:
    with store.begin() as tx:
        kept = tx.kudos.add(sure_kudos(at=NOW - DAY))
        assert kept

    erase(store, "5.0")

    assert [each.verdict for each in observed(store)] == [Verdict.DELETED]
    assert shifts_in(store) == AS_TESTED


def test_what_was_surely_kudos_and_is_undone_makes_a_channel_stricter(store: Store) -> None:
    with store.begin() as tx:
        for number in range(3):
            tx.kudos.add(sure_kudos(f"{number}.5"))

    for number in range(3):
        undo_kudos(store, "T1", "UANA", NOW, MARKS.kudos)
        assert shifts_in(store).kudos > number * 0.1


def test_thanks_that_stay_are_a_silent_yes(store: Store) -> None:
    with store.begin() as tx:
        for number in range(40):
            tx.kudos.add(sure_kudos(f"{number}.5"))

    undo_kudos(store, "T1", "UANA", NOW, MARKS.kudos)

    assert shifts_in(store).kudos < 0.01


def test_who_is_forgotten_leaves_no_answers_and_undoes_nothing(store: Store) -> None:
    say(store, "thanks <@UBEN> for the release")
    say(store, a_doubted_idea(), ts="2.0")

    forget_person(store, "T1", "UANA", MARKS, NOW)

    assert observed(store) == []
    assert shifts_in(store) == AS_TESTED
