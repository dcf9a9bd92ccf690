"""Slack's limits, kept by waiting: with a clock that only sleeping moves."""

from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.pace import A_MINUTE, BURST, OTHERS_A_MINUTE, Bucket, Pace


@dataclass
class Time:
    now: float = 100.0
    slept: list[float] = field(default_factory=list)

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def a_pace() -> tuple[Pace, Time]:
    time = Time()
    return Pace(time.read, time.sleep), time


def test_a_few_posts_go_at_once_and_then_one_a_second_goes_into_a_channel() -> None:
    pace, time = a_pace()

    for _ in range(BURST):
        pace.wait("chat.postMessage", "C1")
    assert time.slept == []
    for _ in range(3):
        pace.wait("chat.postMessage", "C1")

    assert time.slept == pytest.approx([1, 1, 1])


def test_channels_do_not_wait_for_each_other() -> None:
    pace, time = a_pace()

    for number in range(50):
        pace.wait("chat.postMessage", f"C{number}")

    assert time.slept == []


def test_after_a_pause_there_is_a_burst_again_and_no_more() -> None:
    pace, time = a_pace()
    for _ in range(BURST):
        pace.wait("chat.postMessage", "C1")

    time.now += 3600
    for _ in range(BURST + 1):
        pace.wait("chat.postMessage", "C1")

    assert time.slept == pytest.approx([1])


@pytest.mark.parametrize("method", [*A_MINUTE, "reactions.add"])
def test_no_method_is_called_more_often_than_its_limit_and_one_burst(method: str) -> None:
    pace, time = a_pace()
    a_minute = A_MINUTE.get(method, OTHERS_A_MINUTE)
    calls = []

    for number in range(a_minute * 3):
        pace.wait(method, f"C{number}")
        calls.append(time.now)

    within = [sum(start <= call < start + 60 for call in calls) for start in calls]
    assert max(within) <= a_minute * 5 / 4 + 1
    assert all(earlier <= later for earlier, later in pairwise(calls))


def test_methods_do_not_wait_for_each_other() -> None:
    pace, time = a_pace()
    for _ in range(A_MINUTE["reactions.remove"]):
        pace.wait("reactions.remove", "C1")
    waited = len(time.slept)

    pace.wait("reactions.add", "C1")

    assert len(time.slept) == waited


def test_buckets_of_very_many_channels_do_not_pile_up() -> None:
    pace, time = a_pace()

    for number in range(10_050):
        time.now += 1
        pace.wait("chat.postMessage", f"C{number}")

    assert len(pace._buckets) < 10_050


@settings(deadline=None)
@given(st.lists(st.floats(0, 5), max_size=60))
def test_a_bucket_never_gives_more_than_flowed_into_it(pauses: list[float]) -> None:
    bucket, now = Bucket(2, 3, 3, 0), 0.0

    for taken, pause in enumerate(pauses, start=1):
        now += pause
        now += bucket.take(now)
        assert taken <= 3 + 2 * now + 1e-6
