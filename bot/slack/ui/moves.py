"""What people hear of ideas: moved, tested, combined, shared first; and the forms for it."""

from collections.abc import Sequence

from bot.domain import outgoing
from bot.domain.combining import Consent
from bot.domain.idea_tests import DAYS_PROPOSED, WORDS_LIMIT, IdeaTest, Outcome
from bot.domain.ideas import TEXT_LIMIT, Idea
from bot.domain.moves import Move
from bot.kit.mrkdwn import plain, shorten, unescape
from bot.kit.words import later
from bot.slack.ui import Reader, Rendered, bk, render
from bot.slack.ui.ideas import idea_link, idea_link_afar

DAYS = (3, 5, DAYS_PROPOSED, 10, 14)
ANOTHER_ROUND, OWN_IDEA = "round", "idea"  # what a changed test leads to
OUTCOMES = {
    Outcome.KEPT: later("You tested {idea}, and it is adopted."),
    Outcome.CHANGED: later("You tested {idea}, and it goes on, changed."),
    Outcome.STOPPED: later("You tested {idea}, and it is parked."),
}
DECIDED_BEFORE = later("You tested {idea}. It was decided on before the test ended.")
OFFERED = 100  # options that a select may have
LABEL = 75  # characters of an option
SHOWN = 15  # moves that one message tells of; the others are counted
MOVED = {
    Move.TEST: later("• {by} tests {idea}"),
    Move.KEEP: later("• {by} tested {idea}, and it works: adopted"),
    Move.CHANGE: later("• {by} tests {idea} once more, in another way"),
    Move.BRANCH: later("• {by} learned from {idea}, and began an idea of its own with it"),
    Move.STOP: later("• {by} tested {idea}, learned from it, and stopped"),
    Move.DROP: later("• {idea} is free to be tested again"),
    Move.ADOPT: later("• {by} adopted {idea}"),
    Move.PARK: later("• {by} parked {idea}: its card says why"),
    Move.REOPEN: later("• {by} took {idea} up again"),
}


@render.register
def idea_parked(message: outgoing.IdeaParked, reader: Reader) -> Rendered:
    """To its author, before the card says it: why, and what would change the answer."""
    text = reader.say(
        "{by} has parked your idea {idea}\n*Why:* {reason}\n*What would change the answer:*"
        " {change}",
        by=reader.mention(message.by),
        idea=idea_link_afar(message.idea, reader),
        reason=reader.typed(message.reason),
        change=reader.typed(message.change) or reader.say("nothing was said"),
    )
    return Rendered.of(text)


@render.register
def owner_asked(message: outgoing.OwnerAsked, reader: Reader) -> Rendered:
    """To the owner of a test: its time is over."""
    test, say = message.test, reader.say
    text = say(
        "Your test of {idea} has come to its end. What came of it?\n{question}",
        idea=idea_link_afar(message.idea, reader),
        question=reader.quoted(test.question),
    )
    buttons = bk.actions(
        bk.button(say("Keep it"), "tests.keep", test.id, "primary"),
        bk.button(say("Change it"), "tests.change", test.id),
        bk.button(say("Stop"), "tests.stop", test.id),
        block_id=f"test:{test.id}",
    )
    again = bk.context(say("I ask once more, and then no more: the card will wait."))
    return Rendered.of(text, buttons, again if message.is_again else None)


@render.register
def owner_answered(message: outgoing.OwnerAnswered, reader: Reader) -> Rendered:
    """In place of the question. What was withdrawn is not told of again."""
    say, test = reader.say, message.test
    text = say("The idea that you tested was withdrawn, and its test ended with it.")
    if message.idea:
        sentence = OUTCOMES.get(test.outcome, DECIDED_BEFORE) if test.outcome else DECIDED_BEFORE
        text = say(sentence, idea=idea_link_afar(message.idea, reader))
    if test.learned:
        text += "\n" + say("*Learned:* {learned}", learned=reader.typed(test.learned))
    return Rendered.of(text)


def trial_form(idea: Idea, reader: Reader) -> bk.View:
    say = reader.say
    days = {str(days): reader.count("{count} day", "{count} days", days) for days in DAYS}
    hint = say("One question that a few days can answer. You run the test; others may join.")
    question = _words_field(say("What do you want to find out?"), "question", hint)
    until = bk.field(say("How long?"), bk.select("days", days, initial=str(DAYS_PROPOSED)))
    return _form("ideas.test", say("Test an idea"), say("Begin"), [question, until], idea, reader)


def park_form(idea: Idea, reader: Reader) -> bk.View:
    say = reader.say
    reason = _words_field(say("Why is it parked?"), "reason", say("Its author reads it first."))
    hint = say("So that everybody knows when to come back to it.")
    change = _words_field(say("What would change the answer?"), "change", hint)
    return _form("ideas.park", say("Park an idea"), say("Park it"), [reason, change], idea, reader)


def edit_form(idea: Idea, reader: Reader) -> bk.View:
    say = reader.say
    text = bk.text_input("text", TEXT_LIMIT, initial=unmarked(idea, reader))
    what, title = bk.field(say("What is the idea?"), text), say("Edit an idea")
    return bk.modal("ideas.edit", title, [what], reader.words, submit=say("Save"), meta=idea.id)


def unmarked(idea: Idea, reader: Reader) -> str:
    """The idea as its author would type it."""
    return plain(idea.text, reader.name_of)[:TEXT_LIMIT]


def who_sees_text(idea: Idea, reader: Reader) -> str:
    """In plain words, for whoever asks."""
    if idea.is_private:
        where = reader.say(
            "*Who can see this*\n• The members of this private channel, on its card here. It is"
            " shown, listed and counted nowhere else, and nothing outside of the channel can build"
            " on it."
        )
    else:
        where = reader.say(
            "*Who can see this*\n• Everybody who can open this channel, on its card here. Ideas"
            " that it builds on, or that build on it, name it on their cards too."
        )
    rest = reader.say(
        "• The weekly digest of a leader names ideas of their team, to that leader alone.\n"
        "• On leaderboards authors stand by name, unless they hide: `{command} privacy`. A card"
        " always names its author.\n"
        "• `{command} privacy` also shows, exports and deletes what is kept about you.",
        command=reader.command("groundswell"),
    )
    return f"{where}\n{rest}"


def lesson_form(test: IdeaTest, idea: Idea, move: Move, reader: Reader) -> bk.View:
    """What came of the test; for *changed* also how it goes on."""
    say = reader.say
    titles = {Move.KEEP: say("Keep it"), Move.CHANGE: say("Change it"), Move.STOP: say("Stop")}
    tested = bk.section(f"{idea_link_afar(idea, reader)}\n{reader.quoted(test.question)}")
    hint = say("Everybody who had a part reads it, also what did not work.")
    learned = _words_field(say("What did you learn?"), "learned", hint)
    onward = _onward_fields(reader) if move is Move.CHANGE else ()
    blocks, meta = [tested, learned, *onward], {"test": test.id, "move": move}
    title, done = titles[move], say("Done")
    return bk.modal("tests.end", title, blocks, reader.words, submit=done, meta=meta)


def _onward_fields(reader: Reader) -> list[bk.Block]:
    ways = {
        ANOTHER_ROUND: reader.count(
            "Another round, of {count} day", "Another round, of {count} days", DAYS_PROPOSED
        ),
        OWN_IDEA: reader.say("An idea of its own, which builds on this one"),
    }
    how = bk.select("onward", ways, initial=ANOTHER_ROUND, kind="radio_buttons")
    text, hint = bk.text_input("text", TEXT_LIMIT), reader.say("Only for an idea of its own.")
    return [
        bk.field(reader.say("How does it go on?"), how),
        bk.field(reader.say("The new idea"), text, hint=hint, optional=True),
    ]


def _form(
    callback_id: str, title: str, submit: str, blocks: list[bk.Block], idea: Idea, reader: Reader
) -> bk.View:
    """A form about an idea, which it quotes."""
    quote = bk.section(reader.quoted(idea.text, 300) or idea_link(idea, reader))
    blocks = [quote, *blocks]
    return bk.modal(callback_id, title, blocks, reader.words, submit=submit, meta=idea.id)


def _words_field(label: str, name: str, hint: str) -> bk.Block:
    return bk.field(label, bk.text_input(name, WORDS_LIMIT), hint=hint)


@render.register
def combine_asked(message: outgoing.CombineAsked, reader: Reader) -> Rendered:
    say, whole, part = reader.say, message.whole, message.part
    text = say(
        "{by} would like to make one idea of several, and yours is one of them: {part}\n"
        "May it be a part of this?",
        by=reader.mention(whole.author),
        part=idea_link(part, reader, 150),
    )
    value = {"whole": whole.id, "part": part.id}
    yes = bk.button(say("Yes"), f"combining.{Consent.YES}", value, "primary")
    no = bk.button(say("No"), f"combining.{Consent.NO}", value)
    note = say("With a yes you are named for it whenever it succeeds. Of a no nobody hears.")
    blocks = [
        bk.section(f"{text}\n{reader.quoted(whole.text, 1_500)}"),
        bk.actions(yes, no, block_id=f"combine:{whole.id}:{part.id}"),
        bk.context(note),
    ]
    return Rendered(text, blocks)


def combine_form(first: Idea, others: Sequence[Idea], reader: Reader) -> bk.View:
    """The first idea, which others to combine it with, and what they are together."""
    say = reader.say
    offered = {str(idea.id): _label(idea, reader) for idea in others[:OFFERED]}
    ideas = bk.select("ideas", offered, placeholder=say("Choose ideas"), kind="multi_static_select")
    quote, together = reader.quoted(first.text, 1_000), bk.text_input("text", TEXT_LIMIT)
    hint = say("Each author is asked whether theirs may be a part of it.")
    blocks = [
        bk.section(quote) if quote else None,
        bk.field(say("Which ideas go with it?"), ideas),
        bk.field(say("What are they together?"), together, hint=hint),
    ]
    title, combine = say("Combine ideas"), say("Combine")
    return bk.modal("combining.share", title, blocks, reader.words, submit=combine, meta=first.id)


def _label(idea: Idea, reader: Reader) -> str:
    """Options are plain text: names and words as they read."""
    author = reader.name_of(idea.author)[:20]
    room = LABEL - len(author) - 3
    text = " ".join(unescape(reader.typed(idea.text, 400)).split())
    return f"{shorten(text, room)} · {author}"


@render.register
def moves_told(message: outgoing.MovesTold, reader: Reader) -> Rendered:
    say = reader.say
    lines = [
        reader.say(
            MOVED[moved.what],
            by=reader.name(moved.by) if moved.by else say("somebody"),
            idea=idea_link_afar(moved.idea, reader),
        )
        for moved in message.moves[:SHOWN]
    ]
    if rest := len(message.moves) - len(lines):
        lines.append(reader.count("{count} more move", "{count} more moves", rest))
    text = "\n".join([say("Of ideas that you had a part in:"), *lines])
    ideas = {moved.idea.id for moved in message.moves}
    is_one = len(ideas) == 1
    stop = bk.button(say("No more of this idea"), "notices.stop", ideas.pop()) if is_one else None
    stop_all = bk.button(say("Stop all of these"), "notices.stop_all")
    return Rendered.of(text, bk.actions(stop, stop_all))


@render.register
def first_idea_thanked(message: outgoing.FirstIdeaThanked, reader: Reader) -> Rendered:
    text = reader.say(
        "Thank you for sharing your first idea here. Others can now support it, build on it or test"
        " it, and <{url}|its card> shows who does. If you would rather not be named on boards, type"
        " `{command} privacy`.",
        url=reader.permalink(message.channel, message.ts),
        command=reader.command("groundswell"),
    )
    return Rendered.of(text)


@render.register
def first_idea_told(message: outgoing.FirstIdeaTold, reader: Reader) -> Rendered:
    text = reader.say(
        "{name} has shared an idea for the first time: <{url}|here it is>. That it was the first,"
        " I tell only who leads them.",
        name=reader.name(message.author),
        url=reader.permalink(message.channel, message.ts),
    )
    return Rendered.of(text)
