"""Random examples are the same in every run: what passes here passes for everyone. `make verify` draws new ones."""

from hypothesis import settings


def pytest_configure(config):
    if not config.getoption("--hypothesis-profile"):
        settings.load_profile("ci")  # hypothesis's own: derandomised, and no deadline on slow machines
