"""The list of practices, once it is shown: another page, another topic."""

from bot.slack.listeners import Call
from bot.slack.listening import on
from bot.slack.ui.practices import BACK, MORE, TOPIC, TOPICS, practice_list


@on.action(BACK, MORE)
def page_turned(call: Call) -> None:
    _show(call, call.value["topic"], call.value["page"])


@on.action(TOPIC)
def topic_chosen(call: Call) -> None:
    _show(call, call.chosen)


def _show(call: Call, topic: str | None, page: int = 1) -> None:
    """A topic that is gone since, like none, shows all."""
    tag = topic if topic in TOPICS else None
    call.replace_message(**practice_list(call.reader, tag=tag, page=page).answer)
