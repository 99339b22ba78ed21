"""`hiddenmath serve`: the course, the tools and the X-ray as pages on this machine."""

from typing import Annotated

import typer

from hiddenmath.cli._options import Content, DataDir


def serve(
    port: Annotated[
        int, typer.Option(help="The first port to try; the next free one is taken.", min=0, max=65535)
    ] = 8000,
    data_dir: DataDir = None,
    content: Content = None,
    browser: Annotated[bool, typer.Option(help="Open the address in a browser when there is a display.")] = True,
) -> None:
    """Open the course, the tools and the X-ray in your browser. Nothing leaves this machine."""
    from hiddenmath import learn, web

    folder = data_dir or learn.data_dir()
    learn.Learner(folder).close()  # a folder that cannot be used is said at once, not by the server while it starts
    learn.course_with(content)  # as well as lessons that cannot be read
    web.serve(port=port, data_dir=folder, content=content, open_browser=browser)
