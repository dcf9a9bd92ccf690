"""The judgement: scores as shares, bands, whom the thanks are for, and the words to keep."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.domain.detector.findings import NOTHING, Band, Context, Findings, IdeaFound, KudosFound
from bot.domain.detector.recipients import thanked
from bot.domain.detector.sight import Seen, look
from bot.domain.detector.weighing import Weighed, as_share, weighed
from bot.domain.detector.weights import Model, weights
from bot.domain.ideas import TEXT_LIMIT
from bot.domain.kudos import REASON_LIMIT
from bot.domain.messages import Kind, Message, Span
from bot.domain.reading import vocabulary
from bot.kit.mrkdwn import shorten

_NO_THANKS = frozenset((("THANKS", "NOTHING"), ("THANKS", "ADVANCE")))
_BY_NAME = frozenset(("USER", "GROUP", "NAME", "TEAM"))
_OUTRIGHT = vocabulary("LABEL WHATIF WHYNOT HOWABOUT PROPOSE WECOULD SHOULD SOMEONE LETS")
_WELCOME = vocabulary("GOOD USEFUL WORTH BETTER")  # "it would be …"
_ASKING = vocabulary("REQ HOWQ NOIDEA GREET WELCOME YOUADV")
_MENTIONS = frozenset((Kind.USER, Kind.GROUP, Kind.BROADCAST))
_FOR_SOMETHING = vocabulary("PRAISEV HELP FORV DEED HERO USEFUL")
_TAKEN_BACK = vocabulary("REQ ADVANCE NOTHING NOT BAD WRY META ILL")
_SHORT = 3  # sentences
_SAID_AT_ONCE = 28  # words and phrases
_SEVERAL = vocabulary("all both everyone everybody guys folks alle beide todos tous todas")
_SAYS_WHY = 4  # tokens: "thanks a lot!" is no more than polite


@dataclass(frozen=True, slots=True)
class Judgement:
    """Findings, and the scores also where nothing was found."""

    findings: Findings
    kudos: float = 0.0
    idea: float = 0.0
    said: Sequence[Weighed] = ()

    def first(self) -> tuple[float, float, float]:
        """The first models know whole texts: the sum of sentences, with the bias counted once."""
        extra = len(self.said) - 1
        gratitude, admiration, suggests = (
            sum(one.first[place] for one in self.said) - extra * model.bias
            for place, model in enumerate(weights().first)
        )
        return gratitude, admiration, suggests


_NOTHING_SAID = Judgement(NOTHING)


def judge(message: Message, context: Context | None = None) -> Judgement:
    known = weights()
    seen = look(message)
    found = [weighed(one, known, seen.marked) for one in seen.shown]
    if not found:
        return _NOTHING_SAID
    thanks = max(found, key=lambda one: one.kudos)
    proposal = max(found, key=lambda one: one.idea)
    is_thanks = as_share(thanks.kudos, known.kudos)
    is_proposal = as_share(proposal.idea, known.idea)
    starter = context.starter if context else None
    kudos = idea = None
    band = _band_of_thanks(seen, thanks, is_thanks, is_answer=starter is not None)
    if band is not Band.NO:
        people = _thanked(seen, found)
        kudos = replace(_kudos(message, seen, thanks, band, people), score=is_thanks)
        if starter and not people:
            kudos = _for_who_began(kudos, thanks, starter)
    band = _band(is_proposal, known.idea, is_explicit=seen.idea is not None)
    if band is Band.SURE and not (seen.idea or _is_outright(proposal, found)):
        band = Band.LIKELY
    if band is not Band.NO:
        idea = _idea(seen, proposal, band, is_proposal)
    findings = Findings(kudos, idea) if kudos is not None or idea is not None else NOTHING
    return Judgement(findings, is_thanks, is_proposal, found)


def _band(score: float, model: Model, *, is_explicit: bool) -> Band:
    if score < model.likely:
        return Band.LIKELY if is_explicit else Band.NO
    return Band.SURE if is_explicit or score >= model.sure else Band.LIKELY


def _band_of_thanks(seen: Seen, said: Weighed, score: float, *, is_answer: bool) -> Band:
    """`is_answer`: to somebody else, who began the thread."""
    band = _band(score, weights().kudos, is_explicit=seen.kudos is not None)
    if seen.kudos is None and _is_no_thanks(said):
        return Band.NO
    return Band.LIKELY if band is Band.NO and is_answer and _thanks_for_something(said) else band


def _kudos(
    message: Message, seen: Seen, said: Weighed, band: Band, people: list[Span]
) -> KudosFound:
    explicit = seen.kudos
    return KudosFound(
        receivers=_ids(people, Kind.USER, but=message.author),
        groups=_ids(people, Kind.GROUP),
        reason=explicit.reason
        if explicit
        else shorten(seen.reading.said(said.shown.sentence), REASON_LIMIT),
        band=band,
        everybody=_ids(people, Kind.BROADCAST),
        is_explicit=explicit is not None,
    )


def _thanked(seen: Seen, found: Sequence[Weighed]) -> list[Span]:
    """Each mention is weighed, but where there is none, or an explicit marker names them all."""
    mentioned = [span for span in seen.reading.spans.values() if span.kind in _MENTIONS]
    named = seen.named
    if named.issuperset(mentioned):
        return mentioned
    return list(dict.fromkeys(thanked(seen.reading, found, weights(), named)))


def _ids(people: Sequence[Span], kind: Kind, but: str = "") -> tuple[str, ...]:
    ids = (span.value for span in people if span.kind is kind and span.value != but)
    return tuple(dict.fromkeys(ids))


def _is_outright(proposal: Weighed, found: Sequence[Weighed]) -> bool:
    """Proposed in so many words, and no aside in a long message."""
    classes = proposal.shown.words.classes
    asks = any(not _ASKING.isdisjoint(one.shown.words.classes) for one in found)
    if asks or len(found) > _SHORT or len(classes) > _SAID_AT_ONCE:
        return False
    if "WOULDBE" in classes:
        return not _WELCOME.isdisjoint(classes)
    return not _OUTRIGHT.isdisjoint(classes)


def _thanks_for_something(said: Weighed) -> bool:
    """Alone "thank you, that saved my day" says little; under somebody's help it is for them."""
    classes = frozenset(said.shown.words.classes)
    thanks = "THANKS" in classes and not _FOR_SOMETHING.isdisjoint(classes)
    return thanks and _TAKEN_BACK.isdisjoint(classes)


def _is_no_thanks(said: Weighed) -> bool:
    """ "Thanks for nothing", "thanks in advance": whatever else is said, nobody is asked."""
    return any(pair in _NO_THANKS for pair in pairwise(said.shown.words.classes))


def _for_who_began(found: KudosFound, said: Weighed, starter: str) -> KudosFound:
    """Thanks with a reason and nobody named most likely mean whoever began the thread."""
    words = said.shown.words
    is_light = len(words.tokens) < _SAYS_WHY
    names = not (_BY_NAME.isdisjoint(words.classes) and _SEVERAL.isdisjoint(words.tokens))
    if is_light or names:
        return found
    return replace(found, receivers=(starter,), band=Band.LIKELY)


def _idea(seen: Seen, said: Weighed, band: Band, score: float) -> IdeaFound | None:
    text = seen.idea.text if seen.idea else seen.reading.said(said.shown.sentence)
    text = shorten(text, TEXT_LIMIT)
    return IdeaFound(text, band, score, seen.idea is not None) if text else None
