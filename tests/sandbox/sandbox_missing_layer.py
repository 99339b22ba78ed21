"""Preloaded by one test: the last layer is not there, as on a kernel that was built without it."""

import sys

if "hiddenmath.sandbox._forkserver" in sys.modules:  # in the zygote, not where tests are collected
    sys.modules["hiddenmath.sandbox._seccomp"].unavailable = lambda: "it was left out"  # type: ignore[attr-defined]
