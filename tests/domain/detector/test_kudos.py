"""Thanks are noticed where nobody can mistake them, and for those who are thanked alone."""

import pytest

from bot.domain.detector import Band
from bot.domain.detector.kudos import find
from bot.domain.kudos import REASON_LIMIT
from tests.domain.detector.messages import a_message


def thanked(said: str) -> list[str]:
    found = find(a_message(said))
    ids = [*found.receivers, *found.groups] if found else []
    return [name[1:].lower() for name in ids]


@pytest.mark.parametrize(
    "said",
    [
        "kudos to @ana for the rollout plan",
        "Kudos @ana!",
        "hey team, huge thanks to @ana for staying late!",
        "shoutout to my teammate @ana for the demo",
        "kudos to our very own @ana",
        "thank you so very much @ana",
        "thanks a lot @ana, it works like a charm now",
        "thanks @ana, now it is no longer broken",
        "thank you @ana for fixing the build, it was broken since Monday",
        ":taco: for @ana",
        "kudos: @ana for the rollout plan",
        "thanks @ana, you saved the release",
        "Thanks, @ana!",
        "thanks again @ana",
        "thanks so much @ana :heart:",
        "thanks a lot, @ana",
        "many thanks to @ana for the new index",
        "THANK YOU @ana",
        "thankyou @ana",
        "thank u @ana",
        "ah ok, thx @ana",
        "ty @ana",
        "tysm @ana",
        "thank\u200bs @ana",
        "*thank you* @ana for the *rollout plan*",
        "@ana++",
        "@ana ++ for the plan",
        "@ana: ++",
        "shout-out to @ana",
        "shoutout @ana for the demo",
        "huge shout out to @ana for the demo",
        "props to @ana, the calculator is live",
        "hats off to @ana",
        "hat tip to @ana for the regex",
        "big thanks to @ana",
        "gold star for @ana",
        "all credit goes to @ana",
        "fixed it, all credit to @ana",
        "(thanks to @ana for finding it)",
        ":taco: @ana",
        ":taco::taco: @ana for the review",
        "@ana :taco:",
        "🌮 @ana",
        "@ana thank you so much for the review",
        "@ana, thanks for the review",
        "hey @ana - just wanted to say thanks for the review",
        "@ana ok, thanks",
        "well done @ana",
        "great job on it, great job @ana",
        "that was the clearest talk we've had, great job @ana",
        "nice work @ana",
        "@ana nice work on the migration",
        "I want to thank @ana for staying late",
        "I can't thank @ana enough for this",
        "thank you for the link, @ana.",
        "thanks for taking a look @ana",
        "thanks for the help with this @ana!",
        "no worries at all. Thanks @ana for the plan",
        "not bad, thanks @ana",
        "That's not what I expected. Thanks @ana, it works",
        "thanks @ana! do you know who wrote it?",
        "thanks @ana for the plan, could you share it?",
        "Great, thanks @ana",
        "gracias @ana, excelente trabajo",
        "muchas gracias a @ana",
        "danke @ana!",
        "vielen dank an @ana",
        "merci @ana !",
        "merci beaucoup à @ana",
        "obrigada @ana",
        "ありがとうございます @ana",
    ],
)
def test_thanks_with_a_person_beside_them_are_kudos(said: str) -> None:
    assert thanked(said) == ["ana"]


@pytest.mark.parametrize(
    "said",
    [
        "thanks @ana and @ben",
        "thanks @ana, @ben!",
        "thanks @ana @ben",
        "thanks @ana & @ben for the plan",
        "kudos to @ana, and also @ben",
        "thanks everyone, especially @ana and @ben",
        "kudos to @ana for the plan and @ben for the tests",
        "thanks @ana for the plan. And thanks @ben for the tests.",
        "@ana @ben thank you very much!",
        "@ana++ @ben++",
        ":taco: @ana @ben",
        "thanks @ana, @ben, @ana",
    ],
)
def test_several_people_are_thanked_at_once(said: str) -> None:
    assert thanked(said) == ["ana", "ben"]


@pytest.mark.parametrize(
    "said", ["kudos to @infra for the move", "well done @infra", "@infra++", "thanks @infra!"]
)
def test_a_user_group_is_kept_as_a_group(said: str) -> None:
    found = find(a_message(said))

    assert found is not None
    assert (found.receivers, found.groups) == ((), ("SINFRA",))


@pytest.mark.parametrize(
    "said",
    [
        "thanks @ana for helping @ben",
        "thanks @ana for the help with @ben's laptop",
        "big thanks @ana. cc @ben",
        "big thanks @ana (cc @ben)",
        "thanks @ana, cc @ben @cara",
        "thanks @ana! @ben could you merge it?",
        "thanks @ana, @ben could you merge it?",
        "@ben kudos to @ana for the plan",
        "@ben look at this, thanks to @ana",
        "@ana thank you for onboarding @ben so well",
        "I agree with @ben. Thanks @ana",
        "fyi @ben @ana++",
        "thanks @ana for the intro to @ben",
        "thanks @ana for covering while @ben was away",
        "@ana thanks for showing @ben around",
        "&gt; thanks @ben\nthanks @ana",
        "thanks @ana, `@ben` passes again",
    ],
)
def test_who_is_copied_asked_or_helped_is_not_thanked(said: str) -> None:
    assert thanked(said) == ["ana"]


@pytest.mark.parametrize(
    "said",
    [
        # nobody named
        "thanks!",
        "thank you all",
        "kudos",
        "thanks for the plan. @ana is on leave",
        "<!here> thank you for a record month",
        "thanks @everyone",
        # in advance, and polite requests
        "thanks in advance @ana",
        "thanks @ana in advance for your help",
        "could you look at this @ana? thanks!",
        "could you look at this? thanks @ana",
        "please look at this, thanks @ana",
        "@ana can you review it? thanks",
        "@ana please review, thanks",
        "thanks @ana, please send it by Friday",
        "thank you @ana if you could review it",
        "thanks @ana for any pointers",
        "kannst du das prüfen? danke @ana",
        "danke im voraus @ana",
        # sarcasm that rules can see
        "thanks for nothing @ana",
        "thanks a lot @ana, now it is broken",
        "thanks @ana for breaking the build",
        "thanks a bunch @ana, now everything is on fire",
        "@ana great job, but it broke prod",
        "thanks @ana for not even asking",
        "great job @ana :upside_down_face:",
        "thanks @ana 🙄",
        "great job @ana /s",
        # not said
        "no thanks @ana",
        "no, thanks @ana",
        "nope thanks @ana",
        "I would not say thanks to @ana",
        "I wouldn't call that great work @ana",
        # things and causes
        "thanks to @ana's script it works",
        "thanks to @ana the build is broken again",
        "@ana the fix is out, thanks to the new index",
        # talk about it
        "how do I give kudos to @ana?",
        "who gave kudos to @ana?",
        "should we give kudos to @ana?",
        "don't forget to say thank you to @ana",
        "did you say thanks @ana?",
        "kudos @ana?",
        'she said "thanks @ana" and left',
        "she said \u201cthanks @ana\u201d and left",
        # helped, met, agreed with
        "thanks for helping @ben",
        "thanks for looping in @ben",
        "thanks for pairing with me and @ben",
        "thanks for covering for @ben",
        # code and quotes
        "`kudos to @ana`",
        "```\nkudos to @ana\n```",
        "```kudos to @ana",
        "&gt; kudos to @ana",
        "&gt;&gt;&gt; so\nkudos to @ana",
        "&lt;@UANA&gt;++",
        "use `x` ++ @ana",
        "c++ is hard @ana",
        # oneself
        "kudos to @zoe",
        "@zoe++",
        # plain talk
        "@ana can you hear me?",
        "good job interview tips for @ana",
        "the job is done @ana",
        "",
    ],
)
def test_everything_else_is_left_alone(said: str) -> None:
    assert thanked(said) == []


def test_the_author_is_left_out_of_those_thanked() -> None:
    assert thanked("kudos to @zoe and @ana") == ["ana"]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("kudos to @ana for the rollout plan", "the rollout plan"),
        ("kudos to @ana for the rollout plan!", "the rollout plan"),
        ("thanks @ana, you saved the release. Now lunch.", "you saved the release"),
        ("Thanks @ana and @ben! You both made the demo shine.", "You both made the demo shine"),
        ("Thanks @ana! Lunch is ready.", ""),
        ("thanks @ana!", ""),
        ("@ana++ for the R&amp;D plan", "the R&amp;D plan"),
        ("@ana thank you so much for onboarding @ben", "onboarding <@UBEN>"),
        ("thanks for the help with the slides, @ana", "the help with the slides"),
        ("the clearest talk we've had, great job @ana", "the clearest talk we've had"),
        ("great job on it @ana", "it"),
        ("awesome, thanks @ana", ""),
        ("thanks @ana for the fix, cc @ben", "the fix"),
        ("thanks @ana, `make test` passes again\n```\n312 passed\n```", "`make test` passes again"),
        ("&gt; I fixed it\nthanks @ana for fixing it", "fixing it"),
        ("thanks @ana for <https://a.example|the plan>", "<https://a.example|the plan>"),
        ("thanks @ana for the talk \u2013 it\u2019s great", "the talk \u2013 it\u2019s great"),
        ("thanks @ana for raising <!channel>'s spirits", "raising @channel's spirits"),
        ("@ana :taco: :tada:", ""),
        ("This is really helpful @ana++, thank you!", "This is really helpful"),
        ("thanks @ana, I'll have a look tomorrow", ""),
        ("thanks @ana for the invite, I will be there", "the invite"),
        ("thanks @ana, I learned a lot", "I learned a lot"),
        (
            "thanks @ana for the plan. Thanks @ben for the tests.",
            "thanks <@UANA> for the plan. Thanks <@UBEN> for the tests",
        ),
    ],
)
def test_the_reason_is_what_they_did(said: str, reason: str) -> None:
    found = find(a_message(said))

    assert found is not None
    assert found.reason == reason


def test_what_the_rules_find_is_sure() -> None:
    found = find(a_message("kudos to @ana for the plan"))

    assert found is not None
    assert (found.band, found.score) == (Band.SURE, 1.0)


def test_a_very_long_reason_is_shortened() -> None:
    found = find(a_message("kudos to @ana for " + "very " * 8_000 + "good work"))

    assert found is not None
    assert len(found.reason) <= REASON_LIMIT
    assert found.reason.endswith("…")


def test_a_reason_that_is_not_read_to_its_end_says_so() -> None:
    found = find(
        a_message("We met and spoke. " * 80 + "Kudos to @ana for a " + "very " * 400 + "good talk")
    )

    assert found is not None
    assert found.reason.endswith("…")
