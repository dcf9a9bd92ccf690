"""An author answers the offer to keep their message."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.detector import Band, detect
from bot.domain.errors import NobodyToThankError
from bot.domain.feedback import Case, Verdict
from bot.domain.ideas import TEXT_LIMIT
from bot.domain.kudos import REASON_LIMIT, thankable
from bot.domain.messages import Message, MessageRef, mentioned
from bot.domain.outgoing import Offered
from bot.domain.people import Directory
from bot.kit.mrkdwn import shorten
from bot.services.feedback import note_answer
from bot.services.ideas import hold_with_relatives, take_back_idea
from bot.services.intake import (
    Heard,
    Thanks,
    idea_of,
    keep_said_idea,
    keep_said_kudos,
    kudos_of,
    understand,
)
from bot.services.marks import Marks
from bot.services.offers import case_of
from bot.storage import Store, Transaction


def agree(
    store: Store,
    directory: Directory,
    message: Message,
    what: Offered,
    marks: Marks,
    now: datetime,
    *,
    offered: Sequence[str] = (),
) -> None:
    """Keep the message as its author agreed, and remember the answer.

    `offered` are whom the question named: they count where the message itself tells nobody.
    Raises `NobodyToThankError` for kudos to nobody.
    """
    heard = understand(directory, message, detect(message))
    thanks = None
    if what is Offered.KUDOS:
        thanks = heard.thanks or _thanks_to(directory, message, offered or mentioned(message.spans))
    with store.begin() as tx:
        if thanks:
            if not tx.kudos.at_message(message.ref):
                keep_said_kudos(tx, kudos_of(message, thanks, agreed=True), marks, now)
        elif not tx.ideas.at_message(message.ref):  # an edit since may have made it a clear one
            text = heard.proposal.text if heard.proposal else shorten(message.text, TEXT_LIMIT)
            parents = _parents(tx, heard, what)
            idea = idea_of(message, text, parents=parents, agreed=True)
            keep_said_idea(tx, idea, marks, now)
        note_answer(tx, case_of(message, what), Verdict.KEEP, now)


def decline(
    store: Store,
    ref: MessageRef,
    *,
    person: str,
    what: Offered,
    stop_asking: bool,
    marks: Marks,
    now: datetime,
) -> None:
    """Nothing is kept but the answer; after *Stop asking me* nothing is asked again.

    What somebody else saved of it before the author answered goes too.
    """
    verdict = Verdict.STOP_ASKING if stop_asking else Verdict.NOT_THIS
    with store.begin() as tx:
        idea = tx.ideas.at_message(ref) if what is not Offered.KUDOS else None
        if idea and idea.captured_by and idea.author == person:
            hold_with_relatives(tx, idea)
            if (held := tx.ideas.by_id(ref.workspace, idea.id)) and held.captured_by:
                take_back_idea(tx, held, now, marks.idea)
        note_answer(tx, Case(ref, person, what.label), verdict, now)
        if stop_asking:
            tx.people.choose(ref.workspace, person, asked=False)


def _thanks_to(directory: Directory, message: Message, ids: Sequence[str]) -> Thanks:
    people = [directory.person(message.workspace, id) for id in ids]
    receivers = thankable(message.author, people)
    if not receivers:
        raise NobodyToThankError
    return Thanks(receivers, shorten(message.text, REASON_LIMIT), Band.SURE, None)


def _parents(tx: Transaction, heard: Heard, what: Offered) -> tuple[int, ...]:
    thread = heard.message.thread
    if what is not Offered.BUILD or thread is None:
        return ()
    idea = tx.ideas.at_thread(thread)
    return (idea.id,) if idea else ()
