"""What people hear of ideas that move: parked, tests that ended. And the forms that move them."""

from bot.domain.idea_tests import DAYS_PROPOSED, WORDS_LIMIT, IdeaTest, Outcome
from bot.domain.ideas import TEXT_LIMIT, Idea
from bot.domain.moves import Move
from bot.domain.outgoing import IdeaParked, OwnerAnswered, OwnerAsked
from bot.kit.mrkdwn import plain
from bot.kit.words import later
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui import blocks as bk
from bot.slack.ui.ideas import idea_link, idea_link_afar

DAYS = (3, 5, DAYS_PROPOSED, 10, 14)
ANOTHER_ROUND, OWN_IDEA = "round", "idea"  # what a changed test leads to
OUTCOMES = {
    Outcome.KEPT: later("You tested {idea}, and it is adopted."),
    Outcome.CHANGED: later("You tested {idea}, and it goes on, changed."),
    Outcome.STOPPED: later("You tested {idea}, and it is parked."),
}
DECIDED_BEFORE = later("You tested {idea}. It was decided on before the test ended.")


@render.register
def idea_parked(message: IdeaParked, reader: Reader) -> Rendered:
    """To its author, before the card says it: why, and what would change the answer."""
    idea, words = message.idea, reader.words
    text = words.say(
        "{by} has parked your idea {idea}\n*Why:* {reason}\n*What would change the answer:*"
        " {change}",
        by=reader.mention(message.by),
        idea=idea_link_afar(idea, reader),
        reason=reader.typed(message.reason),
        change=reader.typed(message.change) or words.say("nothing was said"),
    )
    return Rendered.of(text)


@render.register
def owner_asked(message: OwnerAsked, reader: Reader) -> Rendered:
    """To the owner of a test: its time is over."""
    idea, test, say = message.idea, message.test, reader.say
    text = reader.say(
        "Your test of {idea} has come to its end. What came of it?\n{question}",
        idea=idea_link_afar(idea, reader),
        question=bk.quoted(reader.typed(test.question)),
    )
    blocks = [
        bk.section(text),
        bk.actions(
            bk.button(say("Keep it"), "tests.keep", test.id, "primary"),
            bk.button(say("Change it"), "tests.change", test.id),
            bk.button(say("Stop"), "tests.stop", test.id),
            block_id=f"test:{test.id}",
        ),
    ]
    if message.is_again:
        blocks.append(bk.context(say("I ask once more, and then no more: the card will wait.")))
    return Rendered(text=text, blocks=blocks)


@render.register
def owner_answered(message: OwnerAnswered, reader: Reader) -> Rendered:
    """In place of the question. What was withdrawn is not told of again."""
    words, test = reader.words, message.test
    if message.idea is None:
        text = words.say("The idea that you tested was withdrawn, and its test ended with it.")
    else:
        sentence = (OUTCOMES.get(test.outcome) if test.outcome else None) or DECIDED_BEFORE
        text = words.say(sentence, idea=idea_link_afar(message.idea, reader))
    if test.learned:
        text += "\n" + words.say("*Learned:* {learned}", learned=reader.typed(test.learned))
    return Rendered.of(text)


def trial_form(idea: Idea, reader: Reader) -> bk.View:
    say = reader.say
    days = {str(days): reader.count("{count} day", "{count} days", days) for days in DAYS}
    question = _words_field(
        say("What do you want to find out?"),
        "question",
        say("One question that a few days can answer. You run the test; others may join."),
    )
    until = bk.field(say("How long?"), bk.select("days", days, initial=str(DAYS_PROPOSED)))
    return _form("ideas.test", say("Test an idea"), say("Begin"), [question, until], idea, reader)


def park_form(idea: Idea, reader: Reader) -> bk.View:
    say = reader.say
    reason = _words_field(say("Why is it parked?"), "reason", say("Its author reads it first."))
    change = _words_field(
        say("What would change the answer?"),
        "change",
        say("So that everybody knows when to come back to it."),
    )
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
    learned = _words_field(
        say("What did you learn?"),
        "learned",
        say("Everybody who had a part reads it, also what did not work."),
    )
    onward = _onward_fields(reader) if move is Move.CHANGE else ()
    blocks, meta = [tested, learned, *onward], {"test": test.id, "move": move}
    title, done = titles[move], say("Done")
    return bk.modal("tests.end", title, blocks, reader.words, submit=done, meta=meta)


def _onward_fields(reader: Reader) -> list[bk.Block]:
    say = reader.say
    ways = {
        ANOTHER_ROUND: reader.count(
            "Another round, of {count} day", "Another round, of {count} days", DAYS_PROPOSED
        ),
        OWN_IDEA: say("An idea of its own, which builds on this one"),
    }
    how = bk.select("onward", ways, initial=ANOTHER_ROUND, kind="radio_buttons")
    text = bk.text_input("text", TEXT_LIMIT)
    return [
        bk.field(say("How does it go on?"), how),
        bk.field(
            say("The new idea"), text, hint=say("Only for an idea of its own."), optional=True
        ),
    ]


def _form(
    callback_id: str, title: str, submit: str, blocks: list[bk.Block], idea: Idea, reader: Reader
) -> bk.View:
    """A form about an idea, which it quotes."""
    return bk.modal(
        callback_id,
        title,
        [bk.section(reader.quoted(idea.text, 300) or idea_link(idea, reader)), *blocks],
        reader.words,
        submit=submit,
        meta=idea.id,
    )


def _words_field(label: str, name: str, hint: str) -> bk.Block:
    return bk.field(label, bk.text_input(name, WORDS_LIMIT), hint=hint)
