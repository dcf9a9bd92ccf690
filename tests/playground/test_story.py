"""The three weeks that a fresh box has behind it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.playground import story
from bot.playground.small_team import small_team


def test_the_story_is_told_in_order_by_people_who_are_there() -> None:
    team = small_team()
    told = story.lines()

    assert [line.at for line in told] == sorted(line.at for line in told)
    for line in told:
        speaker = "deploy_bot" if line.who == "deploy" else line.who
        assert team.user(speaker).id in team.channel(line.channel).members


def test_the_leader_thanks_some_but_never_emi_and_farid() -> None:
    by_ana = [line.text for line in story.lines() if line.who == "ana"]
    thanks = [text for text in by_ana if text.lower().startswith(("thanks", "kudos"))]

    assert len(thanks) >= 4
    assert not any("@Emi" in text or "@Farid" in text for text in thanks)


@pytest.mark.parametrize("now", ["2026-11-23T00:30", "2026-11-25T12:00", "2026-11-29T23:00"])
def test_the_box_opens_on_the_monday_of_this_week(now: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)

    opens = story.today(moment)

    assert opens.isoformat() == "2026-11-23T09:00:00+00:00"
    assert opens - story.beginning(moment) == timedelta(days=21, hours=9)


def test_a_line_that_is_not_understood_is_named() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        story.lines("nonsense")
