"""Expected trouble of those who lead: teams, what is suggested to them, what they set out to do."""

from bot.domain.errors import BotError


class UnknownTeammateError(BotError, subject="lead"):
    sentence = (
        "I don't know who {name} is. Type `{command} @` and choose people or a user group from"
        " Slack's list; `{command} help` says what else there is."
    )


class GuestError(BotError):
    sentence = "Guests see only some channels, so they cannot lead a team here."


class NotYourTeamError(BotError, subject="lead"):
    sentence = "You have not set up a team yet. Type `{command}` to begin."


class EmptyTeamError(BotError, field="people"):
    sentence = "A team needs at least one other person. Choose who is in it."


class TooManyNamedError(BotError, field="people"):
    sentence = (
        "These are {count} people, and {most} is the most that can be named one by one. For a"
        " larger team take a user group or a channel."
    )


class TeamTooLargeError(BotError, field="source"):
    sentence = (
        "That is more than {most} people, too many to lead as one team. Take a smaller group or"
        " channel, or several teams."
    )


class NobodyInSourceError(BotError, field="source"):
    sentence = "There is nobody else in there who could be in your team. Choose another one."


class SourceMissingError(BotError, field="source"):
    sentence = "Choose which one: its people are your team."


class SourceUnseenError(BotError, field="channel"):
    sentence = (
        "I can follow the people of a channel only when I am in there. Invite me with `/invite`,"
        " then choose it again."
    )


class SourceNotYoursError(BotError, field="channel"):
    sentence = "You can follow the people of a channel only when you are in there yourself."


class TeamNameTooLongError(BotError, field="name"):
    sentence = "That name has {length} characters, and {most} is the most."


class TeamNameTakenError(BotError, field="name"):
    sentence = "You lead a team of that name already. Give this one another, to tell them apart."


class TeamUnnamedError(BotError, field="name"):
    sentence = "You lead a team without a name already. Give this one a name, to tell them apart."


class TooManyTeamsError(BotError):
    sentence = "You lead {most} teams, and each has its digest: more would not be read."


class TeamGoneError(BotError, subject="lead"):
    sentence = "This team is gone: it was removed meanwhile. `{command}` sets up another."


class UnknownTeamError(BotError):
    sentence = "You lead no team called “{name}”."


class SeveralTeamsError(BotError, subject="lead"):
    sentence = "You lead several teams. Type `{command}` alone, and choose which one to change."


class NotAdminError(BotError):
    sentence = "Only admins and owners of this workspace invite somebody to lead."


class NobodyToInviteError(BotError, subject="lead"):
    sentence = "Whom would you like to invite? Type `{command} invite @name`."


class TooManyInvitedError(BotError):
    sentence = "That is {count} people, and {most} can be invited at once."


class UnreadablePauseError(BotError):
    sentence = "I could not read “{text}” as a time. Type it like `pause 2w` or `pause 10d`."


class NudgeGoneError(BotError):
    sentence = "What this was about was taken back, so there is nothing left to do."


class NudgeOverError(BotError):
    sentence = "The time for this has passed. The next digest brings something new."


class AskedAlreadyError(BotError, field="words"):
    sentence = "You have asked this already, and once is enough."


class OwnQuestionMissingError(BotError, field="words"):
    sentence = "What would you like to ask? One sentence is enough."


class ForLeadersOnlyError(BotError):
    sentence = "That button belongs to somebody else's digest."


class PromiseOpenError(BotError, subject="lead", field="aim"):
    sentence = (
        "You have set out to do something already. `{command} promise` gives it another day, or"
        " lets it go."
    )


class PromiseOverError(BotError, subject="lead"):
    sentence = "That is over: it was done, let go or too long ago. `{command} promise` starts anew."


class AimGoneError(BotError, field="aim"):
    sentence = "Something has changed meanwhile, and this cannot be done any more. Choose another."


class DayNotOfferedError(BotError, field="day"):
    sentence = "Choose a work day from today to a week ahead, before the hour of your digest."
