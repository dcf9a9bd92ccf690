"""A message as it is weighed: what its sentences show, and what explicit markers say."""

from dataclasses import dataclass

from bot.domain.detector import ideas, kudos
from bot.domain.detector.features import Shown, shown
from bot.domain.detector.findings import IdeaFound, KudosFound
from bot.domain.messages import Message, Span
from bot.domain.reading import Reading, read


@dataclass(frozen=True, slots=True)
class Seen:
    reading: Reading
    shown: list[Shown]
    kudos: KudosFound | None
    idea: IdeaFound | None

    @property
    def marked(self) -> list[str]:
        """What explicit markers say, as cues."""
        said = ["says thanks"] if self.kudos else []
        return [*said, "says an idea"] if self.idea else said

    @property
    def named(self) -> frozenset[Span]:
        """Those whom a marker names."""
        if not self.kudos:
            return frozenset()
        ids = {*self.kudos.receivers, *self.kudos.groups}
        return frozenset(span for span in self.reading.spans.values() if span.value in ids)


def look(message: Message) -> Seen:
    reading = read(message.spans)
    return Seen(
        reading,
        shown(reading),
        kudos.find(message, reading),
        ideas.find(message, reading),
    )
