"""The ideas around an idea: those that its card names, and those whose cards name it."""

from dataclasses import dataclass, field

from bot.domain.ideas import Idea


@dataclass(frozen=True, slots=True)
class Relatives:
    parents: list[Idea] = field(default_factory=list)  # in the order in which they were combined
    children: list[Idea] = field(default_factory=list)  # oldest first
    similar: list[Idea] = field(default_factory=list)  # nearest first
    asked: list[Idea] = field(default_factory=list)  # whose authors may let them become parents
    asking: list[Idea] = field(default_factory=list)  # those that wait for this one as a parent

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(
            idea.id
            for group in (self.parents, self.children, self.similar, self.asked, self.asking)
            for idea in group
        )
