"""What might be kudos or an idea is kept when its author says yes, and not asked about too much."""

import pytest

from bot.domain.errors import NobodyToThankError
from bot.domain.feedback import Evidence, Noticed
from bot.domain.messages import Message, MessageRef
from bot.domain.outgoing import KeepOffer, Offered
from bot.domain.people import Channel, Watch
from bot.services.answers import agree, decline
from bot.services.channels import set_watch
from bot.services.offers import offer, suggest_keeping
from bot.services.privacy import choose
from bot.storage import Store
from tests.services.world import (
    DAY,
    HOUR,
    MARKS,
    NOW,
    TOWN,
    a_message,
    edit,
    kept_idea,
    kept_kudos,
    said,
    say,
)

BARE = "thank you so much for that, it saved my day"
LIKELY = Noticed(0.7, Evidence.LIKELY, "1-abc")


def say_yes(store: Store, message: Message, what: Offered, offered: tuple[str, ...] = ()) -> None:
    agree(store, TOWN, message, what, MARKS, NOW, offered=offered)


def say_no(store: Store, *, stop_asking: bool) -> None:
    decline(
        store,
        MessageRef("T1", "C1", "1.0"),
        person="UANA",
        what=Offered.IDEA,
        stop_asking=stop_asking,
        marks=MARKS,
        now=NOW,
    )


def test_what_the_author_agrees_to_is_kept_as_kudos_to_everybody_named(store: Store) -> None:
    say_yes(store, a_message("<@UBEN> and <@UCHLOE> carried me today"), Offered.KUDOS)

    kudos = kept_kudos(store)
    assert kudos is not None
    assert kudos.receivers == ("UBEN", "UCHLOE")
    assert len(said(store)) == 1


def test_a_yes_said_twice_keeps_one(store: Store) -> None:
    message = a_message("<@UBEN> carried me today")

    say_yes(store, message, Offered.KUDOS)
    say_yes(store, message, Offered.KUDOS)

    assert len(said(store)) == 1


def test_kudos_to_nobody_are_told(store: Store) -> None:
    with pytest.raises(NobodyToThankError):
        say_yes(store, a_message("what a day"), Offered.KUDOS)


@pytest.mark.parametrize(
    ("text", "receivers"),
    [
        (BARE, ("UBEN",)),
        (f"{BARE}. <@UCHLOE> can you look at it too?", ("UBEN",)),
        ("never mind", ("UBEN",)),
        ("thanks <@UCHLOE> for the release", ("UCHLOE",)),
    ],
)
def test_bare_thanks_are_kept_for_whom_the_question_named_unless_they_name_somebody_themselves(
    store: Store, text: str, receivers: tuple[str, ...]
) -> None:
    say_yes(store, a_message(text), Offered.KUDOS, offered=("UBEN",))

    kudos = kept_kudos(store)
    assert kudos is not None
    assert kudos.receivers == receivers


def test_who_can_no_more_be_thanked_is_not_thanked(store: Store) -> None:
    with pytest.raises(NobodyToThankError):
        say_yes(store, a_message(BARE), Offered.KUDOS, offered=("UGONE",))


def test_what_the_author_agrees_to_is_kept_as_an_idea(store: Store) -> None:
    say_yes(store, a_message("maybe fewer meetings"), Offered.IDEA)

    idea = kept_idea(store)
    assert idea is not None
    assert (idea.text, idea.parents) == ("maybe fewer meetings", ())


def test_an_idea_that_builds_on_another_knows_its_parent(store: Store) -> None:
    say(store, "idea: a quieter office", author="UBEN")
    parent = kept_idea(store)
    reply = a_message("idea: and quieter phones", ts="3.0", thread_ts="1.0")

    say_yes(store, reply, Offered.BUILD)

    idea = kept_idea(store, "3.0")
    assert idea is not None
    assert parent is not None
    assert idea.parents == (parent.id,)


def test_kept_by_a_yes_it_follows_edits_and_stays_what_it_was_agreed_to_be(store: Store) -> None:
    say_yes(store, a_message("maybe fewer meetings"), Offered.IDEA)

    edit(store, "maybe far fewer meetings")

    idea = kept_idea(store)
    assert idea is not None
    assert idea.text == "maybe far fewer meetings"


def test_about_what_may_be_an_idea_an_author_is_asked_once_a_day_at_most(store: Store) -> None:
    with store.begin() as tx:
        for ts in ("1.0", "2.0"):
            message = a_message("fewer meetings", ts=ts)
            offer(tx, message, Offered.IDEA, LIKELY, NOW, is_sure=False)

    assert said(store) == [KeepOffer(Offered.IDEA, "C1", "1.0")]


def test_about_what_surely_is_one_an_author_is_asked_each_time(store: Store) -> None:
    set_watch(store, Channel("T1", "C1"), Watch.ASK, NOW)

    say(store, "thanks <@UBEN> for the release")
    say(store, "thanks <@UCHLOE> for the plan", ts="2.0")

    assert said(store) == [
        KeepOffer(Offered.KUDOS, "C1", "1.0", receivers=("UBEN",)),
        KeepOffer(Offered.KUDOS, "C1", "2.0", receivers=("UCHLOE",)),
    ]


@pytest.mark.parametrize(
    ("what", "text"),
    [(Offered.IDEA, "idea: fewer meetings"), (Offered.KUDOS, "thanks <@UBEN> for the release")],
)
def test_a_yes_to_what_an_edit_made_clear_meanwhile_keeps_it_once(
    store: Store, what: Offered, text: str
) -> None:
    say(store, "fewer meetings, <@UBEN>")
    edit(store, text)
    said(store)
    before = (kept_idea(store), kept_kudos(store))

    say_yes(store, a_message(text, version="9.0"), what)

    assert (kept_idea(store), kept_kudos(store)) == before
    assert said(store) == []


def test_after_stop_asking_me_nobody_is_asked(store: Store) -> None:
    say_no(store, stop_asking=True)
    set_watch(store, Channel("T1", "C1"), Watch.ASK, NOW)

    say(store, "idea: a quieter office", ts="2.0")

    assert not suggest_keeping(store, a_message("fewer meetings", ts="3.0"), NOW, by="UBEN")
    assert said(store) == []


def test_who_may_be_asked_again_is_asked_again(store: Store) -> None:
    choose(store, "T1", "UANA", asked=False)
    choose(store, "T1", "UANA", asked=True)

    assert suggest_keeping(store, a_message("fewer meetings"), NOW, by="UBEN")


def test_a_no_keeps_nothing(store: Store) -> None:
    say_no(store, stop_asking=False)

    assert kept_idea(store) is None
    assert suggest_keeping(store, a_message("fewer meetings", ts="2.0"), NOW, by="UBEN")


def test_a_message_is_suggested_once_and_not_when_it_is_kept(store: Store) -> None:
    message = a_message("fewer meetings")
    say(store, "idea: a quieter office", ts="2.0")

    assert suggest_keeping(store, message, NOW, by="UBEN")
    assert not suggest_keeping(store, message, NOW + 2 * DAY + HOUR, by="UBEN")
    assert not suggest_keeping(store, a_message("idea: a quieter office", ts="2.0"), NOW, by="UBEN")
