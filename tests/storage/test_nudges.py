from dataclasses import replace

from bot.domain.nudges import Answer, Followed, ShownNudge, Suggestion
from bot.storage import Store
from tests.storage.builders import DAY, HOUR, NOW, keep_nudge

THANK = Suggestion(
    kind="thank",
    trigger="idea:7",
    followed_until=NOW + 7 * DAY,
    person="UANA",
    idea=7,
    facts={"part": "author", "at": 1795424400, "share": 0.5},
    text="a quieter office",
)


def show(store: Store, suggestion: Suggestion = THANK) -> ShownNudge:
    with store.begin() as tx:
        number = keep_nudge(tx, "T1", 1, "ULEA", suggestion, NOW)
        shown = tx.nudges.by_id("T1", number)
    assert shown
    return shown


def test_a_nudge_is_open_until_its_window_closes(store: Store) -> None:
    shown = show(store)

    with store.read() as tx:
        assert tx.nudges.open_for("T1", "ULEA", NOW + DAY) == [shown]
        assert tx.nudges.open_for("T1", "ULEA", NOW + 7 * DAY) == []
        assert tx.nudges.open_for("T1", "UBEN", NOW + DAY) == []
        assert tx.nudges.by_id("T2", shown.id) is None
    assert shown == ShownNudge(
        shown.id,
        "T1",
        1,
        "ULEA",
        "thank",
        "idea:7",
        "UANA",
        7,
        NOW,
        NOW + 7 * DAY,
        facts=THANK.facts,
    )


def test_a_followed_nudge_is_open_again_when_its_event_is_taken_back(store: Store) -> None:
    shown = show(store)

    with store.begin() as tx:
        tx.nudges.followed("T1", {shown.id: Followed(NOW + HOUR, "kudos:12")})
        tx.nudges.followed("T1", {shown.id: Followed(NOW + DAY, "kudos:13")})
        followed = tx.nudges.by_id("T1", shown.id)
        closed = tx.nudges.open_for("T1", "ULEA", NOW + DAY)
        tx.nudges.unfollowed("T1", "kudos:12")
        reopened = tx.nudges.open_for("T1", "ULEA", NOW + DAY)

    assert followed == replace(shown, followed_at=NOW + HOUR, followed_by="kudos:12")
    assert closed == []
    assert reopened == [shown]


def test_an_answer_is_remembered_with_the_nudge(store: Store) -> None:
    shown = show(store)

    with store.begin() as tx:
        tx.nudges.answer("T1", shown.id, Answer.NOT_NOW, NOW + HOUR)
        found = tx.nudges.shown_to("T1", ["ULEA"], NOW)
        later = tx.nudges.shown_to("T1", ["ULEA"], NOW + HOUR)

    assert found == [replace(shown, answer=Answer.NOT_NOW, answered_at=NOW + HOUR)]
    assert later == []


def test_who_is_forgotten_is_in_no_nudge(store: Store) -> None:
    show(store)
    show(store, replace(THANK, person="UBEN"))

    with store.begin() as tx:
        tx.nudges.forget("T1", "UANA")

        left = tx.nudges.shown_to("T1", ["ULEA"], NOW)
        assert [nudge.person for nudge in left] == ["UBEN"]
        assert tx.nudges.drop_before(NOW + HOUR) == 1


def test_what_is_settled_is_followed_by_nothing_any_more(store: Store) -> None:
    shown = show(store)

    with store.begin() as tx:
        tx.nudges.settle([shown.id], NOW + 8 * DAY)
        tx.nudges.followed("T1", {shown.id: Followed(NOW + HOUR, "kudos:12")})
        found = tx.nudges.by_id("T1", shown.id)
        still_open = tx.nudges.open_for("T1", "ULEA", NOW + DAY)

    assert found is not None
    assert found.followed_at is None
    assert still_open == []
