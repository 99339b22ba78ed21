"""The command line: one command a file, put together in `_app`."""


def main() -> None:
    """Entry point of the `hiddenmath` command."""
    try:
        from hiddenmath.cli._app import run

        run()
    except KeyboardInterrupt:  # Ctrl-C while modules load; later ones a command handles itself
        raise SystemExit(130) from None
