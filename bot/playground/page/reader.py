"""Who is reading, and the names and times as they would see them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Reader:
    me: str
    now: datetime
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    people: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    my_groups: frozenset[str] = frozenset()

    def local(self, ts: str | float) -> datetime:
        return datetime.fromtimestamp(float(ts), UTC).astimezone(self.zone)

    @property
    def today(self) -> datetime:
        return self.now.astimezone(self.zone)
