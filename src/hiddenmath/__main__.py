"""`python -m hiddenmath` is the command `hiddenmath`."""

from hiddenmath.cli import main

if __name__ == "__main__":
    main()
