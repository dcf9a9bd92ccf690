"""What is said when a leader answers a nudge, or asks why it was shown."""

from bot.domain.nudges import Answer
from bot.i18n import Words


def answer_sentence(answer: Answer, words: Words) -> str:
    sentences = {
        Answer.IN_PERSON: words.gettext("Good. I won't bring this up again for three weeks."),
        Answer.NOT_NOW: words.gettext("Fine, not now. I leave it for a week."),
        Answer.FEWER: words.gettext("Fine, you will get these half as often."),
    }
    return sentences[answer]


def why_sentence(words: Words) -> str:
    return words.gettext(
        "You see this because somebody in your team shared, built on or tested an idea in the last"
        " 14 days, and no kudos from you named them in the last 21. It counts as followed when you"
        " thank them within five work days. Nobody but you sees it."
    )
