"""How arrays lie in memory, those of SciPy and PyTorch, too."""

import numpy as np
import pytest
import scipy.sparse

from hiddenmath.xray._layout import layout

A = np.arange(24.0).reshape(4, 6)
LAYOUTS = [
    (A, "C"), (A[0], "C"), (A[1:3], "C"), (np.float64(3), "C"), (A.reshape(2, 3, 4), "C"),
    (A.T, "transposed"), (A[1:3].T, "transposed"),
    (np.asfortranarray(A), "F"), (np.linalg.qr(A)[0].copy("F"), "F"),
    (A[:, 0], "strided"), (A[:, ::2], "strided"), (A[::-1], "strided"), (np.broadcast_to(A[0], (4, 6)), "strided"),
    (scipy.sparse.csr_array(A), "csr"), (scipy.sparse.coo_array(A), "coo"),
]  # fmt: skip


@pytest.mark.parametrize(("array", "word"), LAYOUTS)
def test_layout(array: object, word: str) -> None:
    assert layout(array) == word


def test_layouts_of_tensors() -> None:
    torch = pytest.importorskip("torch", reason="PyTorch is optional: pip install torch==2.13.0")
    t = torch.arange(24.0).reshape(4, 6)
    sparse = t.to_sparse_coo()
    assert [layout(x) for x in (t, t.T, t[:, ::2], t[0], t[:, 0], sparse)] == [
        "C", "transposed", "strided", "C", "strided", "sparse_coo",
    ]  # fmt: skip
