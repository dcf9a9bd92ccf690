"""Replies under ideas: that somebody replied, and whether they asked something. Never what."""

from datetime import datetime

from bot.domain.ideas import Idea, Part
from bot.domain.messages import Message, MessageRef, asks
from bot.domain.moves import Event, Happening
from bot.services.cards import refresh_cards
from bot.services.nudges import tell_who_wait
from bot.storage import Store, Transaction


def answered_idea(
    tx: Transaction, message: Message, now: datetime, *, is_proposal: bool
) -> Idea | None:
    """The idea under which this message stands; the reply to it is noted, without its text.

    "What if we …?" proposes, and is no question.
    """
    if message.thread is None:
        return None
    idea = tx.ideas.at_thread(message.thread)
    if idea:
        said = (message.channel, message.ts, message.sent_at)
        if tx.replies.add(message.workspace, idea.id, message.author, *said):
            tell_who_wait(tx, idea, now)
        is_question = asks(message) and not is_proposal and message.author != idea.author
        if is_question or message.is_edit:
            _note_question(tx, idea, message, now, is_question=is_question)
    return idea


def drop_reply(tx: Transaction, ref: MessageRef, now: datetime) -> None:
    """It was deleted; who asked nothing else has no part by asking any more."""
    question = tx.replies.question_at(ref)
    if question:
        tx.ideas.hold(ref.workspace, [question[0]])
    tx.replies.remove(ref)
    if question:
        _follow(tx, ref.workspace, *question, now)


def mark_helpful(store: Store, ref: MessageRef, by: str, at: datetime, *, present: bool) -> None:
    """Somebody says by a reaction that this answer helped, or no longer does."""
    with store.read() as tx:  # nearly every such reaction is on something else
        ideas = tx.replies.under(ref)
    if not ideas:
        return
    with store.begin() as tx:
        for idea in ideas:
            tx.replies.mark_helpful(ref.workspace, idea, ref.ts, by, at, present=present)


def _note_question(
    tx: Transaction, idea: Idea, message: Message, now: datetime, *, is_question: bool
) -> None:
    tx.ideas.hold(idea.workspace, [idea.id])
    tx.replies.note_question(idea.workspace, idea.id, message.ts, is_question)
    _follow(tx, idea.workspace, idea.id, message.author, now)


def _follow(tx: Transaction, workspace: str, idea: int, person: str, now: datetime) -> None:
    """Who asks has a part, until their last question is gone."""
    if tx.replies.has_asked(workspace, idea, person):
        what = Happening.QUESTION
        is_news = tx.ideas.add_part(workspace, idea, person, Part.QUESTION, now)
    else:
        what = Happening.UNQUESTION
        is_news = tx.ideas.drop_part(workspace, idea, person, Part.QUESTION)
    if not is_news:
        return
    tx.moves.add(Event(workspace, idea, what, person, now))
    refresh_cards(tx, workspace, [idea], now)
