"""Which of a leader's measures could improve: they choose the practice where no nudge does."""

from bot.domain.measures import Measures

# The topic of practices, the measure, and the value from which there is nothing to say about it. It
# is no norm: below it, a hint is likelier to be of use.
ENOUGH = (
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
AT_MOST = (("leader_share", "leaders_share", 0.4), ("velocity", "days_to_test", 14.0))


def could_grow(measures: Measures) -> tuple[str, ...]:
    """The topics of the measures that are known and are too low, or too high."""
    known = measures.figures
    low = [topic for topic, name, enough in ENOUGH if known.get(name, enough) < enough]
    high = [topic for topic, name, most in AT_MOST if known.get(name, most) > most]
    return (*low, *high)
