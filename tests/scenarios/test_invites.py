"""An admin may invite somebody to lead; whether they do is their own business."""

import json

import pytest

from tests.scenarios.box import Box
from tests.scenarios.leading import lead

pytestmark = pytest.mark.over("http")
ASKED = "I ask <@U0ANA00001> whether they would like to set up a team, once a week at most."


@pytest.mark.both_databases
def test_who_is_invited_sets_up_a_team_by_the_button_or_does_not(box: Box) -> None:
    answer = box.command("Grace", "#general", "/lead invite @ana").text
    [invitation] = box.told("Ana")
    enrolled = box.rows("teams")

    box.press("Ana", invitation, "teams.set_up")
    done = box.person("Ana").submit({"people": ["Ben", "Emi"]})
    box.settle()

    assert answer.startswith(ASKED)
    assert "<@U0GRACE001> thinks that you might like to lead" in invitation.text
    assert "nobody is told whether you do" in json.dumps(invitation.blocks)
    assert enrolled == []
    assert done.closed
    assert [row["leader"] for row in box.rows("teams")] == ["U0ANA00001"]
    assert box.told("Grace") == []


@pytest.mark.parametrize("name", ["Ben", "Hugo"])
def test_only_admins_invite(box: Box, name: str) -> None:
    answer = box.command(name, "#product", "/lead invite @ana").text

    assert "Only admins and owners of this workspace invite somebody to lead." in answer
    assert box.told("Ana") == []


def test_nobody_is_asked_twice_in_a_week(box: Box) -> None:
    for _ in range(2):
        box.command("Grace", "#general", "/lead invite @ana @ben")
    in_a_week = len(box.told("Ana")), len(box.told("Ben"))

    box.later(days=7)
    box.command("Grace", "#general", "/lead invite @ana")

    assert in_a_week == (1, 1)
    assert len(box.told("Ana")) == 2


def test_who_invites_does_not_learn_who_leads(box: Box) -> None:
    before = box.command("Grace", "#general", "/lead invite @ana").text
    lead(box)

    again = box.command("Grace", "#general", "/lead invite @ana").text
    box.later(days=7)
    later = box.command("Grace", "#general", "/lead invite @ana").text

    assert before == again == later
    assert ["thinks that you" in each.text for each in box.told("Ana")].count(True) == 1


def test_who_cannot_lead_is_not_invited(box: Box) -> None:
    answer = box.command("Grace", "#general", "/lead invite @hugo @deploy_bot @ivan @ana").text

    first, second = answer.splitlines()
    assert first.startswith(ASKED)
    assert second.startswith(
        "Not invited: <@U0HUGO0001>, <@U0DEPLOY01>, and <@U0IVAN0001>, since only members"
    )
    assert box.told("Hugo") == []
    assert len(box.told("Ana")) == 1


def test_an_invitation_names_people(box: Box) -> None:
    nobody = box.command("Grace", "#general", "/lead invite").text
    group = box.command("Grace", "#general", "/lead invite @designers").text

    assert "Whom would you like to invite? Type `/lead invite @name`." in nobody
    assert "Whom would you like to invite?" in group


def test_no_more_are_invited_at_once_than_can_be_asked_about(box: Box) -> None:
    for number in range(11):
        box.workspace.add_user(f"new{number}", f"New{number} Person")
    box.settle()
    people = " ".join(f"@new{number}" for number in range(11))

    answer = box.command("Grace", "#general", f"/lead invite {people}").text

    assert "That is 11 people, and 10 can be invited at once." in answer
    assert [row for row in box.rows("outbox") if row["once"].startswith("lead-invited")] == []


def test_an_old_invitation_opens_what_its_reader_has_by_now(box: Box) -> None:
    box.command("Grace", "#general", "/lead invite @ana")
    [invitation] = box.told("Ana")
    lead(box)

    box.press("Ana", invitation, "teams.set_up")

    assert "U0BEN00001" in json.dumps(box.person("Ana").views()[-1].content)
