"""Which ideas have which words, and which ideas were found to say nearly the same."""

from collections.abc import Collection, Mapping, Sequence
from hashlib import blake2b

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Select,
    bindparam,
    delete,
    exists,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.similar import SimilarIdea
from bot.kit.mrkdwn import shorten
from bot.storage.among import among
from bot.storage.ideas import IDEAS
from bot.storage.rows import Ref, Repository, Row, belongs_to, insert_into, table_of

NEWEST = 300  # ideas with a term that are looked at: of what everybody writes, older ones are not
NEWEST_OF_MANY = 100  # the same where a long text has more terms than
MANY = 12
QUOTED = 200  # characters of a similar idea that are shown at most
READ = 0  # the term of every idea that was read, also of one that has none


class IdeaTermRow(Row):
    """A term is a number made of a word, so that no text is kept twice."""

    __tablename__ = "idea_terms"
    __table_args__ = (
        belongs_to("ideas", "idea"),
        Index(None, "workspace", "idea"),
        {"sqlite_with_rowid": False},
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    term: Mapped[Ref] = mapped_column(primary_key=True)
    idea: Mapped[Ref] = mapped_column(primary_key=True)


class SimilarIdeaRow(Row):
    """`idea` was found to be like `other` when it was shared or edited: cards show it."""

    __tablename__ = "similar_ideas"
    __table_args__ = (
        belongs_to("ideas", "idea"),
        belongs_to("ideas", "other"),
        Index(None, "workspace", "other"),
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    idea: Mapped[Ref] = mapped_column(primary_key=True)
    other: Mapped[Ref] = mapped_column(primary_key=True)
    likeness: Mapped[float]


TERMS, PAIRS = table_of(IdeaTermRow), table_of(SimilarIdeaRow)
_ADD_TERMS = insert_into(TERMS).on_conflict_do_nothing()
_ADD_PAIRS = insert_into(PAIRS).on_conflict_do_nothing()


def _with_term(most: int) -> Select[int]:
    """One short walk through the index for each term, on both databases."""
    query = select(TERMS.c.idea).where(
        TERMS.c.workspace == bindparam("workspace"), TERMS.c.term == bindparam("term")
    )
    return query.order_by(TERMS.c.idea.desc()).limit(most)


_WITH_TERM, _WITH_ONE_OF_MANY = _with_term(NEWEST), _with_term(NEWEST_OF_MANY)
_READ = (TERMS.c.workspace == IDEAS.c.workspace, TERMS.c.idea == IDEAS.c.id, TERMS.c.term == READ)
_UNREAD = (IDEAS.c.text != "", ~exists().where(*_READ))
_SHOWN = (IDEAS.c.id, IDEAS.c.author, IDEAS.c.text, IDEAS.c.channel, IDEAS.c.ts, IDEAS.c.card_ts)


class SimilarRepository(Repository):
    """Nobody stands here by name: with an idea, its terms and pairs go too."""

    tables = (PAIRS, TERMS)

    def set_terms(self, workspace: str, idea: int, terms: Collection[str]) -> None:
        """These are its terms now; an idea without text has none."""
        self._run(delete(TERMS).where(TERMS.c.workspace == workspace, TERMS.c.idea == idea))
        numbers = {READ, *map(number_of, terms)}
        key = {"workspace": workspace, "idea": idea}
        self._run(_ADD_TERMS, [{**key, "term": number} for number in numbers])

    def with_terms(self, workspace: str, terms: Collection[str]) -> Mapping[str, Sequence[int]]:
        """The newest ideas that have each term."""
        found: dict[str, Sequence[int]] = {}
        query = _WITH_ONE_OF_MANY if len(terms) > MANY else _WITH_TERM
        for term in terms:
            asked = {"workspace": workspace, "term": number_of(term)}
            found[term] = self._run(query, asked).scalars().all()
        return found

    def texts(self, workspace: str, ids: Collection[int], channel: str | None) -> Mapping[int, str]:
        """What those of them say that may be named in that channel; None is no channel."""
        query = select(IDEAS.c.id, IDEAS.c.text).where(*self._named(workspace, ids, channel))
        return {id: text for id, text in self._run(query)}  # noqa: C416 - rows are not pairs to mypy

    def ideas(
        self, workspace: str, ids: Sequence[int], channel: str | None, *, only_there: bool = False
    ) -> Sequence[SimilarIdea]:
        """Those of them that may be named in that channel, in the order given."""
        query = select(*_SHOWN).where(*self._named(workspace, ids, channel))
        if only_there:
            query = query.where(IDEAS.c.channel == channel)
        rows = {row.id: row for row in self._run(query)}
        return [
            SimilarIdea(
                row.id, row.author, shorten(row.text, QUOTED), row.channel, row.ts or row.card_ts
            )
            for row in (rows[id] for id in ids if id in rows)
        ]

    def pair(self, workspace: str, idea: int, others: Mapping[int, float]) -> None:
        """It was found to be like these. Those that are just being taken back are left out."""
        there = select(IDEAS.c.id).where(
            IDEAS.c.workspace == workspace, among(IDEAS.c.id, list(others))
        )
        held = there.with_for_update(read=True, key_share=True, skip_locked=True)
        key = {"workspace": workspace, "idea": idea}
        pairs = [
            {**key, "other": other, "likeness": others[other]}
            for other in self._run(held).scalars()
        ]
        if pairs:
            self._run(_ADD_PAIRS, pairs)

    def drop(self, workspace: str, idea: int) -> None:
        """It is withdrawn: nothing is like it any more."""
        self.unpair(workspace, idea)
        self.set_terms(workspace, idea, ())

    def unpair(self, workspace: str, idea: int) -> None:
        either = or_(PAIRS.c.idea == idea, PAIRS.c.other == idea)
        self._run(delete(PAIRS).where(PAIRS.c.workspace == workspace, either))

    def paired(self, workspace: str, idea: int) -> Sequence[int]:
        """Those that were found to be like it, or it to be like them, the nearest first."""

        def on(this: Column[int], that: Column[int]) -> Select[tuple[int, float]]:
            return select(that.label("id"), PAIRS.c.likeness).where(
                PAIRS.c.workspace == workspace, this == idea
            )

        both = union_all(on(PAIRS.c.idea, PAIRS.c.other), on(PAIRS.c.other, PAIRS.c.idea))
        each = both.subquery()
        query = select(each.c.id).order_by(each.c.likeness.desc(), each.c.id.desc())
        return list(dict.fromkeys(self._run(query).scalars()))

    def unread(self, limit: int, *, after: int = 0) -> Sequence[int]:
        """Ideas of all workspaces, with higher ids, whose terms nobody looked for yet.

        It goes through all the ideas there are, so writers should not wait for the answer.
        """
        query = select(IDEAS.c.id).where(IDEAS.c.id > after, *_UNREAD)
        return self._run(query.order_by(IDEAS.c.id).limit(limit)).scalars().all()

    def still_unread(self, ids: Collection[int]) -> Sequence[tuple[str, int, str]]:
        """Workspace, id and text of those of them that nobody read meanwhile or takes back."""
        query = select(IDEAS.c.workspace, IDEAS.c.id, IDEAS.c.text)
        query = query.where(among(IDEAS.c.id, ids), *_UNREAD)
        held = query.with_for_update(read=True, key_share=True, skip_locked=True)
        return [(row.workspace, row.id, row.text) for row in self._run(held)]

    def drop_terms(self, ideas: Collection[tuple[str, int]]) -> None:
        """These ideas, each of its workspace, have lost their text."""
        for workspace in {workspace for workspace, _ in ideas}:
            ids = [id for owner, id in ideas if owner == workspace]
            theirs = among(TERMS.c.idea, ids)
            self._run(delete(TERMS).where(TERMS.c.workspace == workspace, theirs))

    def _named(
        self, workspace: str, ids: Collection[int], channel: str | None
    ) -> list[ColumnElement[bool]]:
        here = or_(~IDEAS.c.is_private, IDEAS.c.channel == channel)
        wanted = among(IDEAS.c.id, ids)
        return [IDEAS.c.workspace == workspace, wanted, IDEAS.c.text != "", here]


def number_of(term: str) -> int:
    """The same on every machine and for ever, never `READ` but by a chance of one in 2⁶⁴."""
    digest = blake2b(term.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
