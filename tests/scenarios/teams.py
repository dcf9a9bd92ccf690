"""Ana's teams, as scenarios set them up and look at them."""

import json

from bot.domain.people import Team
from bot.playground.model import View
from tests.scenarios.box import Box


def another(box: Box, name: str, people: list[str], **more: object) -> None:
    """Ana sets up one more team, by the button in what `/lead` opens."""
    box.command("Ana", "#general", "/lead")
    box.press("Ana", form(box), "teams.another")
    done = box.person("Ana").submit({"name": name, "people": people, **more})
    assert done.closed, done.errors
    box.settle()


def a_team(box: Box, name: str) -> Team:
    """One that Ana sets up on another device."""
    return Team(box.workspace.id, "U0ANA00001", frozenset({"W0EMI00001"}), name=name)


def form(box: Box, name: str = "Ana") -> View:
    return box.person(name).views()[-1]


def shown(box: Box, name: str = "Ana") -> str:
    return json.dumps(form(box, name).content, ensure_ascii=False)


def names(box: Box) -> list[str]:
    return [row["name"] for row in box.rows("teams")]
