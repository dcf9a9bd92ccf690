"""Sources of kudos, ideas, questions and promises: hearing of the same one twice keeps it once.

A source is text, the kind and the ids that make it unique in its workspace: "form:V1".
"""

from enum import StrEnum

_ALONE = ":alone"


class Source(StrEnum):
    """What kind of thing it came from."""

    MESSAGE = "message"  # noticed in what was said
    AGREED = "agreed"  # in what was said too, and kept because a person said so
    COMMAND = "command"
    FORM = "form"
    ROLL = "roll"  # the credits roll of an idea
    NUDGE = "nudge"
    PROMISE = "promise"
    WITHDRAWN = "withdrawn"  # an idea, whose message or form may bring it again

    def of(self, *ids: str | int) -> str:
        return ":".join([self.value, *map(str, ids)])

    def is_in(self, source: str) -> bool:
        return source.startswith(f"{self.value}:")

    def number_in(self, source: str) -> int:
        """The id in a source of this kind: 7 in "roll:7"."""
        return int(source.removeprefix(f"{self.value}:"))


def is_from_message(source: str) -> bool:
    """Whether a message carries it, rather than a command or a form."""
    return Source.MESSAGE.is_in(source) or Source.AGREED.is_in(source)


def alone(source: str) -> str:
    """The source of those kudos, given together with `source`, that are told to each alone."""
    return source.removesuffix(_ALONE) + _ALONE


def together(source: str) -> str:
    """The source as it was given, which `alone` may have changed."""
    return source.removesuffix(_ALONE)
