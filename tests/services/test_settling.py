"""What became of nudges is told from rows, whatever the bot heard of when; and then it stays."""

from datetime import datetime, timedelta

import pytest

from bot.domain.ideas import Idea
from bot.domain.kudos import Kudos
from bot.domain.moves import Move
from bot.domain.nudges import Fact, ShownNudge, Suggestion
from bot.domain.people import Person, Recognition
from bot.services.credits import post_roll, roll_of
from bot.services.deeds import contributors_of
from bot.services.due import run_due
from bot.services.idea_tests import open_test
from bot.services.ideas import take_back_idea
from bot.services.kudos import give_kudos, undo_kudos
from bot.services.moves import decide_idea
from bot.services.nudges import settle_due
from bot.services.privacy import choose, forget_person
from bot.storage import Store
from bot.storage.promises import PROMISES
from bot.storage.questions import ANSWERS, QUESTIONS
from tests.services.world import DAY, HOUR, MARKS, NOW, an_idea, known, led, reply
from tests.storage.builders import keep_nudge

LEA, ANA, BEN = (Person("T1", id, id.title()) for id in ("ULEA", "UANA", "UBEN"))
UNTIL = NOW + 5 * DAY


def show(
    store: Store,
    kind: str,
    *,
    idea: int = 0,
    person: str = "",
    held: bool = False,
    workspace: str = "T1",
    **facts: Fact,
) -> int:
    suggestion = Suggestion(kind, f"idea:{idea}", UNTIL, person=person, idea=idea, facts=facts)
    with store.begin() as tx:
        return keep_nudge(tx, workspace, 1, "ULEA", suggestion, NOW, is_held_back=held)


def nudge(store: Store, id: int, workspace: str = "T1") -> ShownNudge:
    with store.read() as tx:
        found = tx.nudges.by_id(workspace, id)
    assert found is not None
    return found


def settled(store: Store, id: int) -> ShownNudge:
    settle_due(store, UNTIL)
    return nudge(store, id)


def thank(store: Store, *whom: str, at: datetime = NOW + HOUR, giver: str = "ULEA") -> Kudos:
    kudos = Kudos("T1", giver, whom, "the release", at, f"{giver}:{whom}:{at}", "C1")
    kept = give_kudos(store, kudos, tell_privately=False)
    assert kept
    return kept


def ask(store: Store, at: datetime, *answers: tuple[str, datetime]) -> int:
    with store.begin() as tx:
        asked = {"workspace": "T1", "leader": "ULEA", "channel": "C1", "asked_at": at}
        insert = QUESTIONS.insert().returning(QUESTIONS.c.id)
        id: int = tx._connection.execute(insert, {**asked, "source": f"q:{at}"}).scalar_one()
        for person, when in answers:
            row = {"workspace": "T1", "question": id, "ts": f"{when}", "person": person}
            tx._connection.execute(ANSWERS.insert(), {**row, "at": when})
    return id


def promise(store: Store, made: datetime, kept: datetime | None) -> int:
    row = {"workspace": "T1", "team": 1, "leader": "ULEA", "deed": "thank", "person": "", "idea": 0}
    times = {"made_at": made, "remind_at": made, "until": made + DAY, "kept_at": kept}
    with store.begin() as tx:
        insert = PROMISES.insert().returning(PROMISES.c.id)
        found = tx._connection.execute(insert, {**row, **times, "source": f"p:{made}"})
        return int(found.scalar_one())


def test_nothing_is_settled_before_its_window_is_over(store: Store) -> None:
    shown = show(store, "promise")

    assert settle_due(store, UNTIL - timedelta(microseconds=1)) == 0
    assert settle_due(store, UNTIL) == 1
    assert settle_due(store, UNTIL + DAY) == 0
    assert nudge(store, shown).settled_at == UNTIL


def test_the_clock_settles_them(store: Store) -> None:
    shown = show(store, "promise")

    run_due(store, UNTIL + HOUR)

    assert nudge(store, shown).settled_at == UNTIL + HOUR


@pytest.mark.parametrize("held", [True, False])
def test_a_reply_follows_what_waited_though_nobody_marked_it(store: Store, held: bool) -> None:
    idea = an_idea(store, ts="0.5")
    shown = show(store, "ideas_waiting", idea=idea.id, person="UANA", held=held, ideas=f"{idea.id}")
    reply(store, "I like it", author="UBEN", to="UANA", sent_at=NOW + HOUR)

    assert nudge(store, shown).followed_at is None
    found = settled(store, shown)

    assert (found.followed_at, found.followed_by) == (NOW + HOUR, f"reply:{idea.id}:3.0")


def test_a_test_by_somebody_else_follows(store: Store) -> None:
    idea = an_idea(store)
    shown = show(store, "small_test", idea=idea.id, person="UANA")
    test = open_test(store, idea.id, BEN, "is it quieter?", NOW + HOUR)

    assert settled(store, shown).followed_by == f"test:{test.id}"


def test_parking_with_a_reason_follows(store: Store) -> None:
    led(store)
    idea = an_idea(store)
    shown = show(store, "small_test", idea=idea.id, person="UANA")
    decide_idea(store, idea.id, LEA, Move.PARK, NOW + HOUR, reason="no time", change="time")
    with store.read() as tx:
        event = tx.moves.last("T1", idea.id, Move.PARK)

    assert event
    assert settled(store, shown).followed_by == f"event:{event.id}"


def adopted(store: Store) -> Idea:
    """By ana, who built it with ben."""
    idea = an_idea(store)
    an_idea(store, "UBEN", NOW - HOUR, parents=(idea.id,))
    decide_idea(store, idea.id, ANA, Move.ADOPT, NOW - HOUR)
    return idea


def test_the_credits_roll_follows_when_it_names_everybody(store: Store) -> None:
    idea = adopted(store)
    shown = show(store, "credits_roll", idea=idea.id)
    post_roll(store, idea.id, ANA, [ANA, BEN], "well done", NOW + HOUR)

    found = settled(store, shown)

    assert found.followed_at == NOW + HOUR
    assert str(found.followed_by).startswith("kudos:")


def test_a_roll_that_leaves_somebody_out_does_not_until_the_leader_thanks_them(
    store: Store,
) -> None:
    idea = adopted(store)
    shown = show(store, "credits_roll", idea=idea.id)
    post_roll(store, idea.id, ANA, [ANA, LEA], "well done", NOW + HOUR)
    thanks = thank(store, "UBEN", at=NOW + 2 * HOUR)

    assert nudge(store, shown).followed_by == f"kudos:{thanks.id}"


def test_who_wants_no_mention_need_not_be_named(store: Store) -> None:
    choose(store, "T1", "UBEN", recognition=Recognition.NONE)
    idea = adopted(store)
    shown = show(store, "credits_roll", idea=idea.id)
    thank(store, "UANA")

    assert nudge(store, shown).followed_at == NOW + HOUR


def test_naming_somebody_passes_the_credit_on(store: Store) -> None:
    given = thank(store, "ULEA", at=NOW, giver="UBEN")
    shown = show(store, "pass_credit", person="UBEN", kudos=given.id)
    thank(store, "UBEN")
    assert nudge(store, shown).followed_at is None

    thanks = thank(store, "UANA", at=NOW + 2 * HOUR)

    assert nudge(store, shown).followed_by == f"kudos:{thanks.id}"


def test_a_question_that_two_answered_follows(store: Store) -> None:
    shown = show(store, "ask_first")
    asked = ask(store, NOW + HOUR, ("UANA", NOW + DAY), ("UBEN", NOW + 2 * DAY))

    found = settled(store, shown)

    assert (found.followed_at, found.followed_by) == (NOW + 2 * DAY, f"question:{asked}")


def test_a_promise_kept_follows_and_one_not_kept_does_not(store: Store) -> None:
    shown = show(store, "promise")
    promise(store, NOW + HOUR, None)
    kept = promise(store, NOW + 2 * HOUR, NOW + DAY)

    found = settled(store, shown)

    assert (found.followed_at, found.followed_by) == (NOW + DAY, f"promise:{kept}")


def test_an_idea_withdrawn_meanwhile_leaves_nothing_to_follow(store: Store) -> None:
    idea = an_idea(store, ts="0.5")
    shown = show(store, "ideas_waiting", idea=idea.id, person="UANA")
    reply(store, "I like it", author="UBEN", to="UANA", sent_at=NOW + HOUR)
    with store.begin() as tx:
        take_back_idea(tx, idea, NOW + 2 * HOUR, MARKS.idea)

    found = settled(store, shown)

    assert (found.followed_at, found.settled_at) == (None, UNTIL)


def test_thanks_taken_back_reopen_it_while_it_is_not_settled(store: Store) -> None:
    shown = show(store, "thank_overdue", person="UANA", idea=7)
    thank(store, "UANA", at=UNTIL - HOUR)
    undo_kudos(store, "T1", "ULEA", UNTIL - HOUR / 2, MARKS.kudos)

    assert settled(store, shown).followed_at is None


def test_what_is_settled_stays(store: Store) -> None:
    shown = show(store, "thank_overdue", person="UANA", idea=7)
    thank(store, "UANA", at=UNTIL - HOUR)
    settled(store, shown)

    undo_kudos(store, "T1", "ULEA", UNTIL - HOUR / 2, MARKS.kudos)

    assert nudge(store, shown).followed_at == UNTIL - HOUR


def test_what_was_heard_of_first_counts(store: Store) -> None:
    shown = show(store, "thank_overdue", person="UANA", idea=7)
    thank(store, "UANA", at=NOW + 2 * DAY)
    thank(store, "UANA", at=NOW + DAY)

    assert settled(store, shown).followed_at == NOW + 2 * DAY


def test_workspaces_do_not_follow_each_other(store: Store) -> None:
    shown = show(store, "thank_overdue", person="UANA", workspace="T2")
    thank(store, "UANA")

    settle_due(store, UNTIL)

    assert nudge(store, shown, "T2").followed_at is None
    assert nudge(store, shown, "T2").settled_at == UNTIL


def test_a_kind_that_is_known_no_more_is_settled_too(store: Store) -> None:
    shown = show(store, "from_an_older_version")

    assert settled(store, shown).settled_at == UNTIL


def test_nudges_about_who_is_forgotten_are_gone(store: Store) -> None:
    known(store, "UANA")
    show(store, "thank_overdue", person="UANA", idea=7)

    forget_person(store, "T1", "UANA", MARKS, NOW + HOUR)

    assert settle_due(store, UNTIL) == 0


def test_many_are_settled_in_several_steps(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.services.nudges.AT_ONCE", 2)
    for _ in range(5):
        show(store, "promise")

    assert settle_due(store, UNTIL) == 5


def test_whom_a_roll_is_for_is_whom_it_proposes(store: Store) -> None:
    root = an_idea(store, "UROOT", NOW - 9 * HOUR)
    above = an_idea(store, "UABOVE", NOW - 10 * HOUR)
    hidden = an_idea(store, "UHID", NOW - 8 * HOUR, channel="C8", is_private=True)
    idea = an_idea(store, at=NOW - 7 * HOUR, parents=(root.id,))
    with store.begin() as tx:  # as when a channel turns private
        tx.ideas.add_parent("T1", hidden.id, above.id)
        tx.ideas.add_parent("T1", idea.id, hidden.id)
    an_idea(store, "UBEN", NOW - 6 * HOUR, parents=(idea.id,))
    an_idea(store, "USECRET", NOW - 5 * HOUR, parents=(idea.id,), channel="C9", is_private=True)
    an_idea(store, "USHY", NOW - 4 * HOUR, parents=(idea.id,))
    an_idea(store, "UGONE", NOW - 3 * HOUR, parents=(root.id,))
    choose(store, "T1", "USHY", recognition=Recognition.NONE)
    known(store, "UGONE", is_deactivated=True)
    adopted = decide_idea(store, idea.id, ANA, Move.ADOPT, NOW - HOUR)

    with store.read() as tx:
        found = contributors_of(tx, "T1", [adopted])[idea.id]

    proposed = {each.person for each in roll_of(store, idea.id, ANA).credits}
    assert found == proposed == {"UANA", "UBEN", "UROOT"}
