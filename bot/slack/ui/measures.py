"""A leader's figures in words: what each says, how it was four weeks before, what it means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.measures import Measures
from bot.i18n import Words
from bot.slack.ui import Reader
from bot.slack.ui.blocks import Block, Blocks, View, context, modal, section

Told = Callable[[float, Words], str]


@dataclass(frozen=True, slots=True)
class Figure:
    """`name` is the measure's; `label` and `meaning` are in the reader's language."""

    name: str
    label: str
    meaning: str
    told: Told


def figures_view(now: Measures, before: Measures, reader: Reader) -> View:
    """All figures of a leader, for them alone."""
    say = reader.words.gettext
    blocks: Blocks = []
    for figure in figures(reader.words):
        if line := figure_line(figure, now, before, reader.words):
            blocks += [section(line), context(figure.meaning)]
    if not blocks:
        blocks = [section(nothing_yet(reader.words))]
    blocks.insert(0, context(say("Of the last four weeks. Only you can see this.")))
    return modal("measures", say("Your figures"), blocks, submit=None, close=say("Close"))


def nothing_yet(words: Words) -> str:
    return words.gettext(
        "There is too little to tell yet: figures come with three people in the team, and three"
        " events of a kind in four weeks."
    )


def figure_line(figure: Figure, now: Measures, before: Measures, words: Words) -> str:
    """What it is, and was; empty where there is nothing to tell."""
    value, earlier = getattr(now, figure.name), getattr(before, figure.name)
    if value is None:
        return ""
    told = figure.told(value, words)
    if earlier is None:
        return words.say("*{label}*: {now}", label=figure.label, now=told)
    return words.say(
        "*{label}*: {now} ({before} four weeks before)",
        label=figure.label,
        now=told,
        before=figure.told(earlier, words),
    )


def figures_told(names: Sequence[str], now: Measures, before: Measures, words: Words) -> str:
    """Some of them in one line, those there are; in the order asked for."""
    known = {figure.name: figure for figure in figures(words)}
    lines = [figure_line(known[name], now, before, words) for name in names]
    return " · ".join(line for line in lines if line)


def chart(now: Measures, labels: Sequence[str], words: Words) -> Block:
    """The last eight weeks, the latest on the right. `labels` name them, the first first."""
    weeks = tuple(reversed(now.weeks))
    series = (
        (words.gettext("Thanks by you"), [week.kudos for week in weeks]),
        (words.gettext("Ideas by the team"), [week.ideas for week in weeks]),
    )
    return {
        "type": "data_visualization",
        "title": words.gettext("Eight weeks"),
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


def _share(value: float, words: Words) -> str:
    return words.percent(value)


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


def figures(words: Words) -> Sequence[Figure]:
    """Every measure, in the order in which they are shown."""
    say = words.gettext
    return (
        Figure(
            "credit_outflow",
            say("Credit you pass out"),
            say("Of the kudos between you and others: those that went from you to your team."),
            _share,
        ),
        Figure(
            "coverage",
            say("People you thanked"),
            say("Of your team: everybody whom you named in kudos."),
            _share,
        ),
        Figure(
            "longest_gap_days",
            say("Longest time without thanks"),
            say("The longest stretch in which you thanked nobody of the team."),
            _days,
        ),
        Figure(
            "pass_on_rate",
            say("Thanks you passed on"),
            say("Of the kudos you received: after how many you named others within 72 hours."),
            _share,
        ),
        Figure(
            "specificity",
            say("Thanks that say what for"),
            say(
                "Of your kudos: those that say what was done, and what it changed or where to see"
                " it."
            ),
            _share,
        ),
        Figure(
            "credit_completeness",
            say("Everybody named"),
            say(
                "Of those who had a part in an adopted idea, or in what it grew from: who was named"
                " in its credits."
            ),
            _share,
        ),
        Figure(
            "leaders_share",
            say("Ideas that are yours"),
            say("Of all ideas of you and your team: your own."),
            _share,
        ),
        Figure(
            "voices",
            say("Voices"),
            say("Of you and your team: who shared an idea or built on one."),
            _share,
        ),
        Figure(
            "evenness",
            say("Evenness"),
            say(
                "How evenly contributions are spread over those who contributed, from 0 to 1"
                " (Pielou's J)."
            ),
            _number,
        ),
        Figure(
            "speaks_last",
            say("Others spoke first"),
            say(
                "Of the team's ideas you replied to: where three others had replied before you, or"
                " a day had passed."
            ),
            _share,
        ),
        Figure(
            "hours_to_first_reply",
            say("First reply after"),
            say("The median time from an idea to the first reply by somebody else."),
            _hours,
        ),
        Figure(
            "replied_within_two_days",
            say("Replied to in two days"),
            say("Of the ideas that are two days old: those with a reply by then."),
            _share,
        ),
        Figure(
            "days_to_test",
            say("From idea to test"),
            say("The median time from sharing an idea to its first test."),
            _days,
        ),
        Figure(
            "days_to_decision",
            say("From test to decision"),
            say("The median time from an idea's first test to its being adopted or parked."),
            _days,
        ),
        Figure(
            "iterations",
            say("Rounds of testing"),
            say("How often an adopted idea was tested, on average."),
            _number,
        ),
        Figure(
            "autonomy",
            say("Tests run by others"),
            say("Of the tests: those that somebody other than you runs."),
            _share,
        ),
        Figure(
            "parents",
            say("Ideas combined"),
            say("How many ideas an adopted idea builds on, on average."),
            _number,
        ),
        Figure(
            "contributors",
            say("People in an adopted idea"),
            say("How many people had a part in an adopted idea, on average."),
            _number,
        ),
    )
