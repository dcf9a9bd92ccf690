"""Thanks said in a channel are kept and marked, and nothing else is."""

import pytest

from tests.scenarios.box import Box

MARK = {"raised_hands": 1}
ANA, BEN, CHLOE = "U0ANA00001", "U0BEN00001", "U0CHLOE001"
DANIEL, EMI = "U0DANIEL01", "W0EMI00001"


@pytest.mark.both_databases
def test_thanks_get_one_reaction_and_no_post(box: Box) -> None:
    said = box.say("Ben", "#product", "thanks @Chloé for the rollout plan")

    assert box.marks(said) == MARK
    assert box.posts("#product") == []
    assert [kudos["reason"] for kudos in box.rows("kudos")] == ["the rollout plan"]
    assert box.receivers() == [CHLOE]
    assert box.told("Chloé") == []


@pytest.mark.both_databases
def test_a_user_group_means_its_members(box: Box) -> None:
    said = box.say("Ben", "#product", "shout-out to @designers for the new icons")

    assert box.marks(said) == MARK
    assert box.receivers() == [CHLOE, DANIEL, EMI]


def test_a_member_of_the_thanked_group_does_not_thank_themselves(box: Box) -> None:
    box.say("Chloé", "#product", "kudos to @designers for the new icons")

    assert box.receivers() == [DANIEL, EMI]


def test_several_people_are_thanked_at_once(box: Box) -> None:
    box.say("Ana", "#general", "Kudos to @Ben, @Chloé and @Emi for shipping on time")

    assert box.receivers() == [BEN, CHLOE, EMI]
    assert box.rows("kudos")[0]["reason"] == "shipping on time"


def test_thanks_are_kept_in_a_private_channel_and_known_to_be_private(box: Box) -> None:
    said = box.say("Grace", "#leads", "thank you @Ana for taking the hard call")

    assert box.marks(said) == MARK
    assert [kudos["is_private"] for kudos in box.rows("kudos")] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "@ana++",
        ":taco: @Ana",
        "thanks @Ana!",
        "Thank you so much @Ana for the workshop",
        "props to @Ana for the demo",
    ],
)
@pytest.mark.over("socket")
def test_every_way_to_say_it_is_understood(box: Box, text: str) -> None:
    said = box.say("Ben", "#product", text)

    assert box.marks(said) == MARK
    assert box.receivers() == [ANA]


@pytest.mark.parametrize(
    "text",
    [
        "`thanks @Chloé for the plan`",
        "```\nthanks @Chloé for the plan\n```",
        "> thanks @Chloé for the plan",
        "thanks @Ben for nothing",  # oneself
        "thanks @groundswell for the digest",
        "thanks @deploy_bot for the deployment",
        "thanks @Ivan for everything",  # has left
        "thanks @channel for coming",
        "could you review this, @Chloé? thanks!",
        "thanks in advance @Chloé",
        "thanks for nothing @Chloé",
        "thanks everybody",
        "@Chloé the build is red again",
    ],
)
@pytest.mark.over("http")
def test_what_is_no_thanks_is_left_alone(box: Box, text: str) -> None:
    said = box.say("Ben", "#product", text)

    assert box.marks(said) == {}
    assert box.rows("kudos") == []
    assert box.posts("#product") == []
    assert box.whispers("Ben", "#product") == []


def test_what_another_bot_says_is_left_alone(box: Box) -> None:
    said = box.workspace.say_as_app("deploy_bot", "#product", "thanks <@U0BEN00001> for merging")
    box.settle()

    assert box.marks(said) == {}
    assert box.rows("kudos") == []


def test_the_bot_hears_nothing_where_it_was_not_invited(box: Box) -> None:
    said = box.say("Ben", "#random", "thanks @Chloé for lunch")

    assert box.marks(said) == {}
    assert box.rows("kudos") == []


def test_thanks_in_a_thread_and_beside_a_file_count_too(box: Box) -> None:
    first = box.say("Ana", "#product", "the numbers are in")
    reply = box.say("Ben", "#product", "thanks @Chloé for the numbers", thread=first)
    file = box.person("Ben").share_file("#product", "plan.png", "kudos to @Daniel for the drawing")
    box.settle()

    assert box.marks(reply) == MARK
    assert box.marks(file) == MARK
    assert box.receivers() == [CHLOE, DANIEL]


def test_no_other_message_is_stored(box: Box) -> None:
    box.say("Ben", "#product", "the secret plan is to paint it blue")

    for table in ("kudos", "ideas", "outbox", "feedback"):
        assert box.rows(table) == []
    assert "blue" not in str(box.rows("message_versions"))


def test_one_thanked_in_a_message_is_pinged_by_its_author_alone(box: Box) -> None:
    box.say("Ben", "#product", "thanks @Chloé for the rollout plan")

    assert [note.message.user for note in box.pinged("Chloé")] == [BEN]
