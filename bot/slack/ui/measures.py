"""A leader's figures in words: what each says, how it was four weeks before, what it means."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.measures import Measures
from bot.i18n import Words
from bot.kit.words import later
from bot.slack.ui import Reader
from bot.slack.ui import blocks as bk

Told = Callable[[float, Words], str]

NOTHING_YET = later(
    "There is too little to tell yet: figures come with three people in the team, and three events"
    " of a kind in four weeks."
)


@dataclass(frozen=True, slots=True)
class Figure:
    """Its label and what it means, both translated when shown, and how its value is told."""

    label: str
    meaning: str
    told: Told = lambda value, words: words.percent(value)


def figures_view(now: Measures, before: Measures, reader: Reader) -> bk.View:
    """All figures of a leader, for them alone."""
    say = reader.say
    blocks: bk.Blocks = []
    for name, figure in FIGURES.items():
        if line := figure_line(name, now, before, reader.words):
            blocks += [bk.section(line), bk.context(say(figure.meaning))]
    if not blocks:
        blocks = [bk.section(say(NOTHING_YET))]
    blocks.insert(0, bk.context(say("Of the last four weeks. Only you can see this.")))
    return bk.modal("measures", say("Your figures"), blocks, reader.words)


def figure_line(name: str, now: Measures, before: Measures, words: Words) -> str:
    """What it is, and was; empty where there is nothing to tell."""
    figure, value, earlier = FIGURES[name], now.figures.get(name), before.figures.get(name)
    if value is None:
        return ""
    label, told = words.say(figure.label), figure.told(value, words)
    if earlier is None:
        return words.say("*{label}*: {now}", label=label, now=told)
    return words.say(
        "*{label}*: {now} ({before} four weeks before)",
        label=label,
        now=told,
        before=figure.told(earlier, words),
    )


def figures_told(names: Sequence[str], now: Measures, before: Measures, words: Words) -> str:
    """Some of them in one line, those there are; in the order asked for."""
    lines = [figure_line(name, now, before, words) for name in names]
    return " · ".join(line for line in lines if line)


def chart(now: Measures, labels: Sequence[str], words: Words) -> bk.Block:
    """The last eight weeks, the latest on the right. `labels` name them, the first first."""
    weeks = tuple(reversed(now.weeks))
    series = (
        (words.say("Thanks by you"), [week.kudos for week in weeks]),
        (words.say("Ideas by the team"), [week.ideas for week in weeks]),
    )
    return {
        "type": "data_visualization",
        "title": words.say("Eight weeks"),
        "chart": {
            "type": "line",
            "axis_config": {"categories": list(labels)},
            "series": [
                {
                    "name": name,
                    "data": [
                        {"label": label, "value": value}
                        for label, value in zip(labels, values, strict=True)
                    ],
                }
                for name, values in series
            ],
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
FIGURES: Mapping[str, Figure] = {
    "credit_outflow": Figure(
        later("Credit you pass out"),
        later("Of the kudos between you and others: those that went from you to your team."),
    ),
    "coverage": Figure(
        later("People you thanked"), later("Of your team: everybody whom you named in kudos.")
    ),
    "longest_gap_days": Figure(
        later("Longest time without thanks"),
        later("The longest stretch in which you thanked nobody of the team."),
        _days,
    ),
    "pass_on_rate": Figure(
        later("Thanks you passed on"),
        later("Of the kudos you received: after how many you named others within 72 hours."),
    ),
    "specificity": Figure(
        later("Thanks that say what for"),
        later(
            "Of your kudos: those that say what was done, and what it changed or where to see it."
        ),
    ),
    "credit_completeness": Figure(
        later("Everybody named"),
        later(
            "Of those who had a part in an adopted idea, or in what it grew from: who was named"
            " in its credits."
        ),
    ),
    "leaders_share": Figure(
        later("Ideas that are yours"), later("Of all ideas of you and your team: your own.")
    ),
    "voices": Figure(
        later("Voices"), later("Of you and your team: who shared an idea or built on one.")
    ),
    "evenness": Figure(
        later("Evenness"),
        later(
            "How evenly contributions are spread over those who contributed, from 0 to 1"
            " (Pielou's J)."
        ),
        _number,
    ),
    "speaks_last": Figure(
        later("Others spoke first"),
        later(
            "Of the team's ideas you replied to: where three others had replied before you, or"
            " a day had passed."
        ),
    ),
    "hours_to_first_reply": Figure(
        later("First reply after"),
        later("The median time from an idea to the first reply by somebody else."),
        _hours,
    ),
    "replied_within_two_days": Figure(
        later("Replied to in two days"),
        later("Of the ideas that are two days old: those with a reply by then."),
    ),
    "days_to_test": Figure(
        later("From idea to test"),
        later("The median time from sharing an idea to its first test."),
        _days,
    ),
    "days_to_decision": Figure(
        later("From test to decision"),
        later("The median time from an idea's first test to its being adopted or parked."),
        _days,
    ),
    "iterations": Figure(
        later("Rounds of testing"),
        later("How often an adopted idea was tested, on average."),
        _number,
    ),
    "autonomy": Figure(
        later("Tests run by others"),
        later("Of the tests: those that somebody other than you runs."),
    ),
    "parents": Figure(
        later("Ideas combined"),
        later("How many ideas an adopted idea builds on, on average."),
        _number,
    ),
    "contributors": Figure(
        later("People in an adopted idea"),
        later("How many people had a part in an adopted idea, on average."),
        _number,
    ),
}
