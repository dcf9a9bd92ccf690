"""The detector asks every rule, and no message is too strange for it."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.detector import NOTHING, Band, Context, detect, judge
from bot.domain.detector.__main__ import main
from tests.domain.detector.messages import a_message

BITS = (
    *("@ana", "@infra", "<!here>", " ", " and ", ", ", "thanks", "kudos to ", "++", ":taco:", "🌮"),
    *("great job ", "for ", "could you ", "?", "!", ".", "\n", '"', "`", "```", "&gt; ", "(", "-"),
    *("idea: ", ":bulb:", "what if we ", "we could ", "we should ", "have ", "now broken ", "cc "),
    *("\u200b", "\u202e", "\u0627\u0644", "ありがとう", "to ", "again ", "no ", "x", "thank you "),
)


def thanked(said: str, context: Context | None = None) -> list[str]:
    found = detect(a_message(said), context).kudos
    return [id[1:].lower() for id in (*found.receivers, *found.groups)] if found else []


def test_one_message_can_be_both() -> None:
    found = detect(a_message("Thanks @ana for the numbers. How about we publish them?"))

    assert found.kudos is not None
    assert found.idea is not None
    assert found.kudos.reason == "the numbers"
    assert found.idea.text == "How about we publish them?"


@pytest.mark.parametrize(
    "said",
    [
        "back from lunch",
        "@ana are you there?",
        "the build takes twelve minutes",
        "no idea, sorry",
        "see you tomorrow at 10:30",
        "",
    ],
)
def test_plain_talk_is_nothing(said: str) -> None:
    assert detect(a_message(said)) is NOTHING


@pytest.mark.parametrize(
    "said",
    [
        "@ana is a lifesaver, the backups are restored",
        "so proud of what @ana built this quarter",
        "couldn't have done it without @ana",
        "@ana went above and beyond for the new office",
        "brilliant workshop @ana, everybody learned something",
    ],
)
def test_praise_without_a_marker_is_likely_at_least(said: str) -> None:
    found = detect(a_message(said)).kudos

    assert found
    assert found.band in {Band.LIKELY, Band.SURE}
    assert thanked(said) == ["ana"]


@pytest.mark.parametrize(
    "said",
    [
        "it would be great to have a search box in the handbook",
        "maybe we could swap the two meetings",
        "someone should write a checklist for the handover",
        "I'd love to see a dark mode in the planner",
        "could we publish the notes every week?",
    ],
)
def test_proposals_in_other_words_are_likely_at_least(said: str) -> None:
    found = detect(a_message(said)).idea

    assert found is not None
    assert found.band in {Band.LIKELY, Band.SURE}


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("thanks @ana, cc @ben", ["ana"]),
        ("thank you @ana for helping @ben and @cara", ["ana"]),
        ("@ben fyi @ana did an amazing job on the report", ["ana"]),
        ("as @ben said, great work @ana", ["ana"]),
        ("thanks @ana! @ben could you check the logs?", ["ana"]),
        ("amazing work @ana and @ben, what a launch", ["ana", "ben"]),
        ("huge thanks to @infra and @ana for the move", ["ana", "infra"]),
    ],
)
def test_those_thanked_are_told_from_those_named_beside(said: str, who: list[str]) -> None:
    assert thanked(said) == who


@pytest.mark.parametrize("tone", ["", "::skin-tone-2", "::skin-tone-6"])
def test_a_cross_emoji_stays_one_in_every_skin_tone(tone: str) -> None:
    proposal = detect(a_message(f"idea: delete it all :facepalm{tone}:")).idea

    assert thanked(f"great job @ana :facepalm{tone}:") == []
    assert proposal is None or not proposal.is_explicit


@pytest.mark.parametrize(
    "said",
    [
        "That would save me ten calls a day",
        "this would save our team so much time",
        "it would spare me a trip to the archive",
        "that would be a great help for us",
    ],
)
def test_support_for_an_idea_is_no_idea_of_its_own(said: str) -> None:
    assert detect(a_message(said)).idea is None


def test_a_proposal_that_says_what_it_would_save_is_an_idea() -> None:
    assert detect(a_message("A search box would save me ten calls a day")).idea is not None


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Thank you so much, it saved my day, and @ben wants to see it", []),
        ("thanks for the macro, it saved my day, and @ben is asking for the same", []),
        ("thanks @ana, it saved my day, and @ben wants to see it", ["ana"]),
        ("thanks @ana for the chart, @ben asked for it", ["ana"]),
        ("thanks @ana for the chart, @ben needs it too", ["ana"]),
    ],
)
def test_who_wants_or_needs_what_was_made_is_not_thanked(said: str, who: list[str]) -> None:
    assert thanked(said) == who


def test_thanks_to_somebody_without_a_mention_reach_nobody() -> None:
    found = detect(a_message("Thanks Petra for the detailed report, it helped a lot"))

    assert found.kudos is not None
    assert not found.kudos
    assert not found


def test_a_channel_that_is_thanked_is_kept_apart_from_people() -> None:
    found = detect(a_message("<!channel> thank you all for the record month!")).kudos

    assert found is not None
    assert found.everybody == ("channel",)
    assert (found.receivers, found.groups) == ((), ())


@pytest.mark.parametrize(
    "said",
    [
        "thank you, that saved my day",
        "thank you so much for that, it saved my day",
        "Thanks, that saved me an hour of digging",
        "thanks for the quick fix, works now",
        "thanks, that fixed it for me",
        "thank you, that did the trick",
    ],
)
def test_thanks_in_a_thread_are_for_whoever_began_it(said: str) -> None:
    assert thanked(said, Context("UBEN")) == ["ben"]
    assert detect(a_message(said), Context("UBEN")).kudos.band is Band.LIKELY  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("said", "starter"),
    [
        ("thank you so much for that, it saved my day", None),
        ("thanks!", "UBEN"),
        ("thanks in advance for looking into it", "UBEN"),
        ("thanks for nothing, it broke again", "UBEN"),
        ("thanks, could you check the logs as well?", "UBEN"),
        ("thanks, I'll try that tomorrow", "UBEN"),
        ("thank you all so much for that, you saved my day", "UBEN"),
        ("Thanks Petra for the detailed report, it helped a lot", "UBEN"),
    ],
)
def test_thanks_in_a_thread_are_for_nobody_where_that_is_a_guess(
    said: str, starter: str | None
) -> None:
    assert thanked(said, Context(starter)) == []


@pytest.mark.parametrize(
    "said",
    [
        "thank you, that saved my day",
        "Thank you, it saved my day. @ana see the chart",
        "thank you @ana, that did the trick",
    ],
)
def test_outside_a_thread_a_message_is_judged_by_itself(said: str) -> None:
    assert detect(a_message(said), Context()) == detect(a_message(said))


FILLED = "Then we met. " * 35  # more sentences than are weighed


@pytest.mark.parametrize(
    ("said", "who"),
    [
        (f"{FILLED}Huge thanks to @ana for the fix. @ben was there.", ["ana"]),
        (f"{FILLED}Huge thanks to @infra for the fix. cc @ana", ["infra"]),
        (f"As @ana said. {FILLED}Huge thanks to @ana for the fix.", ["ana"]),
        (f"Thanks @ben for the chart. {FILLED}Kudos to @ana, see you, @cara", ["ben", "ana"]),
        (f"{'well, ' * 70}thanks @ana for the fix, as @ben said", ["ana"]),
        (f"{FILLED}Could you look, @ana? Thanks for nothing, @ben.", []),
    ],
)
def test_clear_thanks_are_heard_at_the_end_of_a_long_message(said: str, who: list[str]) -> None:
    assert thanked(said) == who


def test_clear_thanks_reach_everybody_whom_they_name() -> None:
    named = [f"U{number}" for number in range(45)]
    mentions = " ".join(f"<@{id}>" for id in named)

    found = detect(a_message(f"Thanks {mentions} for the launch. <@UX> see you tomorrow")).kudos

    assert found is not None
    assert list(found.receivers) == named


def test_the_author_is_never_thanked_by_themselves() -> None:
    assert thanked("@zoe and @ana did an outstanding job today") == ["ana"]


@pytest.mark.parametrize(
    "said",
    [
        "mil gracias por todo @ana, gran trabajo",
        "vielen dank @ana, das war super arbeit",
        "merci beaucoup @ana, excellent travail",
        "muito obrigado @ana, ótimo trabalho",
        "@ana さん、本当にありがとうございました",
    ],
)
def test_thanks_are_understood_in_six_languages(said: str) -> None:
    assert thanked(said) == ["ana"]


def test_judging_twice_gives_the_same() -> None:
    message = a_message("great job @ana, maybe we could show it to @infra")

    assert judge(message) == judge(message)


@settings(deadline=None)
@given(st.lists(st.sampled_from(BITS), max_size=60).map("".join))
def test_no_message_is_too_strange(said: str) -> None:
    judged = judge(a_message(said))
    found = judged.findings

    assert 0 <= judged.kudos <= 1
    assert 0 <= judged.idea <= 1
    assert found.kudos is None or set(found.kudos.receivers) <= {"UANA"}
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
    assert {"gratitude", "admiration", "suggests"} <= set(first)
    assert (first["kudos"], first["kudos_band"], first["idea"]) == (True, "sure", False)
    assert (second["kudos"], second["kudos_band"], second["recipients"]) == (False, "no", [])
