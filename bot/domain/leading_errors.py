"""Expected trouble of those who lead: teams, what is suggested to them, what they set out to do."""

from bot.domain.errors import name_errors, saying

UnknownTeammateError = saying(
    "I don't know who {name} is. Type `{command} @` and choose people or a user group from"
    " Slack's list; `{command} help` says what else there is.",
    subject="lead",
)
GuestError = saying("Guests see only some channels, so they cannot lead a team here.")
NotYourTeamError = saying(
    "You have not set up a team yet. Type `{command}` to begin.", subject="lead"
)
EmptyTeamError = saying(
    "A team needs at least one other person. Choose who is in it.", field="people"
)
TooManyNamedError = saying(
    "These are {count} people, and {most} is the most that can be named one by one. For a"
    " larger team take a user group or a channel.",
    field="people",
)
TeamTooLargeError = saying(
    "That is more than {most} people, too many to lead as one team. Take a smaller group or"
    " channel, or several teams.",
    field="source",
)
NobodyInSourceError = saying(
    "There is nobody else in there who could be in your team. Choose another one.", field="source"
)
SourceMissingError = saying("Choose which one: its people are your team.", field="source")
SourceUnseenError = saying(
    "I can follow the people of a channel only when I am in there. Invite me with `/invite`,"
    " then choose it again.",
    field="channel",
)
SourceNotYoursError = saying(
    "You can follow the people of a channel only when you are in there yourself.", field="channel"
)
TeamNameTooLongError = saying(
    "That name has {length} characters, and {most} is the most.", field="name"
)
TeamNameTakenError = saying(
    "You lead a team of that name already. Give this one another, to tell them apart.", field="name"
)
TeamUnnamedError = saying(
    "You lead a team without a name already. Give this one a name, to tell them apart.",
    field="name",
)
TooManyTeamsError = saying(
    "You lead {most} teams, and each has its digest: more would not be read."
)
TeamGoneError = saying(
    "This team is gone: it was removed meanwhile. `{command}` sets up another.", subject="lead"
)
UnknownTeamError = saying("You lead no team called “{name}”.")
SeveralTeamsError = saying(
    "You lead several teams. Type `{command}` alone, and choose which one to change.",
    subject="lead",
)

# Invitations, nudges and promises

NotAdminError = saying("Only admins and owners of this workspace invite somebody to lead.")
NobodyToInviteError = saying(
    "Whom would you like to invite? Type `{command} invite @name`.", subject="lead"
)
TooManyInvitedError = saying("That is {count} people, and {most} can be invited at once.")
UnreadablePauseError = saying(
    "I could not read “{text}” as a time. Type it like `pause 2w` or `pause 10d`."
)
NudgeGoneError = saying("What this was about was taken back, so there is nothing left to do.")
NudgeOverError = saying("The time for this has passed. The next digest brings something new.")
AskedAlreadyError = saying("You have asked this already, and once is enough.", field="words")
OwnQuestionMissingError = saying(
    "What would you like to ask? One sentence is enough.", field="words"
)
ForLeadersOnlyError = saying("That button belongs to somebody else's digest.")
PromiseOpenError = saying(
    "You have set out to do something already. `{command} promise` gives it another day, or"
    " lets it go.",
    subject="lead",
    field="aim",
)
PromiseOverError = saying(
    "That is over: it was done, let go or too long ago. `{command} promise` starts anew.",
    subject="lead",
)
AimGoneError = saying(
    "Something has changed meanwhile, and this cannot be done any more. Choose another.",
    field="aim",
)
DayNotOfferedError = saying(
    "Choose a work day from today to a week ahead, before the hour of your digest.", field="day"
)

name_errors(globals())
