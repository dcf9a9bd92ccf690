"""Messages are heard: what they turn out to be is kept, and follows them through their life."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.detector import Band, Context, Findings, KudosFound, detect
from bot.domain.feedback import Label, Noticed
from bot.domain.ideas import TEXT_LIMIT, Idea, Stage
from bot.domain.kudos import REASON_LIMIT, Kudos, thankable
from bot.domain.messages import Message, MessageRef, mentioned
from bot.domain.outgoing import Offered
from bot.domain.people import Channel, Directory, Watch
from bot.domain.sources import Source
from bot.domain.thresholds import AS_TESTED, Shifts, band_where, noticed
from bot.kit.mrkdwn import shorten
from bot.services.feedback import note_taken_back
from bot.services.ideas import edit_idea, hold_with_relatives, keep_idea, take_back_idea
from bot.services.kudos import change_kudos, keep_kudos, take_back
from bot.services.marks import Marks, mark
from bot.services.offers import offer
from bot.services.replies import answered_idea, drop_reply
from bot.storage import Store, Transaction
from bot.storage.channels import Known


@dataclass(frozen=True, slots=True)
class Thanks:
    """Thanks found in a message, with the members they reach."""

    receivers: tuple[str, ...]
    reason: str
    band: Band
    noticed: Noticed | None  # none where its author said so
    is_guess: bool = False  # whom: the message names nobody, its thread suggests them


@dataclass(frozen=True, slots=True)
class Proposal:
    text: str
    band: Band
    noticed: Noticed


@dataclass(frozen=True, slots=True)
class Heard:
    """A message with what it turned out to be."""

    message: Message
    thanks: Thanks | None
    proposal: Proposal | None


def hear(
    store: Store,
    directory: Directory,
    message: Message,
    marks: Marks,
    now: datetime,
    context: Context | None = None,
) -> None:
    """A message was said or edited: keep what it is, or let what was kept follow it."""
    findings = detect(message, context)
    if not (findings or message.thread or message.is_edit):
        return
    if not directory.person(message.workspace, message.author).is_member:
        return
    heard = understand(directory, message, findings)
    with store.begin() as tx:
        place = tx.channels.known(message.workspace, message.channel)
        is_off = place.watch is Watch.OFF
        # What was kept before its channel was switched off still follows its message.
        if is_off and not (tx.kudos.at_message(message.ref) or tx.ideas.at_message(message.ref)):
            return
        if not tx.messages.newer(message.ref, message.version):
            return
        if message.is_edit:
            _follow_edit(tx, heard, marks, now)
        if not is_off:
            _keep(tx, _as_strict(heard, place.shifts), place, marks, now)


def unhear(store: Store, ref: MessageRef, marks: Marks, now: datetime) -> None:
    """A message was deleted, and what was kept of it goes with it."""
    with store.begin() as tx:
        tx.messages.deleted(ref)
        idea = _held(tx, ref)
        drop_reply(tx, ref, now)
        tx.questions.remove(ref)
        if kudos := tx.kudos.at_message(ref):
            take_back(tx, kudos, now, marks.kudos)
        if idea:
            take_back_idea(tx, idea, now, marks.idea)
            note_taken_back(tx, idea, now)
        if kudos:
            note_taken_back(tx, kudos, now)


def understand(directory: Directory, message: Message, findings: Findings) -> Heard:
    """What the message is, with groups expanded and those left out who cannot be thanked."""
    kudos, idea = findings.kudos, findings.idea
    thanks = _thanks(directory, message, kudos) if kudos else None
    text = shorten(idea.text, TEXT_LIMIT) if idea else ""
    return Heard(message, thanks, Proposal(text, idea.band, noticed(idea)) if idea else None)


def kudos_of(message: Message, thanks: Thanks, *, agreed: bool = False) -> Kudos:
    return Kudos(
        workspace=message.workspace,
        giver=message.author,
        receivers=thanks.receivers,
        reason=thanks.reason,
        given_at=message.sent_at,
        source=_source(message, agreed=agreed),
        channel=message.channel,
        ts=message.ts,
        is_private=message.private,
        noticed=None if agreed else thanks.noticed,
    )


def idea_of(
    message: Message,
    text: str,
    *,
    parents: tuple[int, ...] = (),
    noticed: Noticed | None = None,
    agreed: bool = False,
) -> Idea:
    return Idea(
        workspace=message.workspace,
        author=message.author,
        text=text,
        shared_at=message.sent_at,
        source=_source(message, agreed=agreed),
        channel=message.channel,
        ts=message.ts,
        thread_ts=message.thread_ts,
        is_private=message.private,
        parents=parents,
        noticed=noticed,
    )


def keep_said_kudos(
    tx: Transaction, kudos: Kudos, marks: Marks, now: datetime, place: Channel | None = None
) -> None:
    """Keep thanks that a message carries, and mark the message."""
    kept = keep_kudos(tx, kudos, place)
    if kept and kept.ref:
        mark(tx, kept.ref, marks.kudos, f"kudos:{kept.id}", now)


def keep_said_idea(
    tx: Transaction, idea: Idea, marks: Marks, now: datetime, place: Channel | None = None
) -> Idea | None:
    """Keep an idea that a message carries, and mark the message. None when it is already kept."""
    kept = keep_idea(tx, idea, place)
    if kept and kept.said_in:
        mark(tx, kept.said_in, marks.idea, f"idea:{kept.id}", now)
    return kept


def _source(message: Message, *, agreed: bool) -> str:
    return (Source.AGREED if agreed else Source.MESSAGE).of(message.channel, message.ts)


def _thanks(directory: Directory, message: Message, found: KudosFound) -> Thanks | None:
    ids = list(found.receivers)
    for group in found.groups:
        ids.extend(directory.group_members(message.workspace, group))
    people = [directory.person(message.workspace, id) for id in dict.fromkeys(ids)]
    receivers = thankable(message.author, people)
    if not receivers:
        return None
    is_guess = not found.groups and set(found.receivers).isdisjoint(mentioned(message.spans))
    reason = shorten(found.reason, REASON_LIMIT)
    return Thanks(receivers, reason, found.band, noticed(found), is_guess)


def _as_strict(heard: Heard, shifts: Shifts) -> Heard:
    """As this channel's answers would have it. What was kept follows edits as it was kept."""
    if shifts == AS_TESTED:
        return heard
    thanks, proposal = heard.thanks, heard.proposal
    if thanks and thanks.noticed:
        band = band_where(shifts.kudos, Label.KUDOS, thanks.noticed, thanks.band)
        thanks = replace(thanks, band=band) if band is not Band.NO else None
    if proposal:
        band = band_where(shifts.idea, Label.IDEA, proposal.noticed, proposal.band)
        proposal = replace(proposal, band=band) if band is not Band.NO else None
    return replace(heard, thanks=thanks, proposal=proposal)


def _keep(tx: Transaction, heard: Heard, place: Known, marks: Marks, now: datetime) -> None:
    message, thanks, proposal = heard.message, heard.thanks, heard.proposal
    asks_first = place.watch is Watch.ASK
    parent = answered_idea(tx, message, now, is_proposal=proposal is not None)
    if parent is None and message.thread:
        tx.questions.answer(message.thread, message.author, message.ts, message.sent_at)
    if thanks:
        if thanks.band is Band.SURE and not asks_first:
            keep_said_kudos(tx, kudos_of(message, thanks), marks, now, place.channel)
        elif not tx.kudos.at_message(message.ref):
            _ask(tx, message, Offered.KUDOS, thanks, now)
    if proposal:
        is_its_own = not parent or not tx.people.may_be_asked(message.workspace, message.author)
        if proposal.band is Band.SURE and not asks_first and is_its_own:
            idea = idea_of(message, proposal.text, noticed=proposal.noticed)
            keep_said_idea(tx, idea, marks, now, place.channel)
        elif not tx.ideas.at_message(message.ref):
            _ask(tx, message, Offered.BUILD if parent else Offered.IDEA, proposal, now)


def _ask(
    tx: Transaction, message: Message, what: Offered, found: Thanks | Proposal, now: datetime
) -> None:
    if found.noticed:
        whom = found.receivers if isinstance(found, Thanks) else ()
        is_sure = found.band is Band.SURE
        offer(tx, message, what, found.noticed, now, is_sure=is_sure, receivers=whom)


def _held(tx: Transaction, ref: MessageRef) -> Idea | None:
    """What is kept of this message, held with all that its change touches: also what it asks."""
    found = tx.ideas.at_message(ref)
    if found is None:
        return None
    hold_with_relatives(tx, found, *tx.replies.under(ref))
    return tx.ideas.at_message(ref)


def _follow_edit(tx: Transaction, heard: Heard, marks: Marks, now: datetime) -> None:
    """What was kept of an earlier version becomes what the message says now, or goes."""
    message = heard.message
    if kudos := tx.kudos.at_message(message.ref):
        thanks = heard.thanks
        if thanks and not (thanks.is_guess and thanks.receivers != kudos.receivers):
            change_kudos(tx, replace(kudos, receivers=thanks.receivers, reason=thanks.reason))
        elif not Source.AGREED.is_in(kudos.source):
            take_back(tx, kudos, now, marks.kudos)
    if idea := _held(tx, message.ref):
        if heard.proposal:
            edit_idea(tx, idea, heard.proposal.text, now)
        elif Source.AGREED.is_in(idea.source) or idea.stage is not Stage.SHARED:
            edit_idea(tx, idea, shorten(message.text, TEXT_LIMIT), now)
        else:
            take_back_idea(tx, idea, now, marks.idea)
