"""Expected trouble: each error carries the sentence that the person should read."""

from collections.abc import Mapping
from typing import Literal

from bot.kit.mrkdwn import unescape

Subject = Literal["kudos", "idea", "leaderboard", "lead", "groundswell"]


class BotError(Exception):
    """Something a person can put right. `sentence` is English and goes through gettext.

    A form shows the error beside the input `field`, where it has one of that name. `subject` is the
    command that the sentence names as `{command}`: what the command is called is a setting.
    """

    sentence = "That did not work."
    field: str | None = None
    subject: Subject | None = None

    def __init_subclass__(cls, *, field: str | None = None, subject: Subject | None = None) -> None:
        cls.field, cls.subject = field, subject

    def __init__(self, **values: str | int) -> None:
        super().__init__(self.sentence)
        self.values: Mapping[str, str | int] = values


class NobodyToThankError(BotError, subject="kudos", field="people"):
    sentence = (
        "Whom would you like to thank? Type `{command} @name for what they did`,"
        " or `{command}` alone for a form."
    )


class UnknownNameError(BotError, field="people"):
    sentence = (
        "I don't know who {name} is. Type `@` and choose the person from Slack's list,"
        " then what they did."
    )


class ThankingOneselfError(BotError, field="people"):
    sentence = "Kudos are for others: who helped you with it? Nothing was kept."


class ThankingBotError(BotError, field="people"):
    sentence = (
        "{name} is an app, and apps have no feelings to warm. Thank the person behind it?"
        " Nothing was kept."
    )


class ThankingDeactivatedError(BotError, field="people"):
    sentence = "{name} has left this workspace and would not see it. Nothing was kept."


class ThankingStrangerError(BotError, field="people"):
    sentence = (
        "{name} belongs to another organisation, and I only keep thanks within this one."
        " Nothing was kept."
    )


class ThankingSparedError(BotError, field="people"):
    sentence = (
        "{name} would rather not be mentioned by me, so I kept nothing and told nobody. Say thanks"
        " in person: it is worth more."
    )


class EmptyGroupError(BotError, field="people"):
    sentence = "There is nobody else in {name} to thank. Nothing was kept."


class ReasonMissingError(BotError, subject="kudos", field="reason"):
    sentence = "What did they do? Add a few words after the name: `{command} @name for …`."


class TooLongError(BotError, field="reason"):
    sentence = (
        "That is {length} characters, and {limit} is the most I can keep."
        " Please say it shorter; nothing was kept."
    )


def check_length(text: str, limit: int, field: str = "reason") -> None:
    """Raises `TooLongError` past `limit` characters, counted as they were typed."""
    if (length := len(unescape(text))) > limit:
        error = TooLongError(length=length, limit=limit)
        error.field = field
        raise error


class NothingToUndoError(BotError):
    sentence = "There are no kudos of yours from the last hour to take back."


class EmptyIdeaError(BotError, subject="idea", field="text"):
    sentence = "What is the idea? Type `{command} what you have in mind`."


class StrangerError(BotError):
    sentence = "Only members of this workspace can do that here."


class IdeaGoneError(BotError):
    sentence = "This idea is no longer there: its author took it back."


class MoveSenselessError(BotError):
    sentence = (
        "Somebody was faster: this idea has moved on meanwhile. Its card shows how it stands."
    )


class MoveNotOpenError(BotError):
    sentence = (
        "That is up to the idea's author, whoever tests it, the author's leader, or an admin of"
        " this workspace."
    )


class AuthorAloneError(BotError):
    sentence = "That is up to the idea's author alone."


class AuthorOrAdminError(BotError):
    sentence = "That is up to the idea's author, or to an admin of this workspace."


class AlreadyTestedError(BotError):
    sentence = "{name} tests this idea already. Write in its thread if you would like to join."


class IdeaTestOverError(BotError):
    sentence = "This test has ended already. The idea's card shows what came of it."


class QuestionMissingError(BotError, field="question"):
    sentence = "What do you want to find out? One question is enough."


class LessonMissingError(BotError, field="learned"):
    sentence = "What did you learn? One sentence is enough, also when it did not work."


class NewIdeaMissingError(BotError, field="text"):
    sentence = "What is the new idea? One sentence is enough."


class DaysOutOfRangeError(BotError, field="days"):
    sentence = "A test runs from 1 to {most} days. Small ones teach sooner."


class ParkingReasonMissingError(BotError, field="reason"):
    sentence = "Why is it parked? Its author would like to know."


class AnswerChangeMissingError(BotError, field="change"):
    sentence = "What would change the answer? It tells the author when to come back."


class AdoptedStaysError(BotError):
    sentence = "This idea was adopted, and people were named for it: it cannot be withdrawn."


class EditMessageInsteadError(BotError):
    sentence = "This idea is what your message says: edit the message, and the card follows."


class PrivateParentError(BotError):
    sentence = (
        "That idea was shared in a private channel, so nothing outside of that channel can build"
        " on it. Share yours there instead."
    )


class NotAdoptedError(BotError):
    sentence = "This idea is not adopted, so there is nobody to name for it yet."


class RollNotYoursError(BotError):
    sentence = (
        "The credits of this idea are posted by its author, whoever tested it, the author's leader,"
        " or an admin of this workspace."
    )


class RollPostedError(BotError):
    sentence = "The credits of this idea were posted already."


class NobodyToNameError(BotError, field="people"):
    sentence = "Name at least one person: nobody does it all alone."


class TooFewIdeasError(BotError, field="ideas"):
    sentence = "Choose at least one more idea to combine it with."


class NotAskedError(BotError):
    sentence = "That question was for somebody else, or it is no longer open."


class AnsweredAlreadyError(BotError):
    sentence = "You have answered this already, and your first answer stands."


class MessageGoneError(BotError):
    sentence = "That message is no longer there. Nothing was kept."


class NoWordsError(BotError):
    sentence = "There are no words in this message that could be kept as an idea."


class NotByPersonError(BotError, subject="idea"):
    sentence = (
        "This was not written by a person, so it is nobody's idea. To share one of your own, type"
        " `{command} what you have in mind`."
    )


class NotInDirectMessagesError(BotError, subject="idea"):
    sentence = (
        "What is said in direct messages stays there. To share an idea, type"
        " `{command} what you have in mind` in a channel that I am in."
    )


class AlreadyIdeaError(BotError):
    sentence = "This is an idea already: <{url}|here is its card>."


class ChannelOffError(BotError, subject="groundswell"):
    sentence = "In this channel nothing is kept. `{command} channel on` would change that."


class StrangersIdeaError(BotError):
    sentence = (
        "{name} belongs to another organisation, and I only keep ideas of people within this one."
        " Nothing was kept."
    )


class LeaversIdeaError(BotError):
    sentence = "{name} has left this workspace and could not say no. Nothing was kept."


class LeftAloneError(BotError):
    sentence = (
        "{name} decides alone which of their messages are kept. Tell them that you like this one?"
        " Nothing was kept."
    )


class AuthorRefusedError(BotError):
    sentence = "Its author would rather not have this kept as an idea."


class UnknownListError(BotError, subject="idea"):
    sentence = (
        "I don't know the list “{word}”. Type `{command} list` with `open`, `testing`, `adopted`,"
        " `parked`, `mine` or `waiting`, and the number of a page. To share an idea that begins so,"
        " type `{command}` alone."
    )


class SupportingOneselfError(BotError):
    sentence = "This idea is yours: it is others' support that shows it should be tried."


class NotInChannelError(BotError, field="channel"):
    sentence = (
        "I am not in this channel, so I cannot do that here. Type `/invite @{bot}` first,"
        " then try again."
    )


class UnknownPeriodError(BotError, subject="leaderboard"):
    sentence = (
        "I don't know the period “{word}”. Type `{command}` with `week`, `month`, `quarter`"
        " or `all`."
    )


class UnreadableTimeError(BotError):
    sentence = "I could not read “{text}” as a day and an hour. Type it like `weekly Mon 09:00`."


class UnknownWatchError(BotError, subject="groundswell"):
    sentence = (
        "I don't know “{word}”. Type `{command} channel on`, `ask` (nothing is kept without its"
        " author's yes) or `off`."
    )
