"""How nudges look, in a digest and as cards of their own; and what is said to their answers."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bot.domain.choosing import HELD_BACK
from bot.domain.ideas import Part
from bot.domain.kudos import Kudos
from bot.domain.nudges import Act, Answer, Fact, ShownNudge, Suggestion, nudges
from bot.domain.outgoing import NudgeCard
from bot.i18n import Words
from bot.kit.mrkdwn import plain, shorten
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui.blocks import (
    Block,
    Blocks,
    actions,
    button,
    confirm,
    context,
    link_button,
    section,
)

ALL = ":all"  # ends the block id of what stands on every nudge
THANK_NUDGED = "nudges.thank"
SHOWN = 120  # characters of an idea or of thanks
PASSED_ON = 600  # characters of thanks that are proposed to who had a part


def nudge_blocks(suggestion: Suggestion, id: int, reader: Reader) -> Blocks:
    """One small thing to do: what it is about, its own buttons, and those that all have."""
    own = [BUTTONS[act](suggestion, id, reader) for act in nudges()[suggestion.kind].acts]
    told = section(reader.words.say("*One small thing*: {nudge}", nudge=_told(suggestion, reader)))
    first, second = _block_ids(id)
    pressable = [each for each in own if each]
    rows = [actions(*pressable, block_id=first)] if pressable else []
    return [told, *rows, actions(*_for_all(id, reader), block_id=second)]


@render.register
def nudge_card(message: NudgeCard, reader: Reader) -> Rendered:
    blocks = nudge_blocks(message.suggestion, message.nudge, reader)
    only_you = context(reader.words.gettext("Only you can see this."))
    return Rendered(_told(message.suggestion, reader), [*blocks, only_you])


def without_nudge(blocks: Blocks, nudge: int, sentence: str) -> Blocks:
    """The message once its leader answered the nudge: the buttons give way to that sentence."""
    ids, shown, is_said = _block_ids(nudge), Blocks(), False
    for block in blocks:
        if block.get("block_id") not in ids:
            shown.append(block)
        elif not is_said:
            shown.append(context(sentence))
            is_said = True
    return shown


def answer_sentence(answer: Answer, words: Words) -> str:
    """`{command}` is what brings back what was stopped."""
    sentences = {
        Answer.IN_PERSON: words.gettext("Good. I won't bring this up again for three weeks."),
        Answer.MINE: words.gettext("Good, then it stays with you."),
        Answer.PING: words.gettext("Good. I tell you once three people have replied."),
        Answer.NOT_NOW: words.gettext("Fine, not now. I leave it for a week."),
        Answer.FEWER: words.gettext("Fine, you will get these half as often."),
        Answer.STOP: words.gettext("Fine, no more of these. `{command}` brings them back."),
    }
    return sentences[answer]


def why_sentence(shown: ShownNudge, reader: Reader) -> str:
    """Why it is shown, what counts as following it, and that some are held back."""
    words = reader.words
    why = words.say(nudges()[shown.kind].why, **_filled(shown.facts, reader))
    held = words.say(
        "Of what I would suggest, {share} % is held back at random: only so can be told whether it"
        " helps.",
        share=words.number(HELD_BACK * 100),
    )
    return f"{why} {held}"


def passed_on(thanks: Kudos, reader: Reader) -> str:
    """What a leader may say to who else had a part; what they were told alone is not repeated."""
    if thanks.is_private or not thanks.reason:
        return ""
    said = plain(thanks.reason, reader.name_of)
    return shorten(reader.words.say("For your part in: {reason}", reason=said), PASSED_ON)


def part_label(part: Part, words: Words) -> str:
    """What somebody did for an idea, after their name."""
    labels = {
        Part.AUTHOR: words.gettext("shared an idea"),
        Part.BUILD: words.gettext("built on an idea"),
        Part.TEST: words.gettext("tested an idea"),
        Part.SUPPORT: words.gettext("supported an idea"),
        Part.QUESTION: words.gettext("asked about an idea"),
    }
    return labels[part]


def thanks_value(person: str, idea: int, kudos: int = 0) -> str:
    """What a button that opens the thanks form carries. `kudos` are those of a colleague."""
    about = {"kudos": kudos} if kudos else {}
    return json.dumps({"person": person, "idea": idea, **about})


def _block_ids(nudge: int) -> tuple[str, str]:
    """Of its own buttons, and of those that all nudges have."""
    return f"nudge:{nudge}", f"nudge:{nudge}{ALL}"


def _told(nudge: Suggestion, reader: Reader) -> str:
    text = reader.linked(reader.typed(nudge.text, SHOWN), nudge.channel, nudge.ts)
    filled = {**_filled(nudge.facts, reader), "person": nudge.person, "text": text}
    return reader.words.say(nudges()[nudge.kind].sentence(nudge.facts), **filled)


def _filled(facts: Mapping[str, Fact], reader: Reader) -> dict[str, str]:
    """What a sentence is filled with, as this reader writes it."""
    words = reader.words
    filled = {
        name: fact if isinstance(fact, str) else words.number(fact) for name, fact in facts.items()
    }
    if "part" in facts:
        filled["part"] = part_label(Part(str(facts["part"])), words)
    if "at" in facts:
        filled["day"] = reader.day(datetime.fromtimestamp(float(facts["at"]), UTC))
    return filled


def _for_all(id_: int, reader: Reader) -> Blocks:
    say, value = reader.words.gettext, str(id_)
    sure = confirm(
        say("Stop all of these?"),
        say("You get no more suggestions, in digests or between them."),
        say("Stop all"),
        say("Keep them"),
    )
    return [
        button(say("Not now"), "nudges.not_now", value),
        button(say("Why this?"), "nudges.why", value),
        button(say("Fewer like this"), "nudges.fewer", value),
        button(say("Stop all"), "nudges.stop", value, confirm=sure),
    ]


# One for each thing that a nudge's own buttons do; None where it cannot be done.
Button = Callable[[Suggestion, int, Reader], Block | None]


def _thank(nudge: Suggestion, id_: int, reader: Reader) -> Block:
    value = thanks_value(nudge.person, nudge.idea)
    return button(reader.words.gettext("Write thanks"), THANK_NUDGED, value, "primary")


def _in_person(nudge: Suggestion, id_: int, reader: Reader) -> Block:
    return button(reader.words.gettext("Thanked in person"), "nudges.in_person", str(id_))


def _see(nudge: Suggestion, id_: int, reader: Reader) -> Block:
    return button(reader.words.gettext("See them"), "nudges.see", str(id_), "primary")


def _ask_team(nudge: Suggestion, id_: int, reader: Reader) -> Block:
    return button(reader.words.gettext("Ask the team"), "nudges.ask_team", str(id_))


def _ping(nudge: Suggestion, id_: int, reader: Reader) -> Block:
    say = reader.words.gettext
    return button(say("Tell me after three replies"), "nudges.ping", str(id_), "primary")


def _reply(nudge: Suggestion, id_: int, reader: Reader) -> Block | None:
    if not nudge.channel or not nudge.ts:
        return None
    url = reader.permalink(nudge.channel, nudge.ts)
    return link_button(reader.words.gettext("Reply now"), "nudges.reply", url)


def _name_people(nudge: Suggestion, id_: int, reader: Reader) -> Block:
    return button(reader.words.gettext("Name people"), "nudges.name_people", str(id_), "primary")


def _it_was_me(nudge: Suggestion, id_: int, reader: Reader) -> Block:
    return button(reader.words.gettext("It was me"), "nudges.mine", str(id_))


def _ask_question(nudge: Suggestion, id_: int, reader: Reader) -> Block:
    return button(reader.words.gettext("Ask a question"), "nudges.question", str(id_), "primary")


def _ask_owner(nudge: Suggestion, id_: int, reader: Reader) -> Block:
    say = reader.words.gettext
    sure = confirm(
        say("Ask in the idea's thread?"),
        say("I ask there in your name who would test it."),
        say("Ask"),
        say("Not yet"),
    )
    label = say("Ask who would test it")
    return button(label, "nudges.ask_owner", str(id_), "primary", confirm=sure)


def _park(nudge: Suggestion, id_: int, reader: Reader) -> Block:
    return button(reader.words.gettext("Park it"), "ideas.park", str(nudge.idea))


def _post_roll(nudge: Suggestion, id_: int, reader: Reader) -> Block:
    say = reader.words.gettext
    sure = confirm(
        say("Post the credits?"),
        say("Everybody who had a part is named in the idea's channel, with thanks from you."),
        say("Post"),
        say("Not yet"),
    )
    return button(say("Post the credits"), "nudges.post_roll", str(id_), "primary", confirm=sure)


def _edit_roll(nudge: Suggestion, id_: int, reader: Reader) -> Block:
    return button(reader.words.gettext("Edit first"), "credits.edit", str(nudge.idea))


def _owner_posts(nudge: Suggestion, id_: int, reader: Reader) -> Block:
    return button(reader.words.gettext("Leave it to the owner"), "nudges.owner_posts", str(id_))


def _promise(nudge: Suggestion, id_: int, reader: Reader) -> Block:
    return button(reader.words.gettext("Choose one thing"), "promises.make", style="primary")


BUTTONS: Mapping[Act, Button] = {
    Act.THANK: _thank,
    Act.IN_PERSON: _in_person,
    Act.SEE: _see,
    Act.ASK_TEAM: _ask_team,
    Act.PING: _ping,
    Act.REPLY: _reply,
    Act.NAME_PEOPLE: _name_people,
    Act.IT_WAS_ME: _it_was_me,
    Act.ASK_QUESTION: _ask_question,
    Act.ASK_OWNER: _ask_owner,
    Act.PARK: _park,
    Act.POST_ROLL: _post_roll,
    Act.EDIT_ROLL: _edit_roll,
    Act.OWNER_POSTS: _owner_posts,
    Act.PROMISE: _promise,
}
