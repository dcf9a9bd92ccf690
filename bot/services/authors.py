"""An idea's author edits it, or withdraws it."""

from datetime import datetime

from bot.domain.errors import (
    AdoptedStaysError,
    AuthorAloneError,
    AuthorOrAdminError,
    EditMessageInsteadError,
)
from bot.domain.ideas import Idea, Stage, check_text
from bot.domain.moves import WHO_WITHDRAW, Role
from bot.domain.people import Person
from bot.domain.sources import is_from_message
from bot.services.feedback import note_taken_back
from bot.services.ideas import edit_idea, hold_with_relatives, present_idea, take_back_idea
from bot.services.marks import Marks
from bot.services.moves import roles_in
from bot.storage import Store, Transaction


def editable_idea(store: Store, idea: int, by: Person) -> Idea:
    """As it stands. Raises `IdeaGoneError`, `AuthorAloneError` and `EditMessageInsteadError`."""
    with store.read() as tx:
        return _editable(tx, idea, by)


def edit_own_idea(store: Store, idea: int, by: Person, text: str, now: datetime) -> None:
    """Its author alone puts it in other words, where no message carries it.

    Raises as `editable_idea` does, and `EmptyIdeaError`, `TooLongError`.
    """
    check_text(text)
    with store.begin() as tx:
        hold_with_relatives(tx, present_idea(tx, by.workspace, idea))
        found = _editable(tx, idea, by)
        edit_idea(tx, found, text, now)


def withdraw_idea(store: Store, idea: int, by: Person, marks: Marks, now: datetime) -> None:
    """It goes, and the message that carries it is not taken for an idea again.

    Raises `IdeaGoneError`, `AuthorOrAdminError` and `AdoptedStaysError`.
    """
    with store.begin() as tx:
        hold_with_relatives(tx, present_idea(tx, by.workspace, idea))
        found = present_idea(tx, by.workspace, idea)
        if not roles_in(tx, found, by) & WHO_WITHDRAW:
            raise AuthorOrAdminError
        if found.stage is Stage.ADOPTED:
            raise AdoptedStaysError
        if found.said_in:
            tx.messages.deleted(found.said_in)
        take_back_idea(tx, found, now, marks.idea)
        if by.id == found.author:
            note_taken_back(tx, found, now)


def _editable(tx: Transaction, id_: int, by: Person) -> Idea:
    found = present_idea(tx, by.workspace, id_)
    if Role.AUTHOR not in roles_in(tx, found, by):
        raise AuthorAloneError
    if is_from_message(found.source):
        raise EditMessageInsteadError
    return found
