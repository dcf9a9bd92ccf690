"""Help, privacy, and what the bot says when it joins a channel."""

from collections.abc import Sequence

from bot.domain.outgoing import ChannelJoined
from bot.domain.people import Recognition, Watch, Wishes
from bot.kit.words import later
from bot.slack.listening import Command
from bot.slack.ui import Reader, Rendered, bk, render

THANKS, MOVES = "thanks", "moves"
WATCHED = {
    Watch.ON: later("In this channel I keep clear thanks and ideas, and mark them."),
    Watch.ASK: later("In this channel I keep nothing without its author's yes."),
    Watch.OFF: later("In this channel I look away: messages are not read at all."),
}
FORGOTTEN = later("Done: nothing that I kept about you is left.")
WISHES_LEFT = later("Done: of what I kept about you, only what you chose for yourself is left.")


@render.register
def channel_joined(message: ChannelJoined, reader: Reader) -> Rendered:
    text = reader.say(
        "Hi. In this channel I notice thanks and ideas: I mark them with :{kudos}: and :{idea}:,"
        " and keep nothing else. To thank somebody, write `thanks @name for …` or type `{thank}`;"
        " for an idea, `idea: …` or `{share}`. `{help}` says more, also how to switch me off here.",
        kudos=reader.settings.kudos_emoji,
        idea=reader.settings.idea_emoji,
        thank=reader.command("kudos"),
        share=reader.command("idea"),
        help=f"{reader.command('groundswell')} help",
    )
    return Rendered.of(text)


def help_text(commands: Sequence[Command], reader: Reader) -> str:
    """Every command with what it does, summed from what is registered."""
    lines = [
        f"• `{reader.command(command.subject)} {reader.say(command.usage)}`"
        f" — {reader.say(command.description)}"
        for command in commands
    ]
    intro = reader.say(
        "I notice thanks and ideas where they happen, keep who did what, and once a week tell each"
        " leader privately what their team made, whom they credited and whom not yet."
    )
    note = reader.say(
        "Text right after a command acts at once; the command alone opens a form where it has one."
    )
    return "\n".join([intro, *lines, note])


def privacy_blocks(wishes: Wishes, reader: Reader) -> bk.Blocks:
    """What is kept about the reader, and what they can do about it."""
    say = reader.say
    text = say(
        "*What I keep about you*: kudos you gave and got, ideas you shared or had a part in, with"
        " their text, time and link; your name, time zone and language from Slack. No other"
        " message is kept. A leader's digest is seen by that leader alone. When you delete it, my"
        " posts of your kudos and ideas go too; what others wrote stays, and so do your"
        " choices below."
    )
    delete = bk.button(
        say("Delete what is kept about me"),
        "privacy.forget",
        style="danger",
        sure=(
            say("Delete everything?"),
            say(
                "Kudos you gave, your ideas and your team are deleted for good, and my posts of"
                " them taken back. What you chose for yourself stays."
            ),
            say("Delete"),
            say("Keep"),
        ),
    )
    hide = bk.button(say("Show me on boards again"), "privacy.show")
    if not wishes.hidden:
        hide = bk.button(say("Hide me from boards"), "privacy.hide")
    ask = bk.button(say("Stop asking me about messages"), "privacy.stop_asking")
    if not wishes.asked:
        ask = bk.button(say("You may ask me about messages"), "privacy.ask_again")
    named = say("When somebody thanks you through me, you would like to be")
    ways: dict[str, str] = {
        Recognition.PUBLIC: say("named in the channel"),
        Recognition.PRIVATE: say("thanked privately"),
        Recognition.NONE: say("not mentioned"),
    }
    way = bk.select("privacy.recognition", ways, initial=wishes.recognition)
    told = {
        THANKS: say("somebody thanks me where I would not see it"),
        MOVES: say("an idea that I had a part in moves"),
    }
    wanted = {THANKS: wishes.thanks, MOVES: wishes.notices}
    chosen = [key for key, is_wanted in wanted.items() if is_wanted]
    notices = bk.checkboxes("privacy.notices", told, initial=chosen)
    return [
        bk.section(text),
        bk.section(named, accessory=way),
        bk.section(say("I write to you when"), accessory=notices),
        bk.actions(hide, ask, delete),
    ]
