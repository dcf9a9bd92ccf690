"""How nudges look, what is said to their answers, and what leaders ask by them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from bot.domain.choosing import HELD_BACK
from bot.domain.ideas import Idea, Part
from bot.domain.kudos import Kudos
from bot.domain.nudges import Act, Answer, Fact, ShownNudge, Suggestion, nudges
from bot.domain.outgoing import NudgeCard, OwnerWanted, QuestionPosted, RepliesTold, TeamAsked
from bot.domain.questions import OFFERED, WORDS_LIMIT
from bot.kit.mrkdwn import plain, shorten
from bot.kit.words import later
from bot.slack.ui import Reader, Rendered, bk, render
from bot.slack.ui.ideas import idea_by, idea_link_afar

ALL = ":all"  # ends the block id of what stands on every nudge
THANK_NUDGED = "nudges.thank"
SHOWN = 120  # characters of an idea or of thanks
PASSED_ON = 600  # characters of thanks that are proposed to who had a part

# A button of a nudge, for that nudge and its id; None where it cannot be done.
Button = Callable[[Suggestion, int, Reader], bk.Block | None]


def nudge_blocks(suggestion: Suggestion, id: int, reader: Reader) -> bk.Blocks:
    """One small thing to do: what it is about, its own buttons, and those that all have."""
    told = reader.say("*One small thing*: {nudge}", nudge=_told(suggestion, reader))
    own = [BUTTONS[act] for act in nudges()[suggestion.kind].acts]
    blocks = [bk.section(told)]
    for block_id, buttons in zip(block_ids(id), (own, ON_ALL), strict=True):
        if row := bk.present(button(suggestion, id, reader) for button in buttons):
            blocks.append(bk.actions(*row, block_id=block_id))
    return blocks


@render.register
def nudge_card(message: NudgeCard, reader: Reader) -> Rendered:
    blocks = nudge_blocks(message.suggestion, message.nudge, reader)
    blocks.append(bk.context(reader.say("Only you can see this.")))
    return Rendered(_told(message.suggestion, reader), blocks)


# `{command}` is what brings back what was stopped.
ANSWERED = {
    Answer.IN_PERSON: later("Good. I won't bring this up again for three weeks."),
    Answer.MINE: later("Good, then it stays with you."),
    Answer.PING: later("Good. I tell you once three people have replied."),
    Answer.NOT_NOW: later("Fine, not now. I leave it for a week."),
    Answer.FEWER: later("Fine, you will get these half as often."),
    Answer.STOP: later("Fine, no more of these. `{command}` brings them back."),
}


def why_sentence(shown: ShownNudge, reader: Reader) -> str:
    """Why it is shown, what counts as following it, and that some are held back."""
    why = reader.say(nudges()[shown.kind].why, **_filled(shown.facts, reader))
    held = reader.say(
        "Of what I would suggest, {share} % is held back at random: only so can be told whether it"
        " helps.",
        share=reader.words.number(HELD_BACK * 100),
    )
    return f"{why} {held}"


def passed_on(thanks: Kudos, reader: Reader) -> str:
    """What a leader may say to who else had a part; what they were told alone is not repeated."""
    if thanks.is_private or not thanks.reason:
        return ""
    said = plain(thanks.reason, reader.name_of)
    return shorten(reader.say("For your part in: {reason}", reason=said), PASSED_ON)


# What somebody did for an idea, after their name.
PARTS = {
    Part.AUTHOR: later("shared an idea"),
    Part.BUILD: later("built on an idea"),
    Part.TEST: later("tested an idea"),
    Part.SUPPORT: later("supported an idea"),
    Part.QUESTION: later("asked about an idea"),
}


def thanks_value(person: str, idea: int, kudos: int = 0) -> dict[str, Any]:
    """Build a button's value that opens the thanks form; `kudos` is the id of a colleague's."""
    about = {"kudos": kudos} if kudos else {}
    return {"person": person, "idea": idea, **about}


def block_ids(nudge: int) -> tuple[str, str]:
    """Of its own buttons, and of those that all nudges have."""
    return f"nudge:{nudge}", f"nudge:{nudge}{ALL}"


def _told(nudge: Suggestion, reader: Reader) -> str:
    text = reader.linked(reader.typed(nudge.text, SHOWN), nudge.channel, nudge.ts)
    filled = {**_filled(nudge.facts, reader), "person": nudge.person, "text": text}
    return reader.say(nudges()[nudge.kind].sentence(nudge.facts), **filled)


def _filled(facts: Mapping[str, Fact], reader: Reader) -> dict[str, str]:
    """What a sentence is filled with, as this reader writes it."""
    words = reader.words
    filled = {
        name: fact if isinstance(fact, str) else words.number(fact) for name, fact in facts.items()
    }
    if "part" in facts:
        filled["part"] = words.say(PARTS[Part(str(facts["part"]))])
    if "at" in facts:
        filled["day"] = reader.day(datetime.fromtimestamp(float(facts["at"]), UTC))
    return filled


def _button(
    label: str,
    action_id: str,
    style: Literal["primary"] | None = None,
    *,
    carries_idea: bool = False,
    sure: Sequence[str] = (),
) -> Button:
    """One that carries the nudge's id, or that of its idea. `sure`: see `bk.button`."""

    def button(nudge: Suggestion, id_: int, reader: Reader) -> bk.Block:
        value = nudge.idea if carries_idea else id_
        return bk.button(reader.say(label), action_id, value, style, sure=[*map(reader.say, sure)])

    return button


def _thank(nudge: Suggestion, id_: int, reader: Reader) -> bk.Block:
    value = thanks_value(nudge.person, nudge.idea)
    return bk.button(reader.say("Write thanks"), THANK_NUDGED, value, "primary")


def _reply(nudge: Suggestion, id_: int, reader: Reader) -> bk.Block | None:
    if not nudge.channel or not nudge.ts:
        return None
    url = reader.permalink(nudge.channel, nudge.ts)
    return bk.button(reader.say("Reply now"), "nudges.reply", url=url)


BUTTONS: Mapping[Act, Button] = {
    Act.THANK: _thank,
    Act.IN_PERSON: _button(later("Thanked in person"), "nudges.in_person"),
    Act.SEE: _button(later("See them"), "nudges.see", "primary"),
    Act.ASK_TEAM: _button(later("Ask the team"), "nudges.ask_team"),
    Act.PING: _button(later("Tell me after three replies"), "nudges.ping", "primary"),
    Act.REPLY: _reply,
    Act.NAME_PEOPLE: _button(later("Name people"), "nudges.name_people", "primary"),
    Act.IT_WAS_ME: _button(later("It was me"), "nudges.mine"),
    Act.ASK_QUESTION: _button(later("Ask a question"), "nudges.question", "primary"),
    Act.ASK_OWNER: _button(
        later("Ask who would test it"),
        "nudges.ask_owner",
        "primary",
        sure=(
            later("Ask in the idea's thread?"),
            later("I ask there in your name who would test it."),
            later("Ask"),
            later("Not yet"),
        ),
    ),
    Act.PARK: _button(later("Park it"), "ideas.park", carries_idea=True),
    Act.POST_ROLL: _button(
        later("Post the credits"),
        "nudges.post_roll",
        "primary",
        sure=(
            later("Post the credits?"),
            later("Everybody who had a part is named in the idea's channel, with thanks from you."),
            later("Post"),
            later("Not yet"),
        ),
    ),
    Act.EDIT_ROLL: _button(later("Edit first"), "credits.edit", carries_idea=True),
    Act.OWNER_POSTS: _button(later("Leave it to the owner"), "nudges.owner_posts"),
    Act.PROMISE: _button(later("Choose one thing"), "promises.make", "primary"),
}
ON_ALL = (
    _button(later("Not now"), "nudges.not_now"),
    _button(later("Why this?"), "nudges.why"),
    _button(later("Fewer like this"), "nudges.fewer"),
    _button(
        later("Stop all"),
        "nudges.stop",
        sure=(
            later("Stop all of these?"),
            later("You get no more suggestions, in digests or between them."),
            later("Stop all"),
            later("Keep them"),
        ),
    ),
)


Place = tuple[str, str] | None  # the channel and ts of the message whose button opened a form


@render.register
def question_posted(message: QuestionPosted, reader: Reader) -> Rendered:
    offered = OFFERED.get(message.offered)
    asked = reader.say(offered) if offered else reader.typed(message.words)
    return _asks(message.by, asked, reader)


@render.register
def team_asked(message: TeamAsked, reader: Reader) -> Rendered:
    lines = "\n".join(f"• {idea_by(idea, reader)}" for idea in message.ideas)
    more = bk.section(lines) if lines else None
    return _asks(message.by, reader.typed(message.words), reader, more)


@render.register
def owner_wanted(message: OwnerWanted, reader: Reader) -> Rendered:
    press = bk.button(reader.say(":test_tube: I'll test it"), "ideas.test", message.idea.id)
    return _asks(message.by, reader.say("Who would test this?"), reader, bk.actions(press))


@render.register
def replies_told(message: RepliesTold, reader: Reader) -> Rendered:
    text = reader.say(
        "Three others have replied to {idea}. What would you add?",
        idea=idea_link_afar(message.idea, reader),
    )
    return Rendered.of(text)


def question_form(
    reader: Reader, nudge: int, channel: str | None, place: Place, *, form: str = "questions.ask"
) -> bk.View:
    """Build the form to ask the team one of several questions, or one in the leader's own words.

    `form` is its callback id. `nudge` is the id of the nudge or of the promise that it follows.
    """
    say, own = reader.say, bk.text_input("words", WORDS_LIMIT)
    offered = {name: say(sentence) for name, sentence in OFFERED.items()}
    picker = bk.select("offered", offered, initial=next(iter(offered)), kind="radio_buttons")
    hint = say("These are asked instead. I keep who answers and when, never what.")
    blocks = [
        bk.field(say("Which question?"), picker),
        bk.field(say("Or in your own words"), own, optional=True, hint=hint),
    ]
    return _form(form, say("Ask a question"), blocks, channel, (nudge, place), reader)


def ask_team_form(
    ideas: Sequence[Idea], reader: Reader, nudge: int, channel: str | None, place: Place
) -> bk.View:
    """What is asked about the ideas that wait, and where."""
    say = reader.say
    question = say("These ideas have had no reply yet. What do you think of them?")
    asked = bk.text_input("words", WORDS_LIMIT, initial=question)
    blocks = [
        bk.section("\n".join(f"• {idea_by(idea, reader)}" for idea in ideas)),
        bk.field(say("What do you ask?"), asked),
    ]
    return _form("nudges.ask_team", say("Ask the team"), blocks, channel, (nudge, place), reader)


def waiting_ideas_view(ideas: Sequence[Idea], reader: Reader) -> bk.View:
    """The ideas without a reply, each linked to where one can be given."""
    lines = [f"• {reader.day(idea.shared_at)}: {idea_by(idea, reader)}" for idea in ideas]
    text = "\n".join(lines) or reader.say("Each of them has a reply by now.")
    blocks = [bk.section(text)]
    return bk.modal("notice", reader.say("Ideas that wait"), blocks, reader.words)


def _asks(by: str, asked: str, reader: Reader, more: bk.Block | None = None) -> Rendered:
    text = reader.say(
        ":speech_balloon: *{name}* asks: {question}", name=reader.name(by), question=asked
    )
    return Rendered.of(text, more)


def _form(
    callback_id: str,
    title: str,
    blocks: bk.Blocks,
    channel: str | None,
    carried: tuple[int, Place],
    reader: Reader,
) -> bk.View:
    """A form that ends with where it is asked, and carries a nudge's id and where that stands."""
    say, (nudge, place) = reader.say, carried
    where = bk.channel_input("channel", say("Choose a channel"), initial=channel)
    blocks, meta = [*blocks, bk.field(say("Where?"), where)], {"nudge": nudge, "place": place}
    return bk.modal(callback_id, title, blocks, reader.words, submit=say("Ask"), meta=meta)
