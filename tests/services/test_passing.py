"""Who is proposed when a leader passes credit on."""

from bot.domain.kudos import Kudos
from bot.domain.nudges import Suggestion
from bot.services.ideas import toggle_support
from bot.services.kudos import give_kudos
from bot.services.passing import people_to_credit
from bot.services.privacy import choose
from bot.storage import Store
from tests.services.world import DAY, NOW, an_idea, known, led, reply
from tests.storage.builders import keep_nudge


def thanked(store: Store, ts: str | None = "3.0", *, is_private: bool = False) -> int:
    """By ben, in a reply under ana's idea. Answers the id of the nudge."""
    where = {"channel": "C1", "ts": ts} if ts else {}
    source = "message:C1:3.0"
    kudos = Kudos("T1", "UBEN", ("ULEA", "UMIA"), "", NOW, source, is_private=is_private, **where)  # type: ignore[arg-type]
    kept = give_kudos(store, kudos, tell_privately=not ts)
    assert kept
    suggestion = Suggestion("pass_credit", "kudos:1", NOW + DAY, "UBEN", facts={"kudos": kept.id})
    with store.begin() as tx:
        return keep_nudge(tx, "T1", 1, "ULEA", suggestion, NOW)


def an_idea_with_replies(store: Store) -> None:
    idea = an_idea(store, ts="0.5")
    toggle_support(store, "T1", idea.id, "UEMI", NOW)
    for ts, who in {"2.0": "UOTTO", "2.1": "UHIDES", "2.2": "UGONE", "2.3": "ULEA", "2.4": "UMIA",
                    "3.0": "UBEN"}.items():  # fmt: skip
        reply(store, "it went well", author=who, ts=ts, to="UANA")
    choose(store, "T1", "UHIDES", hidden=True)
    known(store, "UGONE", is_deactivated=True)


def test_the_threads_people_are_proposed_but_for_who_was_thanked_or_is_not_named(
    store: Store,
) -> None:
    an_idea_with_replies(store)

    assert people_to_credit(store, "T1", "ULEA", thanked(store)) == ["UANA", "UEMI", "UOTTO"]


def test_nobody_is_where_the_thread_is_not_known(store: Store) -> None:
    an_idea_with_replies(store)

    assert people_to_credit(store, "T1", "ULEA", thanked(store, ts="9.9")) == []


def test_nobody_is_for_thanks_that_were_given_privately(store: Store) -> None:
    an_idea_with_replies(store)

    assert people_to_credit(store, "T1", "ULEA", thanked(store, ts=None)) == []


def test_a_private_channels_people_are_for_a_leader_who_reads_it(store: Store) -> None:
    an_idea_with_replies(store)
    nudge = thanked(store, is_private=True)
    assert people_to_credit(store, "T1", "ULEA", nudge) == []

    led(store, channels=frozenset({"C1"}))

    assert people_to_credit(store, "T1", "ULEA", nudge) == ["UANA", "UEMI", "UOTTO"]
