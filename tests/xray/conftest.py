import sys
from collections.abc import Callable, Iterator

import numpy as np  # noqa: F401  its BLAS must be loaded to be limited
import pytest
import scipy.linalg  # noqa: F401  it has a BLAS of its own
from threadpoolctl import threadpool_limits

from hiddenmath.xray import _hooks
from hiddenmath.xray._program import Sources, run_source
from hiddenmath.xray._recorder import Recorder

READY = "import numpy as np\nrng = np.random.default_rng(0)\n"


@pytest.fixture(autouse=True, scope="session")
def one_thread() -> Iterator[None]:
    """Several BLAS threads on a busy machine wait for each other: what takes milliseconds would take seconds."""
    with pytest.MonkeyPatch.context() as patch, threadpool_limits(1):
        patch.setenv("OPENBLAS_NUM_THREADS", "1")
        yield


@pytest.fixture
def record() -> Callable[..., Recorder]:
    """Run a program that has `np` and `rng` ready, in this process, and answer what was recorded."""
    main = sys.modules["__main__"]

    def run(program: str, memory: int = 256 << 20) -> Recorder:
        sources = Sources(Recorder(memory))
        try:
            run_source(READY + program, "program.py", sources)
        finally:
            _hooks.recorder = None
            sys.modules["__main__"] = main
        assert not sources.recorder.failure
        return sources.recorder

    return run
