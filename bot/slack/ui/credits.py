"""How the credits roll looks: proposed to whoever adopted the idea, edited, posted."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.domain.credits import Did, RollEntry
from bot.domain.idea_tests import WORDS_LIMIT
from bot.domain.ideas import Idea
from bot.domain.outgoing import RollAnswered, RollPosted, RollProposed
from bot.kit.words import later
from bot.slack.ui import Reader, Rendered, bk, render
from bot.slack.ui.ideas import idea_link

IN_FIELD = 100  # people that a field can be filled in with
KINDS = 39  # of what people did that have a heading of their own
MOST_SECTIONS = 45  # of the 50 blocks that a message may have
DID = {
    Did.AUTHOR: later("had the idea"),
    Did.TEST: later("tested it"),
    Did.BUILD: later("built on it"),
    Did.QUESTION: later("asked"),
    Did.SUPPORT: later("supported it"),
    Did.ANCESTOR: later("had an idea that it grew from"),
    Did.HELPED: later("had a part in what it grew from"),
    Did.NAMED: later("had a part"),
}


@render.register
def roll_proposed(message: RollProposed, reader: Reader) -> Rendered:
    say, idea = reader.say, message.idea
    text = say(
        "{idea} is adopted. These people had a part in it: shall I name them in <#{channel}>?",
        idea=idea_link(idea, reader, 150),
        channel=idea.channel,
    )
    leave = None
    if message.owner:
        label = say("Leave it to {name}", name=reader.name_of(message.owner)[:40])
        leave = bk.button(label, "credits.leave", idea.id)
    edit = bk.button(say("Edit and post"), "credits.edit", idea.id, "primary")
    buttons = bk.actions(edit, leave, block_id=f"roll:{idea.id}")
    return Rendered.of(text, *_groups(message.credits, reader), buttons)


@render.register
def roll_answered(message: RollAnswered, reader: Reader) -> Rendered:
    text = reader.say(
        "{idea} is adopted, and {by} has named in <#{channel}> who made it happen.",
        idea=idea_link(message.idea, reader, 150),
        by=reader.mention(message.by),
        channel=message.idea.channel,
    )
    return Rendered.of(text)


@render.register
def roll_posted(message: RollPosted, reader: Reader) -> Rendered:
    """Everybody by name, with what they did. It also counts as thanks from who posts it."""
    say, by = reader.say, reader.mention(message.by)
    text = say(":seedling: *Adopted:* {idea}", idea=idea_link(message.idea, reader, 150))
    own = bk.section(reader.quoted(message.words, WORDS_LIMIT)) if message.words else None
    thanks = bk.context(say("With thanks from {by}", by=by))
    return Rendered.of(text, own, *_groups(message.credits, reader), thanks)


def roll_form(idea: Idea, credits_: Sequence[RollEntry], reader: Reader) -> bk.View:
    """Whom to name, and a sentence of one's own."""
    quote, words = reader.quoted(idea.text), bk.text_input("words", WORDS_LIMIT)
    blocks = [
        bk.section(quote) if quote else None,
        *_people_fields([credit.person for credit in credits_], reader),
        bk.field(reader.say("In your own words"), words, optional=True),
    ]
    title, post = reader.say("Who made it happen"), reader.say("Post")
    return bk.modal("credits.post", title, blocks, reader.words, submit=post, meta=idea.id)


def _people_fields(people: Sequence[str], reader: Reader) -> bk.Blocks:
    """Everybody, to add to and take from; more than a field can hold are named but for some."""
    words, choose = reader.words, reader.say("Choose people")
    if len(people) <= IN_FIELD:
        everybody = bk.people_input("people", choose, initial=people)
        hint = words.say("Everybody who had a part is here already. Add whom I could not see.")
        return [bk.field(words.say("Whom do we name?"), everybody, hint=hint)]
    count = words.count("{count} person is named", "{count} people are named", len(people))
    also, but = bk.people_input("people", choose), bk.people_input("but", choose)
    return [
        bk.section(count),
        bk.field(words.say("And also"), also, optional=True),
        bk.field(words.say("But not"), but, optional=True),
    ]


def _groups(credits_: Sequence[RollEntry], reader: Reader) -> bk.Blocks:
    """People by what they did, the last kinds of very many together: nobody is left out."""
    groups: defaultdict[tuple[Did, ...], list[str]] = defaultdict(list)
    for credit in credits_:
        groups[credit.did].append(credit.person)
    kinds, blocks = list(groups), bk.Blocks()
    for own in range(min(len(kinds), KINDS), -1, -1):
        rest = [person for did in kinds[own:] for person in groups[did]]
        parts = [(did, groups[did]) for did in kinds[:own]] + [((Did.NAMED,), rest)]
        blocks = [block for did, people in parts for block in _sections(did, people, reader)]
        if len(blocks) <= MOST_SECTIONS:
            break
    return blocks


def _sections(did: Sequence[Did], people: Sequence[str], reader: Reader) -> Iterator[bk.Block]:
    """As many people together as a section holds."""
    label = reader.words.names(tuple(reader.say(DID[each]) for each in did))
    head, line = f"*{label[:1].upper()}{label[1:]}*\n", ""
    for shown in map(reader.mention, people):
        if line and len(head) + len(line) + len(shown) + 2 > bk.TEXT_LIMIT:
            yield bk.section(head + line)
            line = ""
        line = f"{line}, {shown}" if line else shown
    if line:
        yield bk.section(head + line)
