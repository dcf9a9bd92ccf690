"""*Give credit for this*: the form is filled in from the message."""

from bot.playground.model import Message
from tests.scenarios.box import Box
from tests.scenarios.capturing import ANA, BEN, CHLOE


def credited(box: Box, name: str, message: Message) -> list[str]:
    box.person(name).shortcut("kudos.credit", message)
    [form] = box.person(name).views()
    box.person(name).close(form)
    people = next(block for block in form.blocks if block.get("block_id") == "people")
    found: list[str] = people["element"].get("initial_users", [])
    return found


def test_credit_is_for_the_author_and_carries_the_link(box: Box) -> None:
    said = box.say("Chloé", "#product", "rewrote the importer with @Ben last night")

    box.person("Ana").shortcut("kudos.credit", said)
    [form] = box.person("Ana").views()

    fields = {block["block_id"]: block.get("element", {}) for block in form.blocks}
    assert fields["people"]["initial_users"] == [CHLOE]
    assert "initial_value" not in fields["reason"]
    assert said.ts.replace(".", "") in fields["link"]["initial_value"]


def test_credit_for_ones_own_or_an_apps_message_is_for_those_it_mentions(box: Box) -> None:
    own = box.say("Chloé", "#product", "the importer is in, with @Ben, @Chloé and @deploy_bot")
    app = box.workspace.say_as_app("deploy_bot", "#product", f"deployed by <@{BEN}> and <@{ANA}>")
    box.settle()

    assert credited(box, "Chloé", own) == [BEN]
    assert credited(box, "Ana", app) == [BEN]


def test_credit_for_who_left_is_answered_kindly(box: Box) -> None:
    said = box.say("Chloé", "#product", "rewrote the importer last night")
    box.workspace.deactivate("Chloé")
    box.settle()

    box.person("Ana").shortcut("kudos.credit", said)
    box.settle()

    [sentence] = [each.text for each in box.whispers("Ana", "#product")]
    assert box.person("Ana").views() == []
    assert "has left this workspace" in sentence


# Reactions
