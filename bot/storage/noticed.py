"""Three columns that say how sure the detector was: of what was kept, and of what was asked."""

from typing import Any

from sqlalchemy import Column
from sqlalchemy import Row as Found

from bot.domain.feedback import Evidence, Noticed
from bot.storage.rows import column

NAMES = ("score", "band", "weights")
_NONE: dict[str, Any] = dict.fromkeys(NAMES)


def noticed_columns() -> tuple[Column[Any], ...]:
    """All three are set, or none where the detector had no part."""
    score, band = column("score", float, null=True), column("band", Evidence, null=True)
    return score, band, column("weights", null=True)


def columns_of(noticed: Noticed | None) -> dict[str, Any]:
    return {name: getattr(noticed, name) for name in NAMES} if noticed else _NONE


def noticed_of(row: Found[Any]) -> Noticed | None:
    return Noticed(row.score, row.band, row.weights) if row.band else None
