"""The detector asks every rule, and no message is too strange for it."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.detector import NOTHING, detect
from bot.domain.detector.__main__ import main
from tests.domain.detector.messages import a_message

BITS = (
    *("@ana", "@infra", "<!here>", " ", " and ", ", ", "thanks", "kudos to ", "++", ":taco:", "🌮"),
    *("great job ", "for ", "could you ", "?", "!", ".", "\n", '"', "`", "```", "&gt; ", "(", "-"),
    *("idea: ", ":bulb:", "what if we ", "we could ", "we should ", "have ", "now broken ", "cc "),
    *("\u200b", "\u202e", "\u0627\u0644", "ありがとう", "to ", "again ", "no ", "x", "thank you "),
)


def test_one_message_can_be_both() -> None:
    found = detect(a_message("Thanks @ana for the numbers. How about we publish them?"))

    assert found.kudos is not None
    assert found.idea is not None
    assert found.kudos.reason == "the numbers"
    assert found.idea.text == "How about we publish them?"


def test_plain_talk_is_nothing() -> None:
    assert detect(a_message("back from lunch, @ana")) is NOTHING


@settings(deadline=None)
@given(st.lists(st.sampled_from(BITS), max_size=60).map("".join))
def test_no_message_is_too_strange(said: str) -> None:
    found = detect(a_message(said))

    assert found.kudos is None or found.kudos.receivers or found.kudos.groups
    assert found.idea is None or found.idea.text


@settings(deadline=None)
@given(st.text())
def test_whatever_is_typed_is_judged(said: str) -> None:
    detect(a_message(f"thanks @ana {said}"))
    detect(a_message(f"idea: {said}"))


@pytest.mark.parametrize("bit", BITS)
@pytest.mark.parametrize("start", ["thanks @ana ", "what if we ", "@ana "])
def test_forty_thousand_characters_are_judged(start: str, bit: str) -> None:
    detect(a_message(start + (bit * 40_000)[:40_000]))


def test_a_stream_of_messages_is_judged_line_by_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": "a", "text": "kudos <@U1> <!subteam^S1>"}, {"id": "b", "text": "lunch"}]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(map(json.dumps, rows)) + "\n\n"))

    main()

    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["recipients"] == ["U1", "S1"]
    assert (first["kudos"], first["kudos_band"], first["idea"]) == (True, "sure", False)
    assert (second["kudos"], second["kudos_band"], second["recipients"]) == (False, "no", [])
