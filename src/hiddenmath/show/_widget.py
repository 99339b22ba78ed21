"""A picture as a widget of a notebook: the element of the pages, in a cell."""

from pathlib import Path

import hiddenmath

try:
    import anywidget
    import traitlets
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        f"Pictures in a notebook need {error.name!r}, which is not installed. Install it: pip install anywidget",
        name=error.name,
    ) from error

CODE = Path(hiddenmath.__file__).parent / "web" / "static" / "notebook.js"


class Widget(anywidget.AnyWidget):
    """A picture in a notebook. The cell's last line shows it; `state` has the numbers it shows now.

    picture
        the visual's name: "plane" is the element `<hm-plane>`
    attributes
        what it was set to; a new dict sets it anew
    state
        what it shows, by name: the numbers that lessons quote. Empty until a browser has drawn it.
    """

    _esm = CODE
    picture = traitlets.Unicode().tag(sync=True)
    attributes = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __repr__(self) -> str:
        return f"<{self.picture}: a picture to move; a notebook shows it>"


def widget(picture: str, **attributes: object) -> Widget:
    """The picture of this name with the attributes that are given."""
    return Widget(picture=picture, attributes={name: value for name, value in attributes.items() if value is not None})
