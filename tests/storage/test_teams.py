from dataclasses import replace

from bot.storage import Store
from tests.storage.builders import DAY, HOUR, NOW, a_team


def test_a_team_comes_back_as_it_was_saved(store: Store) -> None:
    with store.begin() as tx:
        first = tx.teams.save(a_team(channels=frozenset({"C1", "C2"})), NOW)
        second = tx.teams.save(a_team(members=frozenset({"UEVA"})), NOW)

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
        assert tx.teams.due(NOW + HOUR, 9) == []


def test_of_the_teams_that_are_due_the_latest_go_first(
    store: Store,
) -> None:
    with store.begin() as tx:
        late = tx.teams.save(a_team(workspace="T2"), NOW - DAY)
        now = tx.teams.save(a_team(), NOW)
        tx.teams.save(a_team(), NOW + HOUR)

    with store.begin() as tx:
        assert tx.teams.due(NOW, 9) == [now, late]
        assert tx.teams.due(NOW, 1) == [late]


def test_a_team_whose_next_digest_is_set_is_not_due_again(store: Store) -> None:
    with store.begin() as tx:
        team = tx.teams.save(a_team(), NOW)
        tx.teams.set_next_digest("T1", team.id, NOW + DAY)

        assert tx.teams.due(NOW, 9) == []


def test_a_leader_can_pause_and_ask_for_fewer(store: Store) -> None:
    with store.begin() as tx:
        team = tx.teams.save(a_team(), NOW)
        tx.teams.pause("T1", team.id, NOW + DAY)
        for _ in range(2):
            tx.teams.fewer_nudges("T1", team.id)

        (found,) = tx.teams.led_by("T1", "ULEA")

    assert found == replace(team, paused_until=NOW + DAY, fewer_nudges=2)


def test_a_leader_who_moves_takes_their_teams_along(store: Store) -> None:
    with store.begin() as tx:
        team = tx.teams.save(a_team(zone="Europe/Berlin"), NOW)
        tx.teams.save(a_team(zone="Asia/Tokyo"), NOW)
        tx.teams.save(a_team(leader="UANA"), NOW)

        moved = tx.teams.rezone("T1", "ULEA", "Asia/Tokyo")

    assert moved == [replace(team, zone="Asia/Tokyo")]


def test_a_removed_team_is_gone(store: Store) -> None:
    with store.begin() as tx:
        team = tx.teams.save(a_team(channels=frozenset({"C1"})), NOW)
        tx.teams.remove("T1", team.id)

        assert tx.teams.due(NOW, 9) == []


def test_who_is_forgotten_leaves_others_teams_and_ends_their_own(store: Store) -> None:
    with store.begin() as tx:
        tx.teams.save(a_team(leader="UBEN", members=frozenset({"UANA"})), NOW)
        others = tx.teams.save(a_team(), NOW)
        tx.teams.forget("T1", "UBEN")

        assert tx.teams.led_by("T1", "UBEN") == []
        assert tx.teams.led_by("T1", "ULEA") == [replace(others, members=frozenset({"UANA"}))]
