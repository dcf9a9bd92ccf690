"""Slack's question before a button does something that cannot be taken back."""

from nicegui import ui

from bot.playground.page.reader import Reader
from bot.playground.page.surface import Json
from bot.playground.page.texts import as_html, label, markup


async def confirmed(question: Json | None, reader: Reader) -> bool:
    if not question:
        return True
    # in the page itself: the button that asks may be redrawn while the question stands
    with ui.context.client.content, ui.dialog() as dialog, ui.element("div").classes("sheet small"):
        markup(f"<h2>{as_html(question['title'], reader)}</h2>", "sheet-title")
        markup(as_html(question["text"], reader), "sheet-body")
        with ui.element("div").classes("sheet-foot"):
            _choice(dialog, label(question["deny"]), answer=False)
            danger = "danger" if question.get("style") == "danger" else "primary"
            _choice(dialog, label(question["confirm"]), answer=True, style=danger)
    answer = await dialog
    dialog.delete()
    return bool(answer)


def _choice(dialog: ui.dialog, words: str, *, answer: bool, style: str = "") -> None:
    button = ui.element("button").classes(f"slack-button {style}")
    button.props(f'data-testid="{"confirm" if answer else "deny"}"')
    button.on("click", lambda: dialog.submit(answer))
    with button:
        ui.label(words)
