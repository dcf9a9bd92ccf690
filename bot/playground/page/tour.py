"""The short list of things to try. It ticks itself as they happen."""

import re
from dataclasses import dataclass, field

from bot.playground.model import Message
from bot.playground.workspace import Workspace

_THANKS = re.compile(r"thank|kudos|shout-?out|props to|:taco:|\+\+", re.IGNORECASE)
_QUESTIONS = ("", "help", "mine", "list", "undo")  # they share nothing
_IDEA = re.compile(r"\bidea\b|:bulb:|what if we|we (could|should)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    key: str
    words: str


STEPS = (
    Step("thanks", "As Ben, write in #product: <code>thanks @Chloé for the new onboarding</code>"),
    Step("kudos", "Type <code>/kudos</code> and thank somebody with the form"),
    Step(
        "idea",
        "Share an idea: <code>idea: a quiet hour every morning</code>, or <code>/idea</code>",
    ),
    Step("leaderboard", "Type <code>/leaderboard</code> in a channel"),
    Step("digest", "Become <b>Ana</b>, press <b>Next digest</b> and read what Groundswell wrote"),
)


@dataclass(slots=True)
class Tour:
    since: float = 0.0  # what happened before the page opened is the story's, not the stranger's
    done: set[str] = field(default_factory=set)
    begun: str | None = None  # a command whose form is not sent yet
    moved: bool = False  # by the button that leads to the digest
    hidden: bool = False

    def typed_command(self, line: str) -> None:
        """With text a command acts at once; without, its form has to be sent first."""
        word, _, text = line.strip().partition(" ")
        if "leaderboard" in word and not text:
            self.done.add("leaderboard")
        for key in ("kudos", "idea", "leaderboard"):
            if key in word and text not in _QUESTIONS:
                self.done.add(key)
            elif key in word and not text:
                self.begun = key

    def sent_form(self) -> None:
        if self.begun:
            self.done.add(self.begun)
            self.begun = None

    def look(self, space: Workspace, me: str, place: str | None) -> None:
        if len(self.done) == len(STEPS):
            return
        for channel in space.channels:
            recent = [each for each in space.messages(channel.id) if float(each.ts) > self.since]
            if channel.is_im:
                self._direct(recent, space, seen=channel.id == place and me in channel.members)
            else:
                self._public(recent, space)

    def _public(self, recent: list[Message], space: Workspace) -> None:
        bot = space.app.user
        for each in recent:
            noticed = any(bot in reaction.users for reaction in each.reactions)
            if noticed and "<@" in each.text and _THANKS.search(each.text):
                self.done.add("thanks")
            if noticed and _IDEA.search(each.text):
                self.done.add("idea")

    def _direct(self, recent: list[Message], space: Workspace, *, seen: bool) -> None:
        if (
            seen
            and self.moved
            and any(each.user == space.app.user and len(each.blocks) > 3 for each in recent)
        ):
            self.done.add("digest")
