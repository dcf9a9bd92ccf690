"""Who is thanked, learned from the mentions in our own messages that are thanks."""

from collections.abc import Sequence
from operator import attrgetter

from bot.training.examples import Place
from bot.training.linear import classifier, counted

_AT_LEAST = 2  # mentions with a cue
_COST = 0.09


def people_model(places: Sequence[Place]) -> tuple[dict[str, float], float]:
    """Fit a linear model; return its weights by cue and its bias."""
    names, counts = counted(places, attrgetter("cues"), at_least=_AT_LEAST)
    model = classifier(_COST).fit(counts, [place.is_thanked for place in places])
    return dict(zip(names, model.coef_[0].tolist(), strict=True)), float(model.intercept_[0])
