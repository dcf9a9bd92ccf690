"""One message, read from Slack when a person asks for it to be kept."""

from bot.domain.messages import Message
from bot.slack.client import RefusedError, SlackClient
from bot.slack.payloads import is_typed, message_from


def message_at(
    slack: SlackClient, workspace: str, channel: str, ts: str, thread_ts: str | None = None
) -> Message | None:
    """The message, if a person typed it and it is still there.

    A reply is found through its thread; where that is not known, Slack finds it by its own ts.
    """
    try:
        answer = slack.call(
            "conversations.replies",
            channel=channel,
            ts=thread_ts or ts,
            oldest=ts,
            latest=ts,
            inclusive=True,
            limit=2,
        )
        info = slack.call("conversations.info", channel=channel)["channel"]
    except RefusedError:
        return None
    for found in answer.get("messages", ()):
        if found.get("ts") == ts and is_typed(found):
            is_private = bool(info.get("is_private") or info.get("is_mpim"))
            return message_from(workspace, channel, found, private=is_private)
    return None
