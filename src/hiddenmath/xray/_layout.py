"""How an array lies in memory, in one word. Nothing is imported: the program decides what is loaded."""

from typing import Any


def layout(array: Any) -> str:
    """One of

    - "C": row after row; "F": column after column, as LAPACK wants it;
    - "transposed": the transpose of an array that lies row after row, seen without a copy;
    - "strided": with gaps or backwards, such as `A[:, ::2]`: NumPy may have to copy it before it can multiply;
    - the format of a sparse matrix, such as "csr"; PyTorch calls it "sparse_csr".

    >>> import numpy as np
    >>> A = np.zeros((4, 6))
    >>> [layout(x) for x in (A, A.T, np.asfortranarray(A), A[:, ::2], A[0], A[:, 0])]
    ['C', 'transposed', 'F', 'strided', 'C', 'strided']
    """
    if (kind := getattr(array, "layout", None)) is not None:  # PyTorch's
        if str(kind) != "torch.strided":
            return str(kind).removeprefix("torch.")
        turned = array.ndim > 1 and array.mT.is_contiguous()
        return "C" if array.is_contiguous() else "transposed" if turned else "strided"
    flags = getattr(array, "flags", None)
    if flags is None:
        return str(getattr(array, "format", "C"))
    if flags.c_contiguous:
        return "C"
    if not flags.f_contiguous:
        return "strided"
    base = getattr(array.base, "flags", None)
    return "transposed" if base is not None and base.c_contiguous else "F"
