"""Teams as they are kept: whom they have, what they follow, when their digests are due."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread

import pytest
from sqlalchemy import event

from bot.domain.leading_errors import TeamNameTakenError
from bot.domain.people import Person, Source
from bot.storage import Store, Transaction
from tests.storage.builders import DAY, HOUR, NOW, a_team


def test_a_team_comes_back_as_it_was_saved(store: Store) -> None:
    with store.begin() as tx:
        first = tx.teams.save(a_team(channels=frozenset({"C1", "C2"})), NOW)
        second = tx.teams.save(a_team(members=frozenset({"UEVA"}), name="Two"), NOW)

    with store.read() as tx:
        assert tx.teams.led_by("T1", "ULEA") == [first, second]
        assert tx.teams.led_by("T2", "ULEA") == []


def test_saving_again_replaces_members_and_channels(store: Store) -> None:
    with store.begin() as tx:
        first = tx.teams.save(a_team(channels=frozenset({"C1"})), NOW)
        changed = replace(
            first, members=frozenset({"UEVA", "UBEN"}), channels=frozenset(), wants_nudges=False
        )
        tx.teams.save(changed, NOW + DAY)

    with store.read() as tx:
        assert tx.teams.led_by("T1", "ULEA") == [changed]
        assert tx.teams.due(NOW + HOUR) == {}


def test_of_the_teams_that_are_due_the_latest_go_first(store: Store) -> None:
    with store.begin() as tx:
        now = tx.teams.save(a_team(), NOW)
        late = tx.teams.save(a_team(name="Late"), NOW - DAY)
        other = tx.teams.save(a_team(workspace="T2"), NOW - HOUR)
        tx.teams.save(a_team(name="Later"), NOW + HOUR)

    with store.read() as tx:
        assert tx.teams.due(NOW) == {"T1": [late.id, now.id], "T2": [other.id]}


def test_of_several_teams_those_are_claimed_that_are_due_still(store: Store) -> None:
    with store.begin() as tx:
        due = tx.teams.save(a_team(), NOW)
        sent = tx.teams.save(a_team(name="Sent"), NOW + DAY)

    with store.begin() as tx:
        assert tx.teams.claim("T1", [due.id, sent.id], NOW) == [due]
        assert tx.teams.claim("T2", [due.id], NOW) == []


def test_digests_that_were_sent_are_counted(store: Store) -> None:
    with store.begin() as tx:
        team = tx.teams.save(a_team(), NOW)
        for _ in range(2):
            tx.teams.note_digests("T1", [team.id])

        assert tx.teams.by_ids("T1", [team.id]) == [replace(team, digests_sent=2)]


def test_a_team_whose_next_digest_is_set_is_not_due_again(store: Store) -> None:
    with store.begin() as tx:
        team = tx.teams.save(a_team(), NOW)
        tx.teams.set_next_digests("T1", {team.id: NOW + DAY})

        assert tx.teams.due(NOW) == {}


def test_a_leader_can_pause_and_ask_for_fewer(store: Store) -> None:
    with store.begin() as tx:
        team = tx.teams.save(a_team(), NOW)
        tx.teams.pause("T1", "ULEA", NOW + DAY)
        for _ in range(2):
            tx.teams.fewer_nudges("T1", "ULEA")

        (found,) = tx.teams.led_by("T1", "ULEA")

    assert found == replace(team, paused_until=NOW + DAY, fewer_nudges=2)


def test_a_leader_who_moves_takes_their_teams_along(store: Store) -> None:
    with store.begin() as tx:
        team = tx.teams.save(a_team(zone="Europe/Berlin"), NOW)
        tx.teams.save(a_team(zone="Asia/Tokyo", name="There"), NOW)
        tx.teams.save(a_team(leader="UANA"), NOW)

        moved = tx.teams.rezone("T1", "ULEA", "Asia/Tokyo")

    assert moved == [replace(team, zone="Asia/Tokyo")]


def test_a_removed_team_is_gone(store: Store) -> None:
    with store.begin() as tx:
        team = tx.teams.save(a_team(channels=frozenset({"C1"})), NOW)
        tx.teams.remove("T1", "ULEA", team.id)

        assert tx.teams.due(NOW) == {}


def test_who_is_forgotten_leaves_others_teams_and_ends_their_own(store: Store) -> None:
    with store.begin() as tx:
        tx.teams.save(a_team(leader="UBEN", members=frozenset({"UANA"})), NOW)
        others = tx.teams.save(a_team(), NOW)
        tx.teams.forget("T1", "UBEN")

        assert tx.teams.led_by("T1", "UBEN") == []
        assert tx.teams.led_by("T1", "ULEA") == [replace(others, members=frozenset({"UANA"}))]


@contextmanager
def statements_in(tx: Transaction) -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    said: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        said.append(statement)

    event.listen(tx._connection, "before_cursor_execute", note)
    yield said
    event.remove(tx._connection, "before_cursor_execute", note)


def test_a_leader_has_no_two_teams_of_one_name(store: Store) -> None:
    with store.begin() as tx:
        tx.teams.save(a_team(name="Design"), NOW)
        tx.teams.save(a_team(name="Design", leader="UANA"), NOW)

        with pytest.raises(TeamNameTakenError):
            tx.teams.save(a_team(name="Design"), NOW)


def test_two_devices_at_once_make_one_team(store: Store) -> None:
    made: list[object] = []

    def make() -> None:
        try:
            with store.begin() as tx:
                made.append(tx.teams.save(a_team(), NOW))
        except TeamNameTakenError as error:
            made.append(error)

    devices = [Thread(target=make) for _ in range(2)]
    for device in devices:
        device.start()
    for device in devices:
        device.join()

    with store.read() as tx:
        assert len(tx.teams.led_by("T1", "ULEA")) == 1
    assert sorted(type(each).__name__ for each in made) == ["Team", "TeamNameTakenError"]


def test_who_left_the_workspace_is_in_no_team_until_they_are_back(store: Store) -> None:
    people = {id: Person("T1", id, id) for id in ("UANA", "UBEN", "UAPP")}
    app = replace(people["UAPP"], is_bot=True)
    with store.begin() as tx:
        team = tx.teams.save(a_team(members=frozenset(people)), NOW)
        tx.people.keep([people["UANA"], replace(people["UBEN"], is_deactivated=True), app], NOW)
        without = tx.teams.led_by("T1", "ULEA")
        tx.people.keep([people["UBEN"]], NOW)

        assert without == [replace(team, members=frozenset({"UANA"}))]
        assert tx.teams.led_by("T1", "ULEA") == [replace(team, members=frozenset({"UANA", "UBEN"}))]


def test_of_a_thousand_members_only_those_who_changed_are_written(store: Store) -> None:
    crowd = frozenset(f"U{number:04}" for number in range(1000))
    with store.begin() as tx:
        team = tx.teams.save(a_team(members=crowd), NOW)

    with store.begin() as tx, statements_in(tx) as statements:
        tx.teams.set_members(team, (crowd - {"U0000"}) | {"UEVA"})

    with store.read() as tx:
        assert tx.teams.led_by("T1", "ULEA")[0].members == (crowd - {"U0000"}) | {"UEVA"}
    assert len(statements) <= 4


def test_teams_of_a_source_are_found_and_lost_once(store: Store) -> None:
    group = replace(a_team(), source=Source.GROUP, source_id="S1")
    with store.begin() as tx:
        team = tx.teams.save(group, NOW)
        tx.teams.save(a_team(leader="UBEN"), NOW)

        assert tx.teams.sources("T1") == {"S1": Source.GROUP}
        assert tx.teams.following("T1", "S1") == [team]
        assert (tx.teams.is_followed("T1", "S1"), tx.teams.is_followed("T2", "S1")) == (True, False)
        assert tx.teams.note_lost("T1", team.id, NOW)
        assert not tx.teams.note_lost("T1", team.id, NOW)
        assert tx.teams.is_lost("T1", team.id)
        tx.teams.set_members(team, {"UEVA"})
        assert not tx.teams.is_lost("T1", team.id)


def test_digests_are_counted_and_a_seed_stays(store: Store) -> None:
    with store.begin() as tx:
        team = tx.teams.save(replace(a_team(), seed=2**31 - 1), NOW)
        tx.teams.note_digests("T1", [team.id])

        (found,) = tx.teams.led_by("T1", "ULEA")

    assert (found.digests_sent, found.seed) == (1, 2**31 - 1)


def test_a_channel_that_nobody_tells_of_is_dropped_from_every_team(store: Store) -> None:
    with store.begin() as tx:
        for leader in ("ULEA", "UBEN"):
            tx.teams.save(a_team(leader=leader, channels=frozenset({"C1", "C2"})), NOW)
        tx.teams.drop_channel("T1", "C1")

        found = [*tx.teams.led_by("T1", "ULEA"), *tx.teams.led_by("T1", "UBEN")]

    assert [team.channels for team in found] == [frozenset({"C2"})] * 2
