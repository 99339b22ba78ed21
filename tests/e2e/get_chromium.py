"""Prints the path of a Chromium for the browser tests, and gets one first if there is none.

Debian's package where we are root on Debian (it brings its libraries), else Playwright's own build.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def installed() -> str | None:
    """Path of a Chromium or Chrome that is here already: named by CHROMIUM, on the PATH, or Playwright's."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def get() -> str:
    """Path of a Chromium, installed if need be."""
    if path := installed():
        return path
    if Path("/etc/debian_version").exists() and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL, env=quiet)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    path = installed()
    if path is None:
        sys.exit("No Chromium could be found or installed. Install one, or name it: CHROMIUM=/path/to/chrome make test")
    return path


if __name__ == "__main__":
    print(f"Browser for the tests: {get()}")
