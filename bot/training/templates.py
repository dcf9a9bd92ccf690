"""Messages made from patterns: chatter of every day, plain thanks and plain proposals.

Hand-written messages show the hard cases. These show how common the easy ones are, so that a
mention, a name or a question mark alone comes to mean nothing. The same seed makes the same ones.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PATTERNS = Path(__file__).parent / "patterns.txt"
_SEED = 20261122
_COPIES = 5  # of each pattern, with other words in its slots
_SLOT = re.compile(r"\{(\w+)\}")
_MENTION = re.compile(r"<(?:@|!subteam\^|(?=!here))([!\w]+)")

_SLOTS = {
    "who": "<@U0ANA00001>|<@U0BEN00002>|<@W0CARA0003>|<@U0DAN00004>|<@U0EMI00005>",
    # who is named, but not thanked
    "other": "<@U0ELSE0001>|<@U0ELSE0002>|<@W0ELSE0003>",
    "name": "Ana|Ben|Cara|Daniel|Emi|Farah|Goran|Hana|Ivo|Jules|Kofi|Lena|Mats|Noor|Oleg|Petra",
    "group": "<!subteam^S0INFRA001>|<!subteam^S0DESIGN02>|<!subteam^S0PEOPLE03>",
    "file": "the config|the schema|the parser|the changelog|`setup.py`|the migration|the Makefile"
    "|`main`",
    "thing": "the dashboard|the build|the API|the report|the script|the docs|the pipeline"
    "|the test suite|the cluster|the notebook|the release|the login page|the calendar"
    "|the budget sheet|the onboarding",
    "verbing": "checking|rerunning it|fixing the typo|the quick fix|the review|the pointer"
    "|the explanation|the help|looking into it|the heads up|the tip|the update|confirming"
    "|clearing that up|your help|the clarification|the feedback|the link|testing it"
    "|the quick reply|sharing|your patience with this|the suggestion|the info"
    "|all your work on this|the write-up|taking the time|digging into this",
    "tech": "a null pointer|the timeout|a merge conflict|the old version|a stale cache"
    "|the wrong branch|DNS|permissions|a missing import|the proxy|an environment variable"
    "|the encoding|version 2.3",
    "glad": "ok|oh|ah|great|cool|awesome|perfect|got it|nice|yes|right|sure|makes sense|aha"
    "|that works|it works now",
    "add": "a dark mode|a checklist|a weekly summary|a search box|an export button|a glossary"
    "|more examples|a retry|a shared calendar|an archive page|a short tutorial"
    "|a nightly build|a status page|a template",
    "do": "rename it to something clearer|move this into its own repo|cache the results"
    "|publish the notes|split the meeting in two|drop the old format"
    "|use one template for all reports|rotate the host|write this down in the wiki"
    "|run the tests in parallel|automate the release notes|pair newcomers with a mentor"
    "|make the error message say what to do|keep a list of known issues"
    "|archive the dead channels",
    "task": "check the logs|restart the server|merge the branch|call the vendor|update the ticket"
    "|rebase|look at the PR|send the invoice|book the room|ask legal|fix the build"
    "|run it again|open a ticket",
    "time": "3pm|tomorrow|Monday|10:30|next week|after lunch|at noon|on Thursday|in 20 minutes"
    "|this afternoon",
    "smile": ":slightly_smiling_face:|:+1:|:)|:tada:|:pray:|!|:smile:|:heart:|!!",
    "num": "3|12|40|2.7|500|1.19|8",
}

_OTHERS = frozenset(_MENTION.findall(_SLOTS["other"]))


@dataclass(frozen=True, slots=True)
class Made:
    text: str
    kudos: str  # 0, 1 or n
    idea: str
    thanked: frozenset[str]
    pattern: int


def made() -> Iterator[Made]:
    chance = random.Random(_SEED)  # noqa: S311 - to be repeatable, not secret
    for number, line in enumerate(_patterns()):
        labels, _, pattern = line.partition(" ")
        for text in sorted({_filled(pattern, chance) for _ in range(_COPIES)}):
            named = frozenset(_MENTION.findall(text))
            thanked = named - _OTHERS if labels[0] == "1" else frozenset()
            yield Made(text, labels[0], labels[1], thanked, number)


def _patterns() -> list[str]:
    """Each begins with its labels, of kudos and of an idea; n is "don't care"."""
    return PATTERNS.read_text(encoding="utf-8").splitlines()


def _filled(pattern: str, chance: random.Random) -> str:
    text = _SLOT.sub(lambda slot: chance.choice(_SLOTS[slot[1]].split("|")), pattern)
    return text[0].upper() + text[1:] if text[0] != "<" and chance.random() < 0.5 else text
