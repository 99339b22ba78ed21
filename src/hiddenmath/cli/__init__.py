"""The command line: one command a file, put together in `_app`."""


def main() -> None:
    """Entry point of the `hiddenmath` command."""
    from hiddenmath.cli._app import run

    run()
