"""The worked example of docs/measures.md comes out as it says, on both databases."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.measures import MEASURES, measure
from bot.domain.people import Team
from bot.storage import Store
from tests.storage.histories import Deed, History, Thanks, Thought, keep
from tests.storage.plainly import Plainly

PAGE = Path(__file__).parents[2] / "docs" / "measures.md"
UNTIL = datetime(2026, 11, 24, 10, tzinfo=UTC)
TEAM = Team("T1", "Lea", frozenset({"Ana", "Ben", "Chloe", "Eva"}), id=1)


def table(heading: str) -> list[list[str]]:
    """The rows of the table with that heading."""
    page = PAGE.read_text()
    lines = page[page.index(heading) :].splitlines()[2:]
    rows = lines[: lines.index("")]
    return [[cell.strip(" `") for cell in row.strip("|").split("|")] for row in rows]


class Telling:
    """What the table says, as a history."""

    def __init__(self) -> None:
        self.found = History(teams=[TEAM])
        self.thoughts: dict[str, Thought] = {}
        for when, who, did, what in table("| when | who | did | what |"):
            at = datetime.strptime(when, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
            self.tell(at, who, did, what)
        self.found.ideas = list(self.thoughts.values())

    def tell(self, at: datetime, who: str, did: str, what: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "shares": lambda: self.share(at, who, what),
            "replies to": lambda: self.found.replies.append(self.deed(at, who, what)),
            "supports": lambda: self.found.parts.append(self.deed(at, who, what, "support")),
            "tests": lambda: self.test(at, who, what),
            "thanks": lambda: self.thank(at, who, what),
            "adopts": lambda: self.decide(at, what, "adopted"),
            "parks": lambda: self.decide(at, what, "parked"),
        }
        if named := re.fullmatch("names for (.)", did):
            self.thank(at, who, what, f"roll:{self.thoughts[named[1]].id}")
        else:
            acts[did]()

    def deed(self, at: datetime, who: str, idea: str, part: str = "") -> Deed:
        return Deed(self.thoughts[idea].id, who, at, part)

    def share(self, at: datetime, who: str, what: str) -> None:
        name, _, on = what.partition(" on ")
        parents = [self.thoughts[each].id for each in on.split(", ") if each]
        number = len(self.thoughts) + 1
        thought = Thought(number, who, at, "C1", tuple(parents), "shared", None, False)
        self.thoughts[name] = thought
        self.found.parts.append(Deed(number, who, at, "author"))
        self.found.parts += [Deed(parent, who, at, "build") for parent in parents]

    def test(self, at: datetime, who: str, what: str) -> None:
        self.found.tests.append(self.deed(at, who, what))
        tests = [each for each in self.found.parts if each.part == "test"]
        if not any(each.idea == self.thoughts[what].id for each in tests):
            self.found.parts.append(self.deed(at, who, what, "test"))

    def thank(self, at: datetime, who: str, what: str, source: str = "") -> None:
        number = len(self.found.kudos) + 1
        receivers = tuple(what.split(", "))
        self.found.kudos.append(Thanks(number, who, receivers, at, source or f"k:{number}"))

    def decide(self, at: datetime, what: str, stage: str) -> None:
        self.thoughts[what] = self.thoughts[what].at_stage(stage, at)


def test_the_worked_example_is_right(store: Store) -> None:
    history = Telling().found
    with store.begin() as tx:
        keep(tx, history)

        told = measure(tx.measures.facts([TEAM], UNTIL)[1])

    weeks = [tuple(week) for week in told.weeks]
    by_hand = {name: float(result) for name, _, result in table("| measure | counted | result |")}
    assert {name: round(value, 2) for name, value in told.figures.items()} == by_hand
    assert Plainly(history, TEAM, UNTIL).measures().keys() == by_hand.keys()
    *latest, before = [
        tuple(map(int, row[1:])) for row in table("| week | kudos | ideas | contributors |")
    ]
    assert weeks == [*latest, *[before] * 6]


def test_each_measure_is_explained() -> None:
    page = PAGE.read_text()
    explained = {
        name
        for heading in re.findall("^### .*", page, re.MULTILINE)
        for name in re.findall("`(.*?)`", heading)
    }

    counted = {name for name, *_ in table("| measure | counted | result |")}
    assert explained == counted | {"specificity"}
    assert explained == {each.__name__ for each in MEASURES} | {"specificity"}
