"""/kudos: text acts at once, no text opens the form, help helps, undo takes back."""

import pytest

from tests.scenarios.box import Box

ANA, BEN, CHLOE = "U0ANA00001", "U0BEN00001", "U0CHLOE001"
DANIEL, EMI = "U0DANIEL01", "W0EMI00001"


@pytest.mark.both_databases
def test_text_thanks_at_once_in_the_channel(box: Box) -> None:
    reply = box.command("Ben", "#product", "/kudos @Chloé for the *great* review")

    [post] = box.posts("#product")
    assert reply.ok
    assert reply.text == ""
    assert "*Ben Okafor* thanks <@U0CHLOE001>" in post.text
    assert "the *great* review" in post.text
    assert box.receivers() == [CHLOE]
    assert [note.reason for note in box.pinged("Chloé")] == ["mention"]
    assert [kudos["ts"] for kudos in box.rows("kudos")] == [post.ts]


def test_several_people_and_groups_are_thanked(box: Box) -> None:
    box.command("Ben", "#product", "/kudos @Ana and @designers for the launch")

    assert box.receivers() == [ANA, CHLOE, DANIEL, EMI]
    assert "the launch" in box.posts("#product")[0].text


def test_whoever_names_themselves_too_thanks_the_others_and_is_told(box: Box) -> None:
    reply = box.command("Ben", "#product", "/kudos @Ben and @Ana for the launch")

    assert box.receivers() == [ANA]
    assert len(box.posts("#product")) == 1
    assert reply.text == "Kudos are for others, so I left you out: these go to <@U0ANA00001>."


def test_whoever_names_themselves_alone_thanks_nobody(box: Box) -> None:
    reply = box.command("Ben", "#product", "/kudos @Ben for the launch")

    assert box.rows("kudos") == []
    assert "who helped you with it" in reply.text


@pytest.mark.parametrize("where", ["public", "private"])
def test_whoever_names_themselves_in_the_form_is_told_too(box: Box, where: str) -> None:
    box.command("Ana", "#product", "/kudos")
    box.person("Ana").submit({"people": ["Ana", "Ben"], "reason": "the fix", "where": where})
    box.settle()

    [told] = box.told("Ana")
    assert box.receivers() == [BEN]
    assert "so I left you out: these go to <@U0BEN00001>." in told.text


def test_names_further_on_belong_to_the_reason(box: Box) -> None:
    box.command("Ben", "#product", "/kudos @Ana for helping @Daniel")

    assert box.receivers() == [ANA]
    assert box.pinged("Daniel") == []


def test_the_form_thanks_in_the_channel(box: Box) -> None:
    box.command("Ana", "#product", "/kudos")
    [form] = box.person("Ana").views()
    done = box.person("Ana").submit(
        {"people": ["Ben", "Emi"], "reason": "fixed <!here> & more", "effect": "calm nights"}
    )
    box.settle()

    [post] = box.posts("#product")
    assert form.title == "Thank somebody"
    assert done.closed
    assert "fixed &lt;!here&gt; &amp; more" in post.text
    assert "calm nights" in post.text
    assert [note.reason for note in box.pinged("Ben")] == ["mention"]
    assert box.pinged("Chloé") == []
    assert box.receivers() == [BEN, EMI]
    assert box.told("Ana") == [], "the channel shows it"


@pytest.mark.both_databases
def test_the_form_thanks_privately(box: Box) -> None:
    box.command("Ana", "#product", "/kudos")
    box.person("Ana").submit({"people": ["Ben"], "reason": "your honesty", "where": "private"})
    box.settle()

    assert box.posts("#product") == []
    [told] = box.told("Ben")
    assert "your honesty" in told.text
    assert "<@U0ANA00001> thanks you" in told.text
    assert [(kudos["is_private"], kudos["channel"]) for kudos in box.rows("kudos")] == [
        (True, None)
    ]
    [confirmed] = box.told("Ana")
    assert confirmed.text == "Kept: your thanks go to <@U0BEN00001>, privately."


def test_mine_lists_what_i_gave_and_got(box: Box) -> None:
    box.command("Ana", "#product", "/kudos @Ben for the fix")
    box.command("Chloé", "#product", "/kudos @Ana for the trust")

    given = box.command("Ana", "#product", "/kudos mine").text
    others = box.command("Daniel", "#product", "/kudos mine").text

    assert "the fix" in given
    assert "the trust" in given
    assert "None yet" in others


def test_what_was_given_privately_is_listed_for_the_two_alone(box: Box) -> None:
    box.command("Ana", "#product", "/kudos")
    box.person("Ana").submit({"people": ["Ben"], "reason": "your honesty", "where": "private"})
    box.settle()

    assert "your honesty" in box.command("Ben", "#product", "/kudos mine").text
    assert "your honesty" not in box.command("Chloé", "#product", "/kudos mine").text


@pytest.mark.both_databases
def test_undo_takes_back_the_post(box: Box) -> None:
    box.command("Ana", "#product", "/kudos @Ben for the fix")

    taken_back = box.command("Ana", "#product", "/kudos undo")
    again = box.command("Ana", "#product", "/kudos undo")

    assert "Taken back" in taken_back.text
    assert "no kudos" in again.text
    assert box.posts("#product") == []
    assert box.rows("kudos") == []


def test_undo_takes_back_what_was_told_privately(box: Box) -> None:
    box.command("Ana", "#product", "/kudos")
    box.person("Ana").submit({"people": ["Ben"], "reason": "your honesty", "where": "private"})
    box.settle()

    box.command("Ana", "#product", "/kudos undo")

    assert box.told("Ben") == []
    assert box.told("Ana") == []


def test_undo_takes_back_the_mark_on_a_message(box: Box) -> None:
    said = box.say("Ana", "#product", "thanks @Ben for the fix")

    box.command("Ana", "#product", "/kudos undo")

    assert box.marks(said) == {}
    assert box.rows("kudos") == []


def test_undo_reaches_back_one_hour(box: Box) -> None:
    box.command("Ana", "#product", "/kudos @Ben for the fix")
    box.later(minutes=61)

    reply = box.command("Ana", "#product", "/kudos undo")

    assert "no kudos" in reply.text
    assert len(box.posts("#product")) == 1


def test_undo_takes_back_nobody_elses(box: Box) -> None:
    box.command("Ana", "#product", "/kudos @Ben for the fix")

    assert "no kudos" in box.command("Ben", "#product", "/kudos undo").text
    assert len(box.rows("kudos")) == 1


@pytest.mark.both_databases
def test_thanks_after_an_undo_are_posted_again(box: Box) -> None:
    box.command("Ana", "#product", "/kudos @Ben for the fix")
    box.command("Ana", "#product", "/kudos undo")

    box.command("Ana", "#product", "/kudos @Ben for the other fix")

    assert ["the other fix" in post.text for post in box.posts("#product")] == [True]


def test_help_says_what_to_type(box: Box) -> None:
    reply = box.command("Ana", "#product", "/kudos help")

    assert "`/kudos @name for what they did`" in reply.text
    assert reply.message
    assert reply.message.ephemeral_for == ANA


def test_the_shortcut_opens_the_form_filled_in(box: Box) -> None:
    said = box.say("Daniel", "#product", "I rewrote the importer last night")

    box.person("Ana").shortcut("kudos.credit", said)
    box.person("Ana").submit({"reason": "rewrote the importer"})
    box.settle()

    [post] = box.posts("#product")
    assert box.receivers() == [DANIEL]
    assert said.ts.replace(".", "") in post.text


def test_the_shortcut_on_ones_own_message_names_nobody(box: Box) -> None:
    said = box.say("Ana", "#product", "I rewrote the importer last night")

    box.person("Ana").shortcut("kudos.credit", said)
    done = box.person("Ana").submit({"reason": "rewrote the importer"})

    assert set(done.errors) == {"people"}
    assert box.rows("kudos") == []


@pytest.mark.both_databases
def test_where_the_bot_is_not_the_thanks_go_privately_and_it_says_how_to_invite_it(
    box: Box,
) -> None:
    reply = box.command("Ana", "#random", "/kudos @Ben for lunch")

    assert "/invite @groundswell" in reply.text
    assert box.posts("#random") == []
    assert ["lunch" in told.text for told in box.told("Ben")] == [True]


def test_in_a_direct_message_with_the_bot_thanks_go_privately(box: Box) -> None:
    box.person("Ana").open_app_messages()

    reply = box.command("Ana", "@Groundswell", "/kudos @Ben for lunch")

    assert reply.ok
    assert ["lunch" in told.text for told in box.told("Ben")] == [True]


def test_a_command_delivered_twice_thanks_once(box: Box) -> None:
    """Slack sends commands once; a proxy in between may not."""
    box.command("Ana", "#product", "/kudos @Ben for the fix")
    box.command("Ana", "#product", "/kudos @Ben for the fix")

    assert len(box.rows("kudos")) == 2  # two commands are two thanks
