"""A field that keeps what is being typed while the page around it changes."""

from nicegui import ui


class TextBox(ui.element, component="text_box.js"):
    """Emits `typed`, `settled` (left or picked) and `entered`, each with the text."""

    def __init__(self, value: str, *, long: bool = False) -> None:
        super().__init__()
        self.props.update({"initial": value, "tag": "textarea" if long else "input"})
        if long:
            self.props["rows"] = 4
