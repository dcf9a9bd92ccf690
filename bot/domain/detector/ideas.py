"""Ideas that nobody can mistake: a label, a light bulb, or a proposal said in so many words.

Every pattern stands behind its trigger. What only sounds like a proposal (a meeting to arrange, a
task, a risk, what should be so by now, what could have been) is vetoed by what stands around it.
"""

import re
from itertools import islice

from bot.domain import proposals as words
from bot.domain.detector.findings import Band, IdeaFound
from bot.domain.ideas import TEXT_LIMIT
from bot.domain.messages import Message
from bot.domain.reading import CROSS, DANGLING, TEXT_READ, Reading, Sentence, holds_any, read
from bot.kit.mrkdwn import shorten


def find(message: Message, reading: Reading | None = None) -> IdeaFound | None:
    lowered = message.text[:TEXT_READ].lower()
    if not holds_any(lowered, words.TRIGGERS):
        return None
    reading = reading or read(message.spans)
    text = _labelled(reading) or _proposed(reading)
    return IdeaFound(shorten(text, TEXT_LIMIT), Band.SURE) if text else None


def _labelled(reading: Reading) -> str:
    """What follows `idea:` or a light bulb, to the end of the message."""
    label = words.LABEL.search(reading.text)
    if not label or not _says_something(reading.text[label.end() :]):
        return ""
    return reading.words(label.end()).strip(DANGLING)


def _says_something(said: str) -> bool:
    if CROSS in said or words.NO_IDEA.match(said) or words.JUDGED.match(said):
        return False
    first = list(islice(words.WORD.finditer(said), 2))
    # Japanese has no spaces: one long word can say it all.
    return len(first) == 2 or any(len(word[0]) > 5 and not word[0].isascii() for word in first)


def _proposed(reading: Reading) -> str:
    """The sentence that proposes something."""
    for sentence in reading.sentences:
        for marker in islice(words.MARKER.finditer(sentence.text), words.MARKERS_READ):
            if _is_proposal(sentence, marker):
                return reading.said(sentence)
    return ""


def _is_proposal(sentence: Sentence, marker: re.Match[str]) -> bool:
    said, at = sentence.text, marker.start()
    if CROSS in said or words.WRY.search(said) or said.count('"', 0, at) % 2:
        return False
    if _arranges(said, marker) or words.OF_OTHERS.search(said, 0, at):
        return False
    if marker["what_if"]:
        return not _is_risk(said, marker)
    if marker["how"]:
        return _verb(marker) not in words.FACT and not words.SOCIAL.search(said)
    return not (
        _is_doubted(marker, said[max(0, at - words.NEAR) : at])
        or words.PAST.search(said)
        or _is_expected(said, marker)
    )


def _is_doubted(marker: re.Match[str], before: str) -> bool:
    """Reported, wished for, asked about or a purpose: "so we could sleep"."""
    if marker["could"] and words.SO_THAT.search(before):
        return True
    return bool(words.UNSAID.search(before))


def _verb(marker: re.Match[str]) -> str:
    return marker["verb"].lower()


def _then(marker: re.Match[str]) -> str:
    return (marker["then"] or "").lower()


def _arranges(said: str, marker: re.Match[str]) -> bool:
    """A meeting to find an hour for, or something to be done today."""
    if words.REGULAR.search(said, marker.end("verb")):
        return False
    if words.TIME.search(said, marker.start()):
        return True
    return _verb(marker) in words.MEETING and not (marker["could"] or marker["what_if"])


def _is_risk(said: str, marker: re.Match[str]) -> bool:
    verb, then = _verb(marker), _then(marker)
    if verb in words.HEDGE:
        return then in words.RISK
    if verb == "were":
        return then != "to"
    if verb == "had":
        return then.endswith("ed") or then in words.LOST
    return verb in words.RISK or bool(words.MISHAP.search(said, marker.end("verb")))


def _is_expected(said: str, marker: re.Match[str]) -> bool:
    """What should be so by now, what could have been, a task, or a plea for a hand."""
    verb, then = _verb(marker), _then(marker)
    if verb == "have":
        return then not in words.GIVEN
    if verb == "try":
        return then == "to"
    if verb == "use" and marker["could"]:
        return bool(words.HELP.search(said, marker.end("verb")))
    if verb in words.HEDGE:
        return then == "have" or then in words.NEVER or then in words.TASK
    if words.REGULAR.search(said, marker.end("verb")):
        return verb in words.NEVER
    return verb in words.NEVER or verb in words.TASK
