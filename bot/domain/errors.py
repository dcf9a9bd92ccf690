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

    sentence: str
    field: str | None = None
    subject: Subject | None = None

    def __init__(self, **values: str | int) -> None:
        super().__init__(self.sentence)
        self.values: Mapping[str, str | int] = values


def saying(
    sentence: str, *, field: str | None = None, subject: Subject | None = None
) -> type[BotError]:
    """Make a class of errors for the sentence. Its placeholders are filled with their values."""
    what = {"sentence": sentence, "field": field, "subject": subject}
    return type("BotError", (BotError,), what)


def name_errors(module: Mapping[str, object]) -> None:
    """Give error classes the names that they have in their module, for logs and tracebacks."""
    for name, each in module.items():
        if isinstance(each, type) and each.__name__ == "BotError" and name != "BotError":
            each.__name__ = each.__qualname__ = name


# Kudos

NobodyToThankError = saying(
    "Whom would you like to thank? Type `{command} @name for what they did`,"
    " or `{command}` alone for a form.",
    subject="kudos",
    field="people",
)
UnknownNameError = saying(
    "I don't know who {name} is. Type `@` and choose the person from Slack's list,"
    " then what they did.",
    field="people",
)
ThankingOneselfError = saying(
    "Kudos are for others: who helped you with it? Nothing was kept.", field="people"
)
ThankingBotError = saying(
    "{name} is an app, and apps have no feelings to warm. Thank the person behind it?"
    " Nothing was kept.",
    field="people",
)
ThankingDeactivatedError = saying(
    "{name} has left this workspace and would not see it. Nothing was kept.", field="people"
)
ThankingStrangerError = saying(
    "{name} belongs to another organisation, and I only keep thanks within this one."
    " Nothing was kept.",
    field="people",
)
ThankingSparedError = saying(
    "{name} would rather not be mentioned by me, so I kept nothing and told nobody. Say thanks"
    " in person: it is worth more.",
    field="people",
)
EmptyGroupError = saying(
    "There is nobody else in {name} to thank. Nothing was kept.", field="people"
)
ReasonMissingError = saying(
    "What did they do? Add a few words after the name: `{command} @name for …`.",
    subject="kudos",
    field="reason",
)
TooLongError = saying(
    "That is {length} characters, and {limit} is the most I can keep."
    " Please say it shorter; nothing was kept.",
    field="reason",
)
NothingToUndoError = saying("There are no kudos of yours from the last hour to take back.")

# Ideas and their tests

EmptyIdeaError = saying(
    "What is the idea? Type `{command} what you have in mind`.", subject="idea", field="text"
)
StrangerError = saying("Only members of this workspace can do that here.")
IdeaGoneError = saying("This idea is no longer there: its author took it back.")
MoveSenselessError = saying(
    "Somebody was faster: this idea has moved on meanwhile. Its card shows how it stands."
)
MoveNotOpenError = saying(
    "That is up to the idea's author, whoever tests it, the author's leader, or an admin of"
    " this workspace."
)
AuthorAloneError = saying("That is up to the idea's author alone.")
AuthorOrAdminError = saying("That is up to the idea's author, or to an admin of this workspace.")
AlreadyTestedError = saying(
    "{name} tests this idea already. Write in its thread if you would like to join."
)
IdeaTestOverError = saying("This test has ended already. The idea's card shows what came of it.")
QuestionMissingError = saying(
    "What do you want to find out? One question is enough.", field="question"
)
LessonMissingError = saying(
    "What did you learn? One sentence is enough, also when it did not work.", field="learned"
)
NewIdeaMissingError = saying("What is the new idea? One sentence is enough.", field="text")
DaysOutOfRangeError = saying(
    "A test runs from 1 to {most} days. Small ones teach sooner.", field="days"
)
ParkingReasonMissingError = saying(
    "Why is it parked? Its author would like to know.", field="reason"
)
AnswerChangeMissingError = saying(
    "What would change the answer? It tells the author when to come back.", field="change"
)
AdoptedStaysError = saying(
    "This idea was adopted, and people were named for it: it cannot be withdrawn."
)
EditMessageInsteadError = saying(
    "This idea is what your message says: edit the message, and the card follows."
)
PrivateParentError = saying(
    "That idea was shared in a private channel, so nothing outside of that channel can build"
    " on it. Share yours there instead."
)

# Credits, and questions to authors

NotAdoptedError = saying("This idea is not adopted, so there is nobody to name for it yet.")
RollNotYoursError = saying(
    "The credits of this idea are posted by its author, whoever tested it, the author's leader,"
    " or an admin of this workspace."
)
RollPostedError = saying("The credits of this idea were posted already.")
NobodyToNameError = saying("Name at least one person: nobody does it all alone.", field="people")
TooFewIdeasError = saying("Choose at least one more idea to combine it with.", field="ideas")
NotAskedError = saying("That question was for somebody else, or it is no longer open.")
AnsweredAlreadyError = saying("You have answered this already, and your first answer stands.")

# Messages that somebody would keep

MessageGoneError = saying("That message is no longer there. Nothing was kept.")
NoWordsError = saying("There are no words in this message that could be kept as an idea.")
NotByPersonError = saying(
    "This was not written by a person, so it is nobody's idea. To share one of your own, type"
    " `{command} what you have in mind`.",
    subject="idea",
)
NotInDirectMessagesError = saying(
    "What is said in direct messages stays there. To share an idea, type"
    " `{command} what you have in mind` in a channel that I am in.",
    subject="idea",
)
AlreadyIdeaError = saying("This is an idea already: <{url}|here is its card>.")
ChannelOffError = saying(
    "In this channel nothing is kept. `{command} channel on` would change that.",
    subject="groundswell",
)
StrangersIdeaError = saying(
    "{name} belongs to another organisation, and I only keep ideas of people within this one."
    " Nothing was kept."
)
LeaversIdeaError = saying("{name} has left this workspace and could not say no. Nothing was kept.")
LeftAloneError = saying(
    "{name} decides alone which of their messages are kept. Tell them that you like this one?"
    " Nothing was kept."
)
AuthorRefusedError = saying("Its author would rather not have this kept as an idea.")

# Lists, channels and boards

UnknownListError = saying(
    "I don't know the list “{word}”. Type `{command} list` with `open`, `testing`, `adopted`,"
    " `parked`, `mine` or `waiting`, and the number of a page. To share an idea that begins so,"
    " type `{command}` alone.",
    subject="idea",
)
SupportingOneselfError = saying(
    "This idea is yours: it is others' support that shows it should be tried."
)
NotInChannelError = saying(
    "I am not in this channel, so I cannot do that here. Type `/invite @{bot}` first,"
    " then try again.",
    field="channel",
)
UnknownPeriodError = saying(
    "I don't know the period “{word}”. Type `{command}` with `week`, `month`, `quarter` or `all`.",
    subject="leaderboard",
)
UnreadableTimeError = saying(
    "I could not read “{text}” as a day and an hour. Type it like `weekly Mon 09:00`."
)
UnknownWatchError = saying(
    "I don't know “{word}”. Type `{command} channel on`, `ask` (nothing is kept without its"
    " author's yes) or `off`.",
    subject="groundswell",
)


def check_length(text: str, limit: int, field: str = "reason") -> None:
    """Raises `TooLongError` past `limit` characters, counted as they were typed."""
    if (length := len(unescape(text))) > limit:
        error = TooLongError(length=length, limit=limit)
        error.field = field
        raise error


name_errors(globals())
