from dataclasses import replace

from bot.domain.people import Person, Recognition, Wishes
from bot.storage import Store
from tests.storage.builders import DAY, HOUR, NOW

ANA = Person("T1", "UANA", "Ana", "Europe/Berlin", "de-DE")
BOT = Person("T1", "UBOT", "Bot", is_bot=True)


def test_people_come_back_as_slack_described_them_last(store: Store) -> None:
    moved = Person("T1", "UANA", "Ana M.", "Asia/Tokyo", "de-DE", is_deactivated=True)
    with store.begin() as tx:
        tx.people.keep([ANA, BOT], NOW)
        tx.people.keep([moved], NOW + HOUR)
        tx.people.keep([], NOW)

    with store.read() as tx:
        found = tx.people.get("T1", ["UANA", "UBOT", "UNIL"])
        elsewhere = tx.people.get("T2", ["UANA"])

    assert found == {"UANA": moved, "UBOT": BOT}
    assert elsewhere == {}


def test_who_runs_the_workspace_is_known_until_it_changes(store: Store) -> None:
    with store.begin() as tx:
        tx.people.keep([replace(ANA, is_admin=True), replace(BOT, is_admin=True)], NOW)
        tx.people.keep([ANA], NOW + HOUR)

    with store.read() as tx:
        found = tx.people.get("T1", ["UANA", "UBOT"])

    assert (found["UANA"].is_admin, found["UBOT"].is_admin) == (False, True)


def test_who_hides_is_hidden_until_they_change_their_mind(store: Store) -> None:
    with store.begin() as tx:
        tx.people.choose("T1", "UANA", hidden=True)
        tx.people.choose("T1", "UBEN", hidden=True)
        tx.people.choose("T1", "UBEN", hidden=False)

    with store.read() as tx:
        assert tx.people.hidden("T1", ["UANA", "UBEN", "UEVA"]) == {"UANA"}


def test_who_wants_no_questions_may_not_be_asked(store: Store) -> None:
    with store.begin() as tx:
        tx.people.note_asked("T1", "UANA", NOW)
        tx.people.choose("T1", "UANA", asked=False)

    with store.read() as tx:
        assert not tx.people.may_be_asked("T1", "UANA")
        assert tx.people.may_be_asked("T1", "UBEN")
        assert tx.people.asked_since("T1", "UANA", NOW - DAY)


def test_what_somebody_chose_is_told_at_once(store: Store) -> None:
    with store.begin() as tx:
        tx.people.choose("T1", "UANA", hidden=True)
        tx.people.choose("T1", "UBEN", asked=False)
        tx.people.choose("T1", "UBEN", notices=False)
        tx.people.choose("T1", "UBEN", recognition=Recognition.PRIVATE)

    with store.read() as tx:
        found = tx.people.wishes("T1", ("UANA", "UBEN", "UEVA"))
    silent = Wishes(asked=False, notices=False, recognition=Recognition.PRIVATE)
    assert found == {"UANA": Wishes(hidden=True), "UBEN": silent, "UEVA": Wishes()}


def test_a_question_is_remembered_by_its_time(store: Store) -> None:
    with store.begin() as tx:
        tx.people.note_asked("T1", "UANA", NOW)

    with store.read() as tx:
        assert tx.people.asked_since("T1", "UANA", NOW)
        assert not tx.people.asked_since("T1", "UANA", NOW + HOUR)
        assert not tx.people.asked_since("T1", "UBEN", NOW)
