"""Send what the outbox holds: rendered for its reader, paced, and never posted twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, islice
from typing import Any

import structlog

import bot.slack.ui
from bot.domain.outgoing import KeepOffer, Posted, PostRemoved, ReactionRemoved, ReactionShown
from bot.domain.sending import Parcel, RateLimitedError
from bot.kit.registry import modules_in
from bot.slack.client import RefusedError, SlackClient, pages
from bot.slack.pace import Pace
from bot.slack.ui import Reader, Rendered, render

EVENT_TYPE = "groundswell_post"
PAGES = 10  # of posts that are looked through for one of ours with a lost answer
MARGIN = timedelta(minutes=1)  # by which Slack's clock may be behind
CHART = "data_visualization"

log = structlog.get_logger()
list(modules_in(bot.slack.ui))  # every renderer registers itself


@dataclass(frozen=True, slots=True)
class SlackSender:
    """The `Sender` that speaks to Slack. One thread at a time uses it for one workspace."""

    slack: SlackClient
    pace: Pace
    reader_for: Callable[[str, str], Reader]  # workspace, and a person's or channel's id

    def send(self, parcel: Parcel) -> Posted | None:
        message = parcel.message
        match message:
            case ReactionShown():
                self._react("reactions.add", message, "already_reacted")
            case ReactionRemoved():
                self._react("reactions.remove", message, "no_reaction", "message_not_found")
            case PostRemoved():
                if place := parcel.edits or message.at:
                    at = {"channel": place.channel, "ts": place.ts}
                    self._unless(("message_not_found",), "chat.delete", **at)
            case KeepOffer():
                self._whisper(parcel, message)
            case _:
                return self._edit(parcel, parcel.edits) if parcel.edits else self._post(parcel)
        return None

    def _post(self, parcel: Parcel) -> Posted:
        if parcel.is_uncertain and (found := self._find(parcel)):
            return found
        answer = self._say(
            "chat.postMessage",
            self._rendered(parcel),
            channel=parcel.to,
            thread_ts=parcel.thread_ts,
            unfurl_links=False,
            unfurl_media=False,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": parcel.once}},
        )
        return Posted(answer["channel"], answer["ts"])

    def _edit(self, parcel: Parcel, place: Posted) -> Posted:
        self._say("chat.update", self._rendered(parcel), channel=place.channel, ts=place.ts)
        return place

    def _say(self, method: str, rendered: Rendered, **arguments: Any) -> Mapping[str, Any]:
        """Post; where a workspace has no charts yet, again without: the words hold the figures."""
        try:
            return self._call(method, **rendered.answer, **arguments)
        except RefusedError as error:
            plain = [block for block in rendered.blocks if block["type"] != CHART]
            if error.code != "invalid_blocks" or len(plain) == len(rendered.blocks):
                raise
            return self._call(method, **Rendered(rendered.text, plain).answer, **arguments)

    def _whisper(self, parcel: Parcel, offer: KeepOffer) -> None:
        """An ephemeral message cannot be looked for, so it is never tried again when unsure."""
        if parcel.is_uncertain:
            log.info("offer_dropped", workspace=parcel.workspace, parcel=parcel.id)
            return
        place = {"channel": offer.channel, "user": parcel.to, "thread_ts": offer.thread_ts}
        self._call("chat.postEphemeral", **place, **self._rendered(parcel).answer)

    def _react(self, method: str, mark: ReactionShown | ReactionRemoved, *done: str) -> None:
        self._unless(done, method, channel=mark.channel, timestamp=mark.ts, name=mark.emoji)

    def _unless(self, done: tuple[str, ...], method: str, **arguments: Any) -> None:
        """Call the method; Slack's error codes in `done` say that there is nothing left to do."""
        try:
            self._call(method, **arguments)
        except RefusedError as error:
            if error.code not in done:
                raise

    def _find(self, parcel: Parcel) -> Posted | None:
        """Our post from an earlier try whose answer was lost: it carries its key."""
        channel = parcel.to
        if channel[:1] in "UW":
            channel = self._call("conversations.open", users=channel)["channel"]["id"]
        method, where = "conversations.history", {"channel": channel}
        if parcel.thread_ts:
            method, where = "conversations.replies", {"channel": channel, "ts": parcel.thread_ts}
        oldest = f"{(parcel.made_at - MARGIN).timestamp():.6f}" if parcel.made_at else None
        asked = {**where, "oldest": oldest, "include_all_metadata": True}
        found = pages(self._call, method, "messages", **asked)
        for message in chain.from_iterable(islice(found, PAGES)):
            metadata = message.get("metadata") or {}
            if metadata.get("event_payload", {}).get("key") == parcel.once:
                return Posted(channel, message["ts"])
        return None

    def _rendered(self, parcel: Parcel) -> Rendered:
        return render(parcel.message, self.reader_for(parcel.workspace, parcel.to))

    def _call(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        if seconds := self.pace.closed_for(method):
            raise RateLimitedError(seconds)
        self.pace.wait(method, str(arguments.get("channel", "")))
        try:
            return self.slack.call(method, **arguments)
        except RateLimitedError as error:
            self.pace.refused(method, error.seconds)
            raise
