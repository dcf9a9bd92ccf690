"""What somebody else saved stays its author's, whose no is the last word."""

from dataclasses import replace

import pytest

from bot.domain.errors import (
    AuthorRefusedError,
    BotError,
    ChannelOffError,
    IdeaGoneError,
    LeaversIdeaError,
    LeftAloneError,
    NotByPersonError,
    NoWordsError,
    StrangersIdeaError,
)
from bot.domain.messages import Message, MessageRef
from bot.domain.outgoing import Hint, IdeaCaptured, IdeaCard, KeepOffer, Offered
from bot.domain.people import Channel, Person, Watch
from bot.services.answers import agree
from bot.services.captures import (
    Capture,
    approve_capture,
    capture_idea,
    look_at,
    refuse_capture,
)
from bot.services.channels import set_watch
from bot.services.offers import suggest_keeping, take_suggestion_back
from bot.services.privacy import choose, forget_person
from bot.storage import Store
from tests.services.world import (
    MARKS,
    NOW,
    TOWN,
    Town,
    a_message,
    edit,
    kept_idea,
    said,
    say,
)

WORDS = "half of our meetings could be letters"


class Abroad(Town):
    def person(self, workspace: str, id: str) -> Person:
        return replace(super().person(workspace, id), is_stranger=True)


def capture(store: Store, message: Message | None = None, by: str = "UBEN") -> Capture:
    return capture_idea(store, TOWN, message or a_message(WORDS), MARKS, NOW, by=by)


def refuse(store: Store, person: str = "UANA") -> None:
    idea = kept_idea(store)
    assert idea is not None
    refuse_capture(store, "T1", idea.id, person, MARKS, NOW)


def test_it_is_kept_under_its_authors_name_who_is_told(store: Store) -> None:
    capture(store)

    idea = kept_idea(store)
    assert idea is not None
    assert (idea.author, idea.captured_by, idea.text) == ("UANA", "UBEN", WORDS)
    assert IdeaCaptured(idea.id, "UBEN", "C1", "1.0") in said(store)


def test_the_second_who_saves_it_finds_it(store: Store) -> None:
    capture(store)

    found = capture(store, by="UCHLOE")

    assert found.known == kept_idea(store)
    assert [each.by for each in said(store) if isinstance(each, IdeaCaptured)] == ["UBEN"]


def test_ones_own_is_kept_and_nobody_is_told(store: Store) -> None:
    capture(store, by="UANA")

    idea = kept_idea(store)
    assert idea is not None
    assert idea.captured_by is None
    assert not any(isinstance(each, IdeaCaptured) for each in said(store))


def test_a_refusal_takes_it_down_and_outlives_a_yes(store: Store) -> None:
    capture(store)
    idea = kept_idea(store)
    assert idea is not None
    approve_capture(store, "T1", idea.id, "UANA", NOW)

    refuse(store)

    assert kept_idea(store) is None
    with pytest.raises(AuthorRefusedError):
        look_at(store, TOWN, a_message(WORDS), "UCHLOE")
    with pytest.raises(IdeaGoneError):
        approve_capture(store, "T1", idea.id, "UANA", NOW)


def test_after_a_refusal_nobody_is_asked_about_that_message(store: Store) -> None:
    capture(store, a_message("maybe a checklist would help next time?"))
    refuse(store)

    asked = suggest_keeping(store, a_message(WORDS), NOW, by="UBEN")
    edit(store, "maybe a checklist would help next time, who knows?")

    assert not asked
    assert not any(isinstance(each, KeepOffer) for each in said(store))


def test_only_its_author_can_say_so(store: Store) -> None:
    capture(store)

    with pytest.raises(IdeaGoneError):
        refuse(store, "UBEN")

    assert kept_idea(store) is not None


def test_where_it_must_ask_the_author_is_asked_and_their_yes_keeps_it(store: Store) -> None:
    set_watch(store, Channel("T1", "C1"), Watch.ASK, NOW)

    found = capture(store)
    [offer] = said(store)
    agree(store, TOWN, a_message(WORDS), Offered.IDEA, MARKS, NOW)

    assert found.asks
    assert offer == KeepOffer(Offered.IDEA, "C1", "1.0", hint=Hint.SAVER, by="UBEN")
    idea = kept_idea(store)
    assert idea is not None
    assert idea.captured_by is None


@pytest.mark.parametrize(
    ("message", "error"),
    [
        (a_message(" "), NoWordsError),
        (a_message(WORDS, author="UBOT"), NotByPersonError),
        (a_message(WORDS, author="UGONE"), LeaversIdeaError),
    ],
)
def test_what_cannot_be_kept_is_told(store: Store, message: Message, error: type[BotError]) -> None:
    with pytest.raises(error):
        capture(store, message)


def test_who_is_from_elsewhere_has_ideas_elsewhere(store: Store) -> None:
    with pytest.raises(StrangersIdeaError):
        capture_idea(store, Abroad(), a_message(WORDS), MARKS, NOW, by="UBEN")


def test_where_it_is_off_not_even_ones_own(store: Store) -> None:
    set_watch(store, Channel("T1", "C1"), Watch.OFF, NOW)

    with pytest.raises(ChannelOffError):
        capture(store, by="UANA")


def test_who_is_left_alone_keeps_their_own_themselves(store: Store) -> None:
    choose(store, "T1", "UANA", asked=False)

    with pytest.raises(LeftAloneError):
        capture(store)
    capture(store, by="UANA")

    assert kept_idea(store) is not None


def test_a_reply_under_an_idea_builds_on_it(store: Store) -> None:
    say(store, "idea: a quieter office", author="UEVA")

    found = capture(store, a_message(WORDS, ts="2.0", thread_ts="1.0"))

    child, parent = kept_idea(store, "2.0"), kept_idea(store)
    assert child is not None
    assert parent is not None
    assert found.parent is not None
    assert child.parents == (parent.id,)


def test_the_card_names_who_saved_it_no_more_when_they_are_forgotten(store: Store) -> None:
    capture(store)
    said(store)

    forget_person(store, "T1", "UBEN", MARKS, NOW)

    [card] = [each for each in said(store) if isinstance(each, IdeaCard)]
    assert card.idea.captured_by is None
    assert card.idea.author == "UANA"


# A suggestion taken back


def test_a_suggestion_is_taken_back_by_who_made_it_while_it_waits(store: Store) -> None:
    suggest_keeping(store, a_message(WORDS), NOW, by="UBEN")

    by_another = take_suggestion_back(store, MessageRef("T1", "C1", "1.0"), by="UCHLOE")
    taken = take_suggestion_back(store, MessageRef("T1", "C1", "1.0"), by="UBEN")
    again = take_suggestion_back(store, MessageRef("T1", "C1", "1.0"), by="UBEN")

    assert (by_another, taken, again) == (False, True, False)
    assert said(store) == []
    with store.read() as tx:
        assert list(tx.feedback.observed(None)) == []


def test_what_was_asked_cannot_be_unasked(store: Store) -> None:
    suggest_keeping(store, a_message(WORDS), NOW, by="UBEN")
    said(store)

    assert not take_suggestion_back(store, MessageRef("T1", "C1", "1.0"), by="UBEN")
    with store.read() as tx:
        assert len(list(tx.feedback.observed(None))) == 1


def test_what_was_taken_back_can_be_suggested_anew(store: Store) -> None:
    take_suggestion_back(store, MessageRef("T1", "C1", "1.0"), by="UBEN")
    suggest_keeping(store, a_message(WORDS), NOW, by="UBEN")
    take_suggestion_back(store, MessageRef("T1", "C1", "1.0"), by="UBEN")

    assert suggest_keeping(store, a_message(WORDS), NOW, by="UBEN")
    assert len(said(store)) == 1


def test_what_the_detector_asks_stays_asked(store: Store) -> None:
    say(store, "maybe a checklist would help next time?")

    assert not take_suggestion_back(store, MessageRef("T1", "C1", "1.0"), by="UBEN")
    assert len(said(store)) == 1
