"""Three columns that say how sure the detector was: of what was kept, and of what was asked."""

from typing import Any

from sqlalchemy import Row as Found
from sqlalchemy.orm import Mapped

from bot.domain.feedback import Evidence, Noticed


class WithNoticed:
    """All three, or none where the detector had no part."""

    score: Mapped[float | None]
    band: Mapped[str | None]
    weights: Mapped[str | None]


NAMES = ("score", "band", "weights")
_NONE: dict[str, Any] = dict.fromkeys(NAMES)


def columns_of(noticed: Noticed | None) -> dict[str, Any]:
    if noticed is None:
        return _NONE
    return {"score": noticed.score, "band": noticed.band.value, "weights": noticed.weights}


def noticed_of(row: Found[Any]) -> Noticed | None:
    return Noticed(row.score, Evidence(row.band), row.weights) if row.band else None
