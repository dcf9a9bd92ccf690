"""A leader's figures in words: what each says, how it was four weeks before, what it means."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.measures import Measures
from bot.i18n import Words
from bot.kit.words import later
from bot.slack.ui import Reader, bk

NOTHING_YET = later(
    "There is too little to tell yet: figures come with three people in the team, and three events"
    " of a kind in four weeks."
)


def figures_view(now: Measures, before: Measures, reader: Reader) -> bk.View:
    """All figures of a leader, for them alone."""
    note = bk.context(reader.say("Of the last four weeks. Only you can see this."))
    figures: bk.Blocks = []
    for name, meaning in MEANINGS.items():
        if line := figure_line(name, now, before, reader.words):
            figures += [bk.section(line), bk.context(reader.say(meaning))]
    blocks = [note, *(figures or [bk.section(reader.say(NOTHING_YET))])]
    return bk.modal("measures", reader.say("Your figures"), blocks, reader.words)


def figure_line(name: str, now: Measures, before: Measures, words: Words) -> str:
    """What it is, and was; empty where there is nothing to tell."""
    value, earlier = (_value(name, measures, words) for measures in (now, before))
    label = words.say(LABELS[name])
    if not value:
        return ""
    if not earlier:
        return words.say("*{label}*: {now}", label=label, now=value)
    return words.say(
        "*{label}*: {now} ({before} four weeks before)", label=label, now=value, before=earlier
    )


def _value(name: str, measures: Measures, words: Words) -> str:
    value, told = measures.figures.get(name), TOLD.get(name)
    if value is None:
        return ""
    return told(value, words) if told else words.percent(value)


def figures_told(names: Sequence[str], now: Measures, before: Measures, words: Words) -> str:
    """Some of them in one line, those there are; in the order asked for."""
    lines = [figure_line(name, now, before, words) for name in names]
    return " · ".join(line for line in lines if line)


def chart(now: Measures, labels: Sequence[str], words: Words) -> bk.Block:
    """The last eight weeks, the latest on the right. `labels` name them, the first first."""
    weeks = tuple(reversed(now.weeks))
    named = list(zip(labels, weeks, strict=True))
    thanks = [{"label": label, "value": week.kudos} for label, week in named]
    ideas = [{"label": label, "value": week.ideas} for label, week in named]
    series = ((words.say("Thanks by you"), thanks), (words.say("Ideas by the team"), ideas))
    return {
        "type": "data_visualization",
        "title": words.say("Eight weeks"),
        "chart": {
            "type": "line",
            "axis_config": {"categories": list(labels)},
            "series": [{"name": name, "data": points} for name, points in series],
        },
    }


def weeks_in_words(now: Measures, words: Words) -> str:
    """What the chart shows, for readers who see no charts: the latest week last."""
    weeks = tuple(reversed(now.weeks))
    return words.say(
        "Eight weeks, this one last: thanks by you {kudos}; ideas by the team {ideas}.",
        kudos=" · ".join(words.number(week.kudos) for week in weeks),
        ideas=" · ".join(words.number(week.ideas) for week in weeks),
    )


def _number(value: float, words: Words) -> str:
    return words.number(round(value, 2))


def _days(value: float, words: Words) -> str:
    if value < 1:
        return _hours(value * 24, words)
    days = round(value, 1)
    shown = words.number(days)
    return words.ngettext("{count} day", "{count} days", 1 if days == 1 else 2).format(count=shown)


def _hours(value: float, words: Words) -> str:
    if value < 1:
        return words.say("{minutes} min", minutes=words.number(round(value * 60)))
    return words.say("{hours} h", hours=words.number(round(value, 1)))


# By the name of the measure, in the order in which they are shown.
LABELS: Mapping[str, str] = {
    "credit_outflow": later("Credit you pass out"),
    "coverage": later("People you thanked"),
    "longest_gap_days": later("Longest time without thanks"),
    "pass_on_rate": later("Thanks you passed on"),
    "specificity": later("Thanks that say what for"),
    "credit_completeness": later("Everybody named"),
    "leaders_share": later("Ideas that are yours"),
    "voices": later("Voices"),
    "evenness": later("Evenness"),
    "speaks_last": later("Others spoke first"),
    "hours_to_first_reply": later("First reply after"),
    "replied_within_two_days": later("Replied to in two days"),
    "days_to_test": later("From idea to test"),
    "days_to_decision": later("From test to decision"),
    "iterations": later("Rounds of testing"),
    "autonomy": later("Tests run by others"),
    "parents": later("Ideas combined"),
    "contributors": later("People in an adopted idea"),
}
MEANINGS: Mapping[str, str] = {
    "credit_outflow": later(
        "Of the kudos between you and others: those that went from you to your team."
    ),
    "coverage": later("Of your team: everybody whom you named in kudos."),
    "longest_gap_days": later("The longest stretch in which you thanked nobody of the team."),
    "pass_on_rate": later(
        "Of the kudos you received: after how many you named others within 72 hours."
    ),
    "specificity": later(
        "Of your kudos: those that say what was done, and what it changed or where to see it."
    ),
    "credit_completeness": later(
        "Of those who had a part in an adopted idea, or in what it grew from: who was named"
        " in its credits."
    ),
    "leaders_share": later("Of all ideas of you and your team: your own."),
    "voices": later("Of you and your team: who shared an idea or built on one."),
    "evenness": later(
        "How evenly contributions are spread over those who contributed, from 0 to 1 (Pielou's J)."
    ),
    "speaks_last": later(
        "Of the team's ideas you replied to: where three others had replied before you, or"
        " a day had passed."
    ),
    "hours_to_first_reply": later(
        "The median time from an idea to the first reply by somebody else."
    ),
    "replied_within_two_days": later(
        "Of the ideas that are two days old: those with a reply by then."
    ),
    "days_to_test": later("The median time from sharing an idea to its first test."),
    "days_to_decision": later(
        "The median time from an idea's first test to its being adopted or parked."
    ),
    "iterations": later("How often an adopted idea was tested, on average."),
    "autonomy": later("Of the tests: those that somebody other than you runs."),
    "parents": later("How many ideas an adopted idea builds on, on average."),
    "contributors": later("How many people had a part in an adopted idea, on average."),
}
# How a value is told that is no share.
TOLD: Mapping[str, Callable[[float, Words], str]] = {
    "longest_gap_days": _days,
    "evenness": _number,
    "hours_to_first_reply": _hours,
    "days_to_test": _days,
    "days_to_decision": _days,
    "iterations": _number,
    "parents": _number,
    "contributors": _number,
}
