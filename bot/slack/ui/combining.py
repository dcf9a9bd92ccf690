"""How ideas are combined: the form, and the question to each author."""

from collections.abc import Sequence

from bot.domain.combining import Consent
from bot.domain.ideas import TEXT_LIMIT, Idea
from bot.domain.outgoing import CombineAsked
from bot.kit.mrkdwn import shorten, unescape
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui import blocks as bk
from bot.slack.ui.ideas import idea_link

OFFERED = 100  # options that a select may have
LABEL = 75  # characters of an option


@render.register
def combine_asked(message: CombineAsked, reader: Reader) -> Rendered:
    words, whole, part = reader.words, message.whole, message.part
    text = words.say(
        "{by} would like to make one idea of several, and yours is one of them: {part}\n"
        "May it be a part of this?",
        by=reader.mention(whole.author),
        part=idea_link(part, reader, 150),
    )
    value = {"whole": whole.id, "part": part.id}
    blocks = [
        bk.section(f"{text}\n{reader.quoted(whole.text, 1_500)}"),
        bk.actions(
            bk.button(words.say("Yes"), f"combining.{Consent.YES}", value, "primary"),
            bk.button(words.say("No"), f"combining.{Consent.NO}", value),
            block_id=f"combine:{whole.id}:{part.id}",
        ),
        bk.context(
            words.say("With a yes you are named for it whenever it succeeds. Of a no nobody hears.")
        ),
    ]
    return Rendered(text, blocks)


def combine_form(first: Idea, others: Sequence[Idea], reader: Reader) -> bk.View:
    """The first idea, which others to combine it with, and what they are together."""
    say = reader.say
    offered = {str(idea.id): _label(idea, reader) for idea in others[:OFFERED]}
    ideas = bk.select("ideas", offered, placeholder=say("Choose ideas"), kind="multi_static_select")
    quote = reader.quoted(first.text, 1_000)
    return bk.modal(
        "combining.share",
        say("Combine ideas"),
        [
            bk.section(quote) if quote else None,
            bk.field(say("Which ideas go with it?"), ideas),
            bk.field(
                say("What are they together?"),
                bk.text_input("text", TEXT_LIMIT),
                hint=say("Each author is asked whether theirs may be a part of it."),
            ),
        ],
        reader.words,
        submit=say("Combine"),
        meta=first.id,
    )


def _label(idea: Idea, reader: Reader) -> str:
    """Options are plain text: names and words as they read."""
    author = reader.name_of(idea.author)[:20]
    room = LABEL - len(author) - 3
    text = " ".join(unescape(reader.typed(idea.text, 400)).split())
    return f"{shorten(text, room)} · {author}"
