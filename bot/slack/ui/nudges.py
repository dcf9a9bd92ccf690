"""What is said when a leader answers a nudge, or asks why it was shown."""

from bot.domain.nudges import Answer, nudges
from bot.i18n import Words


def answer_sentence(answer: Answer, words: Words) -> str:
    sentences = {
        Answer.IN_PERSON: words.gettext("Good. I won't bring this up again for three weeks."),
        Answer.MINE: words.gettext("Good, then it stays with you."),
        Answer.PING: words.gettext("Good. I tell you once three people have replied."),
        Answer.NOT_NOW: words.gettext("Fine, not now. I leave it for a week."),
        Answer.FEWER: words.gettext("Fine, you will get these half as often."),
        Answer.STOP: words.gettext("Fine, no more of these. Your team's form brings them back."),
    }
    return sentences[answer]


def why_sentence(kind: str, words: Words) -> str:
    return words.gettext(nudges()[kind].why)
