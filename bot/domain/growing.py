"""Which of a leader's measures could grow: what a practice is chosen by when no nudge is shown."""

from bot.domain.measures import Measures

# The topic of practices, the measure, and from where on there is nothing to say about it. No norm:
# below, a hint is likelier to be of use. What is written as a negative counts downwards.
_ENOUGH: tuple[tuple[str, str, float], ...] = (
    ("coverage", "coverage", 0.8),
    ("specificity", "specificity", 0.7),
    ("pass_on", "pass_on_rate", 0.5),
    ("completeness", "credit_completeness", 0.9),
    ("speaks_last", "speaks_last", 0.5),
    ("voices", "voices", 0.6),
    ("evenness", "evenness", 0.8),
    ("autonomy", "autonomy", 0.7),
    ("credit_outflow", "credit_outflow", 0.5),
    ("combination", "parents", 1.0),
    ("first_response", "replied_within_two_days", 0.8),
)
_AT_MOST: tuple[tuple[str, str, float], ...] = (
    ("leader_share", "leaders_share", 0.4),
    ("velocity", "days_to_test", 14.0),
)


def could_grow(measures: Measures) -> tuple[str, ...]:
    """The topics of the measures that are known and could be more, or less."""
    low = [topic for topic, name, enough in _ENOUGH if _is_below(measures, name, enough)]
    high = [topic for topic, name, most in _AT_MOST if _is_below(measures, name, most, -1)]
    return (*low, *high)


def _is_below(measures: Measures, name: str, enough: float, sign: int = 1) -> bool:
    value: float | None = getattr(measures, name)
    return value is not None and sign * value < sign * enough
