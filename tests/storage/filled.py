"""A workspace in which every table says something, and two people have a part in everything."""

from dataclasses import replace

from sqlalchemy import Connection, Table, func, select

from bot.domain.combining import Request
from bot.domain.feedback import Case, Evidence, Label, Noticed
from bot.domain.idea_tests import IdeaTest
from bot.domain.ideas import Idea
from bot.domain.messages import MessageRef
from bot.domain.moves import Event, Move
from bot.domain.notices import Notice
from bot.domain.nudges import Suggestion
from bot.domain.outgoing import KudosPosted, KudosReceived, Outgoing, ReactionShown
from bot.domain.people import Channel, Person
from bot.storage import Store
from bot.storage.promises import PROMISES
from bot.storage.questions import ANSWERS, QUESTIONS
from bot.storage.rows import METADATA
from bot.storage.store import Transaction
from tests.storage.builders import DAY, NOW, a_kudos, a_team, an_idea, keep_nudge

TABLES: list[Table] = METADATA.sorted_tables


def fill(store: Store, one: str, two: str, workspace: str = "T1") -> None:
    """What they do for each other, they do for `UEVA` too."""
    with store.begin() as tx:
        tx.people.keep([Person(workspace, person, "Name") for person in (one, two)], NOW)
        tx.channels.keep(Channel(workspace, "C1"))
        tx.messages.newer(MessageRef(workspace, "C1", "1.0"), "1.0")
        _live(tx, workspace, one, two, number=1)
        _live(tx, workspace, two, one, number=2)


def _live(tx: Transaction, workspace: str, who: str, other: str, *, number: int) -> None:
    tx.people.note_asked(workspace, who, NOW)
    case = Case(MessageRef(workspace, "C1", f"{number}.0"), who, Label.IDEA)
    tx.feedback.ask(case, Noticed(0.7, Evidence.LIKELY, "1-abc"), NOW)
    _thank(tx, workspace, who, other, number)
    _share(tx, workspace, who, other, number)
    _lead(tx, workspace, who, other)


def _thank(tx: Transaction, workspace: str, who: str, other: str, number: int) -> None:
    named = replace(
        a_kudos(giver=who, receivers=(other, "UEVA"), source=f"kudos:{number}"),
        workspace=workspace,
        reason=f"with <@{other}> and <@{who}|name>",
    )
    kudos = tx.kudos.add(named)
    assert kudos
    tx.kudos.second(workspace, kudos.id, who, NOW, True)
    posted = KudosPosted(kudos.id, kudos.giver, kudos.receivers, kudos.reason)
    told = KudosReceived("UEVA", kudos.reason)
    to_say: tuple[tuple[Outgoing, str, str], ...] = (
        (posted, "C1", f"post:{number}"),
        (told, other, f"kudos:{number}:{other}"),
        (told, "UEVA", f"kudos:{number}:UEVA"),
        (ReactionShown("C1", "1.0", "tada"), "C1", f"mark:{number}"),
    )
    for message, to, once in to_say:
        tx.outbox.put(message, workspace=workspace, to=to, once=once, at=NOW)


def _share(tx: Transaction, workspace: str, who: str, other: str, number: int) -> None:
    said = replace(
        an_idea(author=who, source=f"idea:{number}"),
        workspace=workspace,
        text=f"as <@{other}> says",
    )
    idea = tx.ideas.add(said)
    assert idea
    built = replace(said, author="UEVA", source=f"built:{number}", captured_by=who)
    child = tx.ideas.add(replace(built, parents=(idea.id,)))
    assert child
    tx.ideas.toggle_support(workspace, child.id, who, NOW)
    tx.replies.add(workspace, child.id, who, "C1", f"{number}.5", NOW)
    plain = replace(built, source=f"plain:{number}", captured_by=None, parents=(child.id,))
    last = tx.ideas.add(plain)
    assert last
    tx.replies.add(workspace, last.id, "UEVA", "C1", f"{number}.7", NOW)
    tx.replies.mark_helpful(workspace, last.id, f"{number}.7", who, NOW, present=True)
    tx.replies.mark_helpful(workspace, last.id, f"{number}.7", "UEVA", NOW, present=True)
    _test(tx, child, who, other)
    tx.combining.ask([Request(workspace, last.id, idea.id, who, NOW)])
    tx.combining.ask([Request(workspace, last.id, child.id, "UEVA", NOW)])
    _test(tx, last, "UEVA", other)
    for similar in (idea, child, last):
        tx.similar.add_terms(workspace, similar.id, ["say"])
    tx.similar.pair(workspace, last.id, {idea.id: 0.7, child.id: 0.6})


def _test(tx: Transaction, idea: Idea, who: str, other: str) -> None:
    words = f"as <@{other}> asks"
    tx.tests.add(IdeaTest(idea.workspace, idea.id, who, words, 1, NOW, NOW + DAY, learned=words))
    event = tx.moves.add(Event(idea.workspace, idea.id, Move.TEST, who, NOW, words, words))
    tx.notices.stop(idea.workspace, who, idea.id)
    tx.notices.add([Notice(idea.workspace, who, event, idea.id, NOW)])


def _lead(tx: Transaction, workspace: str, who: str, other: str) -> None:
    members = frozenset({other, "UEVA"})
    places = frozenset({"C1"})
    team = tx.teams.save(
        a_team(leader=who, members=members, channels=places, workspace=workspace), NOW
    )
    thank = Suggestion("thank_overdue", "idea:1", NOW + DAY, person=other, idea=1, facts={"at": 1})
    keep_nudge(tx, workspace, team.id, who, thank, NOW)
    keep_nudge(tx, workspace, team.id, "UEVA", replace(thank, person="UEVA"), NOW)
    tx.in_person.add(workspace, who, other, "idea:1", NOW)
    tx.in_person.add(workspace, "UEVA", "UEVA", "idea:1", NOW)
    for number, (one, two) in enumerate(((who, other), ("UEVA", who))):
        _promise(tx, workspace, team.id, one, two, f"form:{team.id}:{number}")
        _ask(tx, workspace, one, two, f"form:{team.id}:{number}")


def _promise(tx: Transaction, workspace: str, team: int, who: str, other: str, source: str) -> None:
    promise = {"team": team, "leader": who, "deed": "thank", "person": other, "idea": 1}
    promise |= {"made_at": NOW, "remind_at": NOW, "until": NOW, "source": source}
    tx._connection.execute(PROMISES.insert(), {"workspace": workspace, **promise})


def _ask(tx: Transaction, workspace: str, who: str, other: str, source: str) -> None:
    asked = {"leader": who, "channel": "C1", "asked_at": NOW, "source": source}
    insert = QUESTIONS.insert().returning(QUESTIONS.c.id)
    number = tx._connection.execute(insert, {"workspace": workspace, **asked}).scalar_one()
    for person in (other, "UEVA"):
        answer = {"question": number, "ts": f"1.{person}", "person": person, "at": NOW}
        tx._connection.execute(ANSWERS.insert(), {"workspace": workspace, **answer})


def rows_in(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
