"""Which ideas have which words, and which ideas were found to say nearly the same."""

import json
from collections.abc import Collection, Mapping, Sequence
from hashlib import blake2b

from sqlalchemy import Index, bindparam, delete, or_, select, text

from bot.domain.ideas import Idea
from bot.storage.among import among
from bot.storage.ideas import IDEAS, idea_of
from bot.storage.rows import REF, Repository, belongs_to, column, insert_into, keyed

NEWEST = 300  # ideas with a term that are looked at: of what everybody writes, older ones are not
NEWEST_OF_MANY = 100  # the same where a long text has more terms than
MANY = 12


# A term is a number made of a word, so that no text is kept twice.
TERMS = keyed(
    "idea_terms",
    column("term", REF, key=True),
    column("idea", REF, key=True),
    belongs_to("ideas", "idea"),
    Index(None, "workspace", "idea"),
    sqlite_with_rowid=False,
)
# `idea` was found to be like `other` when it was shared or edited: cards show it.
PAIRS = keyed(
    "similar_ideas",
    column("idea", REF, key=True),
    column("other", REF, key=True),
    column("likeness", float),
    belongs_to("ideas", "idea"),
    belongs_to("ideas", "other"),
    Index(None, "workspace", "other"),
)
_ADD_TERMS = insert_into(TERMS).on_conflict_do_nothing()
_ADD_PAIRS = insert_into(PAIRS).on_conflict_do_nothing()
_THESE = (IDEAS.c.workspace == bindparam("workspace"), among(IDEAS.c.id, "ids"))
_MAY_BE_NAMED = or_(~IDEAS.c.is_private, IDEAS.c.channel == bindparam("channel"))
_NAMED_IN = select(IDEAS).where(*_THESE, IDEAS.c.text != "", _MAY_BE_NAMED)
_HELD = (
    select(IDEAS.c.id).where(*_THESE).with_for_update(read=True, key_share=True, skip_locked=True)
)
# One short walk through the index for each term. Read as JSON and arrays: 3,000 rows of one id
# each would take 2.5 times as long.
_WITH_TERMS = {
    "sqlite": text(
        "SELECT value, (SELECT json_group_array(idea) FROM (SELECT idea FROM idea_terms"
        " WHERE workspace = :workspace AND term = value ORDER BY idea DESC LIMIT :most))"
        " FROM json_each(:terms)"
    ),
    "postgresql": text(
        "SELECT term, ARRAY(SELECT idea FROM idea_terms WHERE workspace = :workspace"
        " AND idea_terms.term = wanted.term ORDER BY idea DESC LIMIT :most)"
        " FROM unnest(CAST(:terms AS BIGINT[])) AS wanted (term)"
    ),
}


class SimilarRepository(Repository):
    """Nobody stands here by name: with an idea, its terms and pairs go too."""

    tables = (PAIRS, TERMS)

    def add_terms(self, workspace: str, idea: int, terms: Collection[str]) -> None:
        """Store the terms of an idea that has none yet."""
        key = {"workspace": workspace, "idea": idea}
        if terms:
            self._run(_ADD_TERMS, [{**key, "term": number_of(term)} for term in terms])

    def with_terms(self, workspace: str, terms: Collection[str]) -> Mapping[str, Sequence[int]]:
        """The newest ideas that have each term, newest first."""
        if not terms:
            return {}
        numbers = {number_of(term): term for term in terms}
        most = NEWEST_OF_MANY if len(terms) > MANY else NEWEST
        asked = {"workspace": workspace, "most": most, "terms": list(numbers)}
        if self._connection.dialect.name == "postgresql":
            rows = self._run(_WITH_TERMS["postgresql"], asked)
            return {numbers[number]: ideas for number, ideas in rows}
        rows = self._run(_WITH_TERMS["sqlite"], asked | {"terms": json.dumps(list(numbers))})
        return {numbers[number]: json.loads(ideas) for number, ideas in rows}

    def named_in(
        self, workspace: str, ids: Collection[int], channel: str | None
    ) -> Mapping[int, Idea]:
        """Those of them that have text and may be named in that channel; None is no channel.

        Their parents are not read.
        """
        if not ids:
            return {}
        asked = {"workspace": workspace, "ids": list(ids), "channel": channel}
        return {row.id: idea_of(row, ()) for row in self._run(_NAMED_IN, asked)}

    def pair(self, workspace: str, idea: int, others: Mapping[int, float]) -> frozenset[int]:
        """Store that it is like these, and answer which: those being withdrawn are left out."""
        if not others:
            return frozenset()
        asked = {"workspace": workspace, "ids": list(others)}
        paired = frozenset(self._run(_HELD, asked).scalars())
        key = {"workspace": workspace, "idea": idea}
        pairs = [{**key, "other": other, "likeness": others[other]} for other in paired]
        if pairs:
            self._run(_ADD_PAIRS, pairs)
        return paired

    def drop(self, workspace: str, idea: int) -> None:
        """It is withdrawn or says something else: nothing is like it any more."""
        either = or_(PAIRS.c.idea == idea, PAIRS.c.other == idea)
        self._run(delete(PAIRS).where(PAIRS.c.workspace == workspace, either))
        self._run(delete(TERMS).filter_by(workspace=workspace, idea=idea))

    def drop_terms(self, ideas: Collection[tuple[str, int]]) -> None:
        """These ideas, each of its workspace, have lost their text."""
        for workspace in {workspace for workspace, _ in ideas}:
            theirs = among(TERMS.c.idea, [id for owner, id in ideas if owner == workspace])
            self._run(delete(TERMS).where(TERMS.c.workspace == workspace, theirs))


def number_of(term: str) -> int:
    """Hash the term to 64 bits, the same on every machine."""
    digest = blake2b(term.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
