"""How know-how looks: one practice with its source, and the list of them in pages."""

from collections.abc import Sequence

from bot.domain.practices import Practice, Source, browse
from bot.i18n import Words
from bot.kit.mrkdwn import escape
from bot.kit.words import later
from bot.slack.ui import Reader, Rendered, bk

BACK, MORE, TOPIC = "practices.back", "practices.more", "practices.topic"
EVERY = "all"  # what the menu calls it when no topic is chosen
PAGE = 10
LONGEST_NUMBER = 9  # digits; what is longer is no page


# What a measure or a kind of nudge is about.
TOPICS = {
    "credit_outflow": later("Giving credit"),
    "coverage": later("Thanks for everybody"),
    "pass_on": later("Passing credit on"),
    "completeness": later("Naming everybody"),
    "leader_share": later("Other people's ideas"),
    "voices": later("Hearing more voices"),
    "evenness": later("Room for everybody"),
    "speaks_last": later("Speaking last"),
    "first_response": later("A quick first reply"),
    "velocity": later("From idea to decision"),
    "autonomy": later("Letting others decide"),
    "combination": later("Combining ideas"),
    "specificity": later("Precise thanks"),
    "thank_overdue": later("Thanks that are due"),
    "ideas_waiting": later("Ideas without a reply"),
    "others_first": later("Letting others go first"),
    "pass_credit": later("When you are thanked"),
    "credits_roll": later("Credits for an adopted idea"),
    "small_test": later("Small tests"),
    "ask_first": later("Asking before telling"),
    "promise": later("Promises to yourself"),
}


def practice_blocks(practice: Practice, reader: Reader) -> bk.Blocks:
    """One practice, for a digest or wherever it stands alone."""
    return [bk.section(reader.say(practice.text)), bk.context(_source(practice.source))]


def practice_command(words: Sequence[str], reader: Reader) -> Rendered:
    """What `/lead practice [topic] [page]` answers; `words` is what was typed after `practice`."""
    *typed, last = words or ("",)
    is_page = last.isdecimal() and len(last) <= LONGEST_NUMBER
    topic = " ".join(typed if is_page else words)
    tag = _tag_called(topic, reader.words)
    if tag is None and topic:
        told = reader.say(
            "I don't know the topic “{topic}”. Choose one from the menu; here is all that there"
            " is.",
            topic=reader.typed(topic, 100),
        )
        return Rendered.of(told, *practice_list(reader).blocks)
    return practice_list(reader, tag=tag, page=int(last) if is_page else 1)


def practice_list(reader: Reader, *, tag: str | None = None, page: int = 1) -> Rendered:
    """A page of those that fit the topic, or of all; a page that is not there is the last."""
    found = browse(tag)
    pages = -(-len(found) // PAGE)
    page = min(max(page, 1), pages)
    text = reader.say("*What helps when you lead from behind*")
    labels = {EVERY: reader.say("All topics")} | {
        tag: reader.say(name) for tag, name in TOPICS.items()
    }
    blocks = [bk.section(text, accessory=bk.select(TOPIC, labels, initial=tag or EVERY))]
    for practice in found[(page - 1) * PAGE : page * PAGE]:
        topics = " · ".join(labels[tag] for tag in TOPICS if tag in practice.tags)
        about = bk.context(_source(practice.source), topics)
        blocks += [bk.section(reader.say(practice.text)), about]
    if pages > 1:
        blocks += _footer(tag, page, pages, reader)
    return Rendered(text=text, blocks=blocks)


def _tag_called(topic: str, words: Words) -> str | None:
    """By its name in the code, or by what it is called for the reader."""

    def folded(name: str) -> str:
        return name.replace("_", " ").replace("-", " ").casefold()

    called = {folded(name): tag for tag in TOPICS for name in (tag, words.say(TOPICS[tag]))}
    return called.get(folded(topic))


def _source(source: Source) -> str:
    """As it is printed: names and titles are not translated."""
    return f"{escape(source.author)}: _{escape(source.title)}_, {source.year}"


def _footer(tag: str | None, page: int, pages: int, reader: Reader) -> bk.Blocks:
    words = reader.words
    where = words.say(
        "Page {number} of {pages}", number=words.number(page), pages=words.number(pages)
    )
    buttons = []
    if page > 1:
        buttons.append(bk.button(words.say("Previous"), BACK, {"topic": tag, "page": page - 1}))
    if page < pages:
        buttons.append(bk.button(words.say("Next"), MORE, {"topic": tag, "page": page + 1}))
    return [bk.context(where), bk.actions(*buttons)]
