import sys
from collections.abc import Callable

import pytest

from hiddenmath.xray import _hooks
from hiddenmath.xray._program import Sources, run_source
from hiddenmath.xray._recorder import Recorder

READY = "import numpy as np\nrng = np.random.default_rng(0)\n"


@pytest.fixture
def record() -> Callable[[str], Recorder]:
    """Run a program that has `np` and `rng` ready, in this process, and answer what was recorded."""
    main = sys.modules["__main__"]

    def run(program: str) -> Recorder:
        sources = Sources(Recorder())
        try:
            run_source(READY + program, "program.py", sources)
        finally:
            _hooks.recorder = None
            sys.modules["__main__"] = main
        assert not sources.recorder.failure
        return sources.recorder

    return run
