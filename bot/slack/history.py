"""One message, or who is in a thread: read from Slack when a person asks for it."""

from typing import Any

from bot.domain.messages import Message, MessageRef
from bot.domain.sending import SendError
from bot.slack.client import RefusedError, SlackClient
from bot.slack.payloads import is_typed, message_from

IN_THREAD = 100  # messages of a thread that are looked through


def message_at(slack: SlackClient, ref: MessageRef, thread_ts: str | None = None) -> Message | None:
    """The message, if a person typed it and it is still there.

    A reply is found through its thread; where that is not known, Slack finds it by its own ts.
    """
    try:
        answer = slack.call(
            "conversations.replies",
            channel=ref.channel,
            ts=thread_ts or ref.ts,
            oldest=ref.ts,
            latest=ref.ts,
            inclusive=True,
            limit=2,
        )
        info = slack.call("conversations.info", channel=ref.channel)["channel"]
    except RefusedError:
        return None
    for found in answer.get("messages", ()):
        if found.get("ts") == ref.ts and is_typed(found):
            is_private = bool(info.get("is_private") or info.get("is_mpim"))
            return message_from(ref.workspace, ref.channel, found, private=is_private)
    return None


def people_in_thread(slack: SlackClient, channel: str, ts: str) -> tuple[str, ...]:
    """Who typed something in the thread that this message began or stands in."""
    try:
        said = _thread(slack, channel, ts)
        root = str(said[0].get("thread_ts") or ts) if said else ts
        said = said if root == ts else _thread(slack, channel, root)
    except SendError:
        return ()
    return tuple(dict.fromkeys(str(each["user"]) for each in said if is_typed(each)))


def _thread(slack: SlackClient, channel: str, ts: str) -> list[Any]:
    answer = slack.call("conversations.replies", channel=channel, ts=ts, limit=IN_THREAD)
    return list(answer.get("messages") or ())
