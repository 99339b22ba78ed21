from hiddenmath.xray._expression import Apply, Node, only_part
from hiddenmath.xray._rule import FEWEST_FLOPS, Replace, Rule
from hiddenmath.xray._spectrum import Spectrum


class SvdFactors(Rule):
    """A singular value decomposition with factors that nobody reads

    ## What it finds
    `U, s, Vt = np.linalg.svd(A)` of an m×n matrix where nothing is used of the larger factor but its first min(m, n)
    columns, or nothing at all: `full_matrices=False`. And where only the singular values are used, as in `svd(A)[1]`:
    `compute_uv=False`.

    ## Why it matters
    By default `svd` completes U to a square m×m matrix. For 10 000 points in 50 dimensions that are 10⁸ numbers, of
    which all but 1 in 200 are there only to fill the basis up. Without them the work falls from 4m²n to 14mn²
    operations, and the memory from m² to mn. The singular values alone take 4mn².

    ## When to ignore it
    When you need a basis of the null space of Aᵀ: then those columns are what you want. X-ray claims nothing unless
    the source shows for certain that they are never read: the factor has a name that is never used, or used only as
    `U[:, :len(s)]` or `U[:, :3]`.
    """

    name = "svd-factors"
    lesson = "svd"
    why = "What fills the factors up to square matrices is computed, stored, and never read."

    VALID = (
        """
        U, s, Vt = np.linalg.svd(rng.normal(size=(300, 40)))
        print(U.shape)
        """,
        """
        U, s, Vt = np.linalg.svd(rng.normal(size=(300, 40)))
        print(U[:, 100:].sum(), Vt[0])
        """,
        """
        U, s, Vt = np.linalg.svd(rng.normal(size=(300, 40)), full_matrices=False)
        print(U.shape, s.shape, Vt.shape)
        """,
        """
        U, s, Vt = np.linalg.svd(rng.normal(size=(200, 200)))
        print(s.shape, Vt.shape)
        """,
        """
        s = np.linalg.svd(rng.normal(size=(4, 4)))[1]
        """,
    )
    INVALID = (
        Replace(
            """
            A = rng.normal(size=(300, 40))
            U, s, Vt = np.linalg.svd(A)
            print(s.shape, Vt.shape)
            """,
            "np.linalg.svd(A)",
            "np.linalg.svd(A, full_matrices=False)",
        ),
        Replace(
            """
            A = rng.normal(size=(300, 40))
            U, s, Vt = np.linalg.svd(A, full_matrices=True)
            B = U[:, :len(s)] * s @ Vt
            """,
            "np.linalg.svd(A, full_matrices=True)",
            "np.linalg.svd(A, full_matrices=False)",
        ),
        Replace(
            """
            A = rng.normal(size=(40, 300))
            U, s, Vt = np.linalg.svd(A)
            B = U[:, :3] * s[:3] @ Vt[:3]
            """,
            "np.linalg.svd(A)",
            "np.linalg.svd(A, full_matrices=False)",
        ),
        Replace(
            """
            A = rng.normal(size=(200, 40))
            _, s, _unused = np.linalg.svd(A)
            print(s[0])
            """,
            "_, s, _unused = np.linalg.svd(A)",
            "s = np.linalg.svd(A, compute_uv=False)",
        ),
        Replace(
            """
            A = rng.normal(size=(200, 40))
            s = np.linalg.svd(A)[1]
            """,
            "np.linalg.svd(A)[1]",
            "np.linalg.svd(A, compute_uv=False)",
        ),
    )

    def match(self, node: Node) -> Node | None:
        call, part = only_part(node) or (node, None)
        if part not in (None, 1) or not (
            isinstance(call, Apply) and call.operation in Spectrum.SVD and len(call.operands) == 1
        ):
            return None
        if call.keywords.keys() - {"full_matrices"} or call.flops < FEWEST_FLOPS or len(call.operands[0].shape) != 2:
            return None
        if part == 1:
            return Apply(call.operation, call.operands, node.shape, keywords={"compute_uv": False})
        if call.keywords.get("full_matrices", True) and _is_economical(call):
            return Apply(call.operation, call.operands, (), keywords={"full_matrices": False})
        return None


def _is_economical(call: Apply) -> bool:
    """Is no more read of the larger factor than as many vectors as there are singular values?"""
    rows, columns = call.operands[0].shape
    if rows == columns or call.reads is None:
        return False
    read = call.reads.parts[0 if rows > columns else 2].at_most
    return read is not None and read <= min(rows, columns)
