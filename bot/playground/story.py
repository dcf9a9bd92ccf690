"""Three weeks of the small team's life, lived through Slack's doors before the page opens."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.playground.model import Message
from bot.playground.server import PretendSlack

ZONE = ZoneInfo("Europe/Lisbon")  # Ana's: the team lives by it
WEEKS = 3
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
DIGEST_WAIT = 2.5  # seconds of real time for a digest to come; quiet weeks have none

# week day hour who #channel: what is said. Below it, about the same message:
#   >  a reply in its thread   +  a reaction   ~  what it is changed to   x  taken back
SCRIPT = """
1 Mon 09:04 grace #general: Good morning! New quarter, new board in the hallway :sunny:
1 Mon 09:20 ana #product: /lead @Ben @Chloé @Daniel @Emi @Farid
1 Mon 10:12 ben #product: Planning notes are in the usual folder. Shout if something is missing
  + chloe eyes
1 Mon 14:30 farid #product: Customers keep asking where their order is. Third week in a row
  > daniel: Same in Berlin, two calls this morning
1 Tue 09:15 chloe #design: The new empty states are up for a look
  > emi: Love the little boat. Much calmer than before
  + ana heart
1 Tue 11:40 daniel #product: thanks @Chloé for the empty states, the support team noticed at once
  + ben raised_hands
1 Tue 15:05 emi #product: idea: show "where is my order" right on the first page, before the login
  > farid: That would save me ten calls a day
  > ben: We have the tracking number already, so this could be small
  + farid bulb
1 Wed 09:50 deploy #product: Deployed *2.14.0* to production in 3m 12s
1 Wed 10:30 ana #product: Thanks @Ben for getting 2.14 out without a single night shift
  + grace tada
1 Wed 13:15 farid #random: Anyone up for the harbour run on Sunday?
  > grace: In, if there is coffee after
1 Thu 10:10 ben #product: what if we answered the ten most common questions right in the form?
  > emi: The form could learn them from the search box
1 Thu 16:45 chloe #product: /kudos @Emi for testing the form with three real customers in Osaka
1 Fri 15:30 ana #general: Good first week everybody. See you Monday
  + ben +1
2 Mon 09:06 ben #general: Morning! The lift is out of order again, take the stairs
  + chloe joy
2 Mon 11:20 daniel #product: idea: one checklist for releases, so that nobody has to remember it all
  > ana: Good one. What would be on it first?
  > daniel: The three things we forgot last month
2 Tue 09:30 chloe #product: kudos to @Farid for writing down every call about lost orders
  + daniel raised_hands
2 Tue 14:20 grace #leads: Budget review moves to Thursday
  > ana: Fine with me
2 Wed 09:45 deploy #product: Deployed *2.15.0* to production in 2m 58s
2 Wed 10:25 farid #product: thanks @Daniel and @Ben for the tracking numbers, half the calls
  + emi tada
2 Wed 12:40 emi #random: The cat has taken over the keyboard, please excuse typos
  + farid joy
2 Thu 10:15 ana #product: Kudos to @Chloé for turning the survey into two clear pictures
  + ben raised_hands
2 Thu 15:50 farid #product: we could let customers change the address until the van leaves
  > chloe: I can draw that in an hour
2 Fri 11:05 ben #product: thanks @Daniel for the chekclist
  ~ thanks @Daniel for the checklist, the release took half the time
2 Fri 16:20 emi #general: Sunset over the bay from the roof right now :ocean:
  + chloe heart
3 Mon 09:10 grace #general: Reminder: the office closes at 16:00 on Wednesday
3 Mon 10:35 emi #design: idea: a quiet morning without meetings, once a week, for everybody
  > chloe: Yes please. Wednesday?
  > daniel: I would move my stand-up for that
  + farid +1
3 Tue 11:30 chloe #product: thanks @Emi for the walk through the Osaka recordings, eye-opening
  + farid raised_hands
3 Tue 15:10 daniel #product: Numbers look off in the dashboard today, I am on it
  > daniel: Found it: a time zone. Of course it was a time zone
  + ben joy
3 Wed 09:40 deploy #product: Deployed *2.16.0* to production in 3m 01s
3 Wed 10:20 ana #product: thanks @Ben for the calm migration on a busy day
  + chloe clap
3 Wed 14:15 farid #product: idea: send the driver's photo with the delivery text
  > ben: Would need a yes from the drivers, but I like it
  > emi: We could try it in one city first
  + emi bulb
3 Thu 09:55 chloe #product: /kudos @Daniel for staying with the Lyon customer until it worked
3 Thu 11:25 daniel #design: The dark theme is ugly
  x
3 Thu 15:40 ana #product: Kudos to @Chloé for the address page, from sketch to test in two days
  + daniel raised_hands
3 Fri 10:05 emi #product: idea: read one customer letter aloud at the start of each planning
3 Fri 12:30 farid #random: Harbour run: three of us, one dolphin, no coffee. Next time
  + grace dolphin
3 Fri 16:10 ben #general: Have a good weekend all :wave:
"""

_CALLS_THE_BOT = re.compile(r"^(idea:|what if|we could|thanks|kudos)", re.IGNORECASE)
_SAID = re.compile(r"(\d) (\w{3}) (\d\d):(\d\d) (\w+) #(\w+): (.+)")
_ABOUT = re.compile(r"  ([>+~x]) ?(.*)")


@dataclass(frozen=True, slots=True)
class Line:
    at: timedelta  # since the Monday it begins
    who: str
    channel: str
    text: str
    about: tuple[tuple[str, str], ...] = ()


def lines(script: str = SCRIPT) -> list[Line]:
    found: list[Line] = []
    for row in script.strip("\n").splitlines():
        if said := _SAID.fullmatch(row):
            week, day, hour, minute, who, channel, text = said.groups()
            days = (int(week) - 1) * 7 + DAYS.index(day)
            at = timedelta(days=days, hours=int(hour), minutes=int(minute))
            found.append(Line(at, who, channel, text))
        elif about := _ABOUT.fullmatch(row):
            last = found.pop()
            step = (about[1], about[2])
            found.append(Line(last.at, last.who, last.channel, last.text, (*last.about, step)))
        else:
            raise ValueError("The story does not understand a line: " + row)
    return found


def today(now: datetime) -> datetime:
    """Where the story ends and the box opens: this week's Monday, nine o'clock."""
    local = now.astimezone(ZONE)
    monday = local - timedelta(days=local.weekday())
    return monday.replace(hour=9, minute=0, second=0, microsecond=0)


def beginning(now: datetime) -> datetime:
    start = today(now).replace(tzinfo=None, hour=0) - timedelta(weeks=WEEKS)
    return start.replace(tzinfo=ZONE)


def play(slack: PretendSlack, until: datetime, said: Callable[[int, int], None] = print) -> None:
    """Live it all, with the bot listening, and rest at `until`."""
    story = Telling(slack, until)
    script = lines()
    for number, line in enumerate(script, 1):
        story.tell(line)
        said(number, len(script))
    story.rest()


class Telling:
    def __init__(self, slack: PretendSlack, until: datetime) -> None:
        self._slack = slack
        self._clock = slack.workspace.clock
        self._until = until
        first = until.astimezone(ZONE).replace(tzinfo=None, hour=0) - timedelta(weeks=WEEKS)
        self._monday = first
        self._day = -1
        self._is_patient = True

    def tell(self, line: Line) -> None:
        self._new_day(line.at)
        self._move(line.at)
        if line.who == "deploy":
            self._slack.workspace.say_as_app("deploy_bot", line.channel, line.text)
            return
        person = self._slack.person(line.who)
        if line.text.startswith("/"):
            person.command(line.channel, line.text)
            self._settle()
            return
        message = person.say(line.channel, line.text)
        if _CALLS_THE_BOT.search(line.text):
            self._settle()  # so that it answers before the others go on talking
        for after, (sign, rest) in enumerate(line.about, 1):
            self._move(line.at + timedelta(minutes=4 * after))
            self._about(line, message, sign, rest)

    def _about(self, line: Line, message: Message, sign: str, rest: str) -> None:
        author = self._slack.person(line.who)
        if sign == ">":
            who, _, text = rest.partition(": ")
            self._slack.person(who).say(line.channel, text, thread_ts=message.ts)
        elif sign == "+":
            who, _, emoji = rest.partition(" ")
            self._slack.person(who).react(self._now(message), emoji)
        elif sign == "~":
            author.edit(self._now(message), rest)
        else:
            author.delete(self._now(message))

    def _now(self, message: Message) -> Message:
        return self._slack.workspace.message(message.channel, message.ts) or message

    def _move(self, since_monday: timedelta) -> None:
        moment = (self._monday + since_monday).replace(tzinfo=ZONE)
        if moment > self._clock.now():
            self._clock.move_to(moment)

    def _new_day(self, at: timedelta) -> None:
        """Let the bot finish a day before the next; on Tuesdays wait for ten o'clock."""
        if at.days != self._day:
            self._settle()
            self._day = at.days
        tuesday = timedelta(days=at.days, hours=10)
        if at.days % 7 == 1 and at > tuesday and self._is_before(tuesday):
            self._move(tuesday)
            self._wait_for_digest()

    def _is_before(self, since_monday: timedelta) -> bool:
        return self._clock.now() < (self._monday + since_monday).replace(tzinfo=ZONE)

    def _wait_for_digest(self) -> None:
        ana = self._slack.person("ana")
        before = len(ana.direct_messages())
        until = time.monotonic() + DIGEST_WAIT
        while time.monotonic() < until and len(ana.direct_messages()) == before:
            time.sleep(0.05)

    def _settle(self) -> None:
        """A bot that is in trouble is not waited for again: the box should open all the same."""
        if self._is_patient:
            try:
                self._slack.settle()
            except TimeoutError:
                self._is_patient = False

    def rest(self) -> None:
        self._settle()
        if self._clock.now() < self._until:
            self._clock.move_to(self._until)
        self._settle()
        for message in self._whispers():
            self._slack.workspace.drop(message)

    def _whispers(self) -> Iterator[Message]:
        """What only one person saw is gone when Slack is opened again."""
        space = self._slack.workspace
        for channel in space.channels:
            yield from (each for each in space.messages(channel.id) if each.ephemeral_for)
