from dataclasses import replace
from datetime import time

from bot.domain.messages import MessageRef
from bot.domain.outgoing import ChannelJoined, ReactionShown
from bot.domain.people import BoardSchedule, Channel, Watch
from bot.domain.thresholds import AS_TESTED, Shifts
from bot.storage import Store, Transaction
from tests.storage.builders import DAY, HOUR, NOW, a_kudos, a_team, an_idea

HERE = Channel("T1", "C1")
MONDAYS = BoardSchedule(0, time(9, 0), "Europe/Berlin")


def settings(tx: Transaction, workspace: str, channel: str) -> tuple[Watch, Shifts]:
    known = tx.channels.known(workspace, channel)
    return known.watch, known.shifts


def test_a_channel_is_watched_until_somebody_chooses_otherwise(store: Store) -> None:
    with store.begin() as tx:
        unknown = settings(tx, "T1", "C1")
        tx.channels.keep(Channel("T1", "C1"))
        tx.channels.change("T1", "C1", watch=Watch.ASK)

        assert unknown == (Watch.ON, AS_TESTED)
        assert settings(tx, "T1", "C1") == (Watch.ASK, AS_TESTED)
        assert settings(tx, "T2", "C1") == (Watch.ON, AS_TESTED)


def test_how_strict_a_channel_is_comes_with_what_people_chose_there(store: Store) -> None:
    with store.begin() as tx:
        tx.channels.keep(HERE)
        tx.channels.keep(Channel("T1", "C2"))
        tx.channels.change("T1", "C1", idea_shift=0.75)
        tx.channels.keep(HERE)

        assert settings(tx, "T1", "C1") == (Watch.ON, Shifts(idea=0.75))
        assert settings(tx, "T1", "C2") == (Watch.ON, AS_TESTED)
        assert tx.channels.shifted() == [("T1", "C1", Shifts(idea=0.75))]


def test_how_strict_a_channel_is_follows_it_to_another_id(store: Store) -> None:
    with store.begin() as tx:
        tx.channels.keep(HERE)
        tx.channels.change("T1", "C1", kudos_shift=1.5)
        tx.channels.change_id("T1", "C1", "G1")

        assert settings(tx, "T1", "G1") == (Watch.ON, Shifts(kudos=1.5))


def test_a_channel_comes_back_as_it_was_kept(store: Store) -> None:
    channel = Channel("T1", "G1", is_private=True, is_external=True, watch=Watch.ASK)
    with store.begin() as tx:
        tx.channels.keep(channel)
        tx.channels.keep(HERE)

    with store.read() as tx:
        assert tx.channels.get("T1", "G1") == channel
        assert tx.channels.get("T2", "G1") is None
        assert tx.channels.all("T1") == [HERE, channel]


def test_what_slack_says_never_changes_what_people_chose(store: Store) -> None:
    with store.begin() as tx:
        tx.channels.keep(HERE)
        tx.channels.change("T1", "C1", watch=Watch.OFF)
        tx.channels.set_board("T1", "C1", MONDAYS, NOW)
        tx.channels.keep(Channel("T1", "C1", is_private=True))

        found = tx.channels.get("T1", "C1")

    assert found == Channel("T1", "C1", is_private=True, watch=Watch.OFF, board=MONDAYS)


def test_a_channel_can_be_left_and_archived(store: Store) -> None:
    with store.begin() as tx:
        tx.channels.keep(HERE)
        tx.channels.change("T1", "C1", has_bot=False)
        tx.channels.change("T1", "C1", is_archived=True)
        gone = tx.channels.get("T1", "C1")
        tx.channels.keep(HERE)

        assert gone == replace(HERE, has_bot=False, is_archived=True)
        assert tx.channels.get("T1", "C1") == HERE


def test_due_boards_come_with_the_instant_that_was_due(store: Store) -> None:
    with store.begin() as tx:
        for workspace, days in (("T2", 1), ("T1", 0), ("T3", -1)):
            tx.channels.keep(Channel(workspace, "C1"))
            tx.channels.set_board(workspace, "C1", MONDAYS, NOW - days * DAY)

        due = tx.channels.boards_due(NOW, 9)

    assert [(channel.workspace, at) for channel, at in due] == [("T1", NOW), ("T2", NOW - DAY)]


def test_a_board_is_posted_again_a_week_later_or_never(store: Store) -> None:
    with store.begin() as tx:
        tx.channels.keep(HERE)
        tx.channels.set_board("T1", "C1", MONDAYS, NOW)
        tx.channels.change("T1", "C1", board_next_at=NOW + 7 * DAY)
        later = tx.channels.boards_due(NOW, 9)
        tx.channels.set_board("T1", "C1", None, None)
        never = tx.channels.boards_due(NOW + 99 * DAY, 9)

    assert later == never == []


def test_a_channel_that_gets_another_id_takes_everything_along(store: Store) -> None:
    with store.begin() as tx:
        tx.channels.keep(replace(HERE, watch=Watch.ASK))
        tx.channels.keep(Channel("T1", "C9NEW"))
        for channel in ("C1", "C9NEW"):
            tx.messages.newer(MessageRef("T1", channel, "1.0"), "1.0")
        tx.messages.newer(MessageRef("T1", "C1", "2.0"), "2.0")
        tx.kudos.add(a_kudos(ts="1.0"))
        tx.ideas.add(an_idea())
        team = tx.teams.save(a_team(channels=frozenset({"C1"})), NOW)
        mark = ReactionShown("C1", "1.0", "tada")
        tx.outbox.put(mark, workspace="T1", to="C1", once="mark:C1:1.0", at=NOW)

        tx.channels.change_id("T1", "C1", "C9NEW")

    with store.begin() as tx:
        (parcel,) = tx.outbox.claim(NOW, HOUR, 9)
        assert tx.channels.all("T1") == [Channel("T1", "C9NEW", watch=Watch.ASK)]
        assert not tx.messages.newer(MessageRef("T1", "C9NEW", "2.0"), "2.0")
        assert tx.kudos.at_message(MessageRef("T1", "C9NEW", "1.0"))
        assert [idea.source for idea in tx.ideas.mine("T1", "UANA", 9)] == ["message:C9NEW:1.0"]
        assert tx.teams.led_by("T1", "ULEA") == [replace(team, channels=frozenset({"C9NEW"}))]
    assert (parcel.to, parcel.message) == ("C9NEW", replace(mark, channel="C9NEW"))


def test_what_came_under_both_ids_of_a_channel_is_kept_once(store: Store) -> None:
    with store.begin() as tx:
        for channel in ("G1", "C1"):
            tx.channels.keep(Channel("T1", channel))
            once = f"joined:{channel}"
            tx.outbox.put(ChannelJoined(), workspace="T1", to=channel, once=once, at=NOW)
            source = f"message:{channel}:1.0"
            tx.kudos.add(a_kudos(source=source, channel=channel))
            tx.ideas.add(an_idea(source=source, channel=channel))

        tx.channels.change_id("T1", "G1", "C1")

        assert [parcel.once for parcel in tx.outbox.claim(NOW, HOUR, 9)] == ["joined:C1"]
        assert [kudos.source for kudos in tx.kudos.mine("T1", "UANA", 9)] == ["message:C1:1.0"]
        assert [idea.source for idea in tx.ideas.mine("T1", "UANA", 9)] == ["message:C1:1.0"]
