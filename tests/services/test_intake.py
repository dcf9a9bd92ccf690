"""Messages are heard: kept, offered, followed through edits and deletions, or passed over."""

import pytest

from bot.domain.messages import MessageRef
from bot.domain.outgoing import (
    FirstIdeaThanked,
    IdeaCard,
    KeepOffer,
    Offered,
    ReactionRemoved,
    ReactionShown,
)
from bot.domain.people import Channel, Watch
from bot.services.channels import set_watch
from bot.services.privacy import choose
from bot.storage import Store
from tests.services.world import NOW, edit, erase, kept_idea, kept_kudos, reply, said, say

BARE = "thank you so much for that, it saved my day"


def test_clear_thanks_are_kept_and_marked_once(store: Store) -> None:
    say(store, "thanks <@UBEN> for the release")

    kudos = kept_kudos(store)
    assert kudos is not None
    assert (kudos.giver, kudos.receivers, kudos.reason) == ("UANA", ("UBEN",), "the release")
    assert said(store) == [ReactionShown("C1", "1.0", "raised_hands")]


def test_a_clear_idea_is_kept_marked_and_shown_in_its_thread(store: Store) -> None:
    say(store, "idea: a quieter office")

    idea = kept_idea(store)
    assert idea is not None
    assert (idea.author, idea.text) == ("UANA", "a quieter office")
    messages = said(store)
    assert ReactionShown("C1", "1.0", "bulb") in messages
    assert [each.idea.id for each in messages if isinstance(each, IdeaCard)] == [idea.id]
    assert FirstIdeaThanked("C1", "100.0") in messages
    assert len(messages) == 3


def test_small_talk_is_not_even_noted(store: Store) -> None:
    say(store, "good morning")

    with store.begin() as tx:
        assert tx.messages.newer(MessageRef("T1", "C1", "1.0"), "1.0")
    assert said(store) == []


@pytest.mark.parametrize("author", ["UBOT", "UGONE"])
def test_who_is_no_member_is_not_heard(store: Store, author: str) -> None:
    say(store, "thanks <@UBEN> for the release", author=author)

    assert kept_kudos(store) is None


@pytest.mark.parametrize("text", ["thanks <@UANA> for it", "thanks <@UBOT> for it"])
def test_thanks_to_oneself_and_to_apps_are_none(store: Store, text: str) -> None:
    say(store, text)

    assert kept_kudos(store) is None
    assert said(store) == []


def test_a_group_is_thanked_by_its_members(store: Store) -> None:
    say(store, "kudos to <!subteam^SDESIGN> for the new look")

    kudos = kept_kudos(store)
    assert kudos is not None
    assert kudos.receivers == ("UBEN", "UCHLOE")


def test_what_is_said_in_private_is_kept_as_private(store: Store) -> None:
    say(store, "thanks <@UBEN> for the release", private=True)
    say(store, "idea: a quieter office", ts="2.0", private=True)

    kudos, idea = kept_kudos(store), kept_idea(store, "2.0")
    assert kudos is not None
    assert idea is not None
    assert kudos.is_private
    assert idea.is_private


def test_the_same_message_three_times_is_one(store: Store) -> None:
    for _ in range(3):
        say(store, "thanks <@UBEN> for the release")

    assert len(said(store)) == 1


def test_an_older_version_that_comes_late_changes_nothing(store: Store) -> None:
    edit(store, "thanks <@UBEN> for the second release")
    say(store, "thanks <@UBEN> for the first release")

    kudos = kept_kudos(store)
    assert kudos is not None
    assert kudos.reason == "the second release"


def test_a_message_deleted_before_it_was_heard_is_not_kept(store: Store) -> None:
    erase(store)
    say(store, "thanks <@UBEN> for the release")

    assert kept_kudos(store) is None


# Channels that are watched otherwise


def test_where_it_is_to_ask_it_asks_the_author_and_keeps_nothing(store: Store) -> None:
    set_watch(store, Channel("T1", "C1"), Watch.ASK, NOW)

    say(store, "thanks <@UBEN> for the release")

    assert kept_kudos(store) is None
    assert said(store) == [KeepOffer(Offered.KUDOS, "C1", "1.0", receivers=("UBEN",))]


def test_where_it_is_off_it_looks_away(store: Store) -> None:
    set_watch(store, Channel("T1", "C1"), Watch.OFF, NOW)

    say(store, "thanks <@UBEN> for the release")
    say(store, "idea: a quieter office", ts="2.0")

    assert said(store) == []
    assert (kept_kudos(store), kept_idea(store, "2.0")) == (None, None)


# Edits


def test_kudos_follow_an_edit(store: Store) -> None:
    say(store, "thanks <@UBEN> for the release")

    edit(store, "thanks <@UBEN> and <@UCHLOE> for the big release")

    kudos = kept_kudos(store)
    assert kudos is not None
    assert (kudos.receivers, kudos.reason) == (("UBEN", "UCHLOE"), "the big release")


def test_kudos_that_are_edited_away_are_gone_with_their_mark(store: Store) -> None:
    say(store, "thanks <@UBEN> for the release")
    said(store)

    edit(store, "never mind")

    assert kept_kudos(store) is None
    assert said(store) == [ReactionRemoved("C1", "1.0", "raised_hands")]


def test_thanks_that_are_edited_in_are_kept(store: Store) -> None:
    say(store, "the release is out")

    edit(store, "the release is out, thanks <@UBEN> for it")

    assert kept_kudos(store) is not None


def test_an_idea_follows_an_edit_and_so_does_its_card(store: Store) -> None:
    say(store, "idea: a quieter office")
    said(store)

    edit(store, "idea: a much quieter office")

    (card,) = said(store)
    assert isinstance(card, IdeaCard)
    assert card.idea.text == "a much quieter office"


def test_a_card_that_was_not_shown_yet_is_shown_as_it_is_now(store: Store) -> None:
    say(store, "idea: a quieter office")
    edit(store, "idea: a much quieter office")

    cards = [each for each in said(store) if isinstance(each, IdeaCard)]

    assert [card.idea.text for card in cards] == ["a much quieter office"]


def test_an_edit_that_is_heard_twice_changes_nothing(store: Store) -> None:
    say(store, "thanks <@UBEN> for the release")
    edit(store, "thanks <@UCHLOE> for the release")
    said(store)

    edit(store, "thanks <@UCHLOE> for the release")

    assert said(store) == []


# Deletions


def test_what_was_kept_goes_with_its_message(store: Store) -> None:
    say(store, "thanks <@UBEN> for the release")
    say(store, "idea: a quieter office", ts="2.0")
    said(store)

    erase(store)
    erase(store, "2.0")

    assert (kept_kudos(store), kept_idea(store, "2.0")) == (None, None)
    gone = {type(each).__name__ for each in said(store)}
    assert gone == {"ReactionRemoved", "PostRemoved"}


def test_what_was_never_shown_is_not_taken_back(store: Store) -> None:
    say(store, "idea: a quieter office")
    erase(store)

    assert not any(isinstance(each, IdeaCard) for each in said(store))


def test_a_deletion_heard_twice_changes_nothing(store: Store) -> None:
    say(store, "thanks <@UBEN> for the release")
    erase(store)
    said(store)

    erase(store)

    assert said(store) == []


# Replies


def test_a_reply_to_an_idea_is_noted_without_its_text(store: Store) -> None:
    say(store, "idea: a quieter office")

    say(store, "lovely", ts="3.0", author="UBEN", thread_ts="1.0")

    idea = kept_idea(store)
    assert idea is not None
    with store.read() as tx:
        assert set(tx.replies.first_of("T1", [idea.id])) == {idea.id}


def test_a_reply_that_is_deleted_is_none(store: Store) -> None:
    say(store, "idea: a quieter office")
    say(store, "lovely", ts="3.0", author="UBEN", thread_ts="1.0")

    erase(store, "3.0")

    idea = kept_idea(store)
    assert idea is not None
    with store.read() as tx:
        assert tx.replies.first_of("T1", [idea.id]) == {}


def test_a_reply_that_proposes_is_offered_as_building_on_the_idea(store: Store) -> None:
    say(store, "idea: a quieter office")
    said(store)

    say(store, "idea: and quieter phones", ts="3.0", author="UBEN", thread_ts="1.0")

    assert said(store) == [KeepOffer(Offered.BUILD, "C1", "3.0", "1.0")]
    assert kept_idea(store, "3.0") is None


def test_every_reply_that_proposes_is_offered_also_on_one_day(store: Store) -> None:
    say(store, "idea: a quieter office")
    said(store)

    say(store, "idea: and quieter phones", ts="3.0", author="UBEN", thread_ts="1.0")
    say(store, "idea: and softer floors", ts="4.0", author="UBEN", thread_ts="1.0")

    assert [each.ts for each in said(store) if isinstance(each, KeepOffer)] == ["3.0", "4.0"]


def test_a_reply_that_proposes_is_kept_as_its_own_idea_when_its_author_is_not_to_be_asked(
    store: Store,
) -> None:
    choose(store, "T1", "UBEN", asked=False)
    say(store, "idea: a quieter office")

    say(store, "idea: and quieter phones", ts="3.0", author="UBEN", thread_ts="1.0")

    idea = kept_idea(store, "3.0")
    assert idea is not None
    assert (idea.author, idea.parents) == ("UBEN", ())


def test_thanks_under_an_idea_are_thanks(store: Store) -> None:
    say(store, "idea: a quieter office")

    say(store, "thanks <@UANA> for this idea", ts="3.0", author="UBEN", thread_ts="1.0")

    assert kept_kudos(store, "3.0") is not None


def test_bare_thanks_in_a_thread_are_offered_for_who_began_it_and_not_kept(store: Store) -> None:
    reply(store, BARE, to="UBEN")

    assert said(store) == [KeepOffer(Offered.KUDOS, "C1", "3.0", "0.5", receivers=("UBEN",))]
    assert kept_kudos(store, "3.0") is None


@pytest.mark.parametrize(
    ("text", "to"), [(BARE, "UBOT"), (BARE, "UGONE"), (BARE, "UANA"), ("thanks!", "UBEN")]
)
def test_bare_thanks_for_nobody_and_light_ones_are_passed_over(
    store: Store, text: str, to: str
) -> None:
    reply(store, text, to=to)

    assert said(store) == []


def test_kudos_edited_into_bare_thanks_are_not_moved_to_who_began_the_thread(store: Store) -> None:
    reply(store, "thanks <@UCHLOE> for the release", to="UBEN")
    said(store)

    reply(store, BARE, to="UBEN", version="9.0")

    assert kept_kudos(store, "3.0") is None
    assert said(store) == [
        ReactionRemoved("C1", "3.0", "raised_hands"),
        KeepOffer(Offered.KUDOS, "C1", "3.0", "0.5", receivers=("UBEN",)),
    ]
