import numpy as np

from hiddenmath.xray._effects import effects
from hiddenmath.xray._expression import Apply, Operand, product, transpose
from hiddenmath.xray._loops import loop_around, names_in
from hiddenmath.xray._rule import Again, Repeated, Rule, Whole

HOW = "All vectors are needed at once, in an array or a list."
AT_LEAST = 8
"""So many vectors are multiplied at once when it is measured: how many a loop has is not recorded."""


class ColumnLoop(Rule):
    """One matrix times many vectors, one at a time

    ## What it finds
    `for j in range(n): C[:, j] = A @ B[:, j]`, `[A @ x for x in X]`, and `out.append(A @ x)` as all that a loop does:
    the same matrix times vectors that are all there before the loop begins.

    ## Why it matters
    A product of a matrix and a vector reads the whole matrix for two operations with each element: it is as fast as
    memory is. One product with all the vectors as columns reads it once and works on it in cache, often ten times
    faster, and Python's loop is gone.

    ## When to ignore it
    When the vectors together do not fit into memory. A loop in which a product depends on the one before, as in
    `x = A @ x`, is another thing, and X-ray says nothing of it.
    """

    name = "column-loop"
    lesson = "matmul"
    why = "One product with all vectors as columns reads the matrix once, and not once for every vector."

    VALID = (
        """
        A, x = rng.normal(size=(800, 800)) / 800, np.ones(800)
        for _ in range(20):
            x = A @ x
        """,
        """
        A, B = rng.normal(size=(2, 800, 800))
        C = A @ B
        """,
        """
        A, B = rng.normal(size=(2, 800, 800))
        for j in range(1, 20):
            B[:, j] = A @ B[:, j - 1]
        """,
        """
        A, B = rng.normal(size=(2, 800, 800))
        for j in range(20):
            B[:, j] = A @ B[:, j]
            A[0, 0] = B[0, j]
        """,
        """
        A, B = rng.normal(size=(2, 10, 10))
        C = np.array([A @ x for x in B])
        """,
    )
    INVALID = (
        Again(
            """
            A, B, C = rng.normal(size=(3, 800, 800))
            for j in range(40):
                C[:, j] = A @ B[:, j]
            """,
            "for j in range(40): C[:, j] = A @ B[:, j]",
            "C[:, :40] = A @ B[:, :40]",
            "40 times, on the same A",
        ),
        Again(
            """
            A, X = rng.normal(size=(2, 800, 800))
            C = np.array([A @ x for x in X[:40]])
            """,
            "np.array([A @ x for x in X[:40]])",
            "np.asarray(X[:40]) @ A.T",
            "40 times, on the same A",
        ),
        Again(
            """
            A, X, out = rng.normal(size=(800, 800)), list(rng.normal(size=(30, 800))), []
            for x in X:
                out.append(x.dot(A))
            """,
            "for x in X: out.append(x.dot(A))",
            "out.extend(np.asarray(X) @ A)",
            "30 times, on the same A",
        ),
    )

    def match_repeated(self, repeated: Repeated) -> Whole | None:
        node, same = repeated.node, repeated.same
        if not node.is_product or same is None or len(node.shape) != 1 or len(repeated.places) != 1:
            return None
        matrix, vector = node.operands[same], node.operands[1 - same]
        if not isinstance(matrix, Operand) or not isinstance(vector, Operand) or repeated.times < AT_LEAST:
            return None
        loop = loop_around(repeated.places[0], vector.source)
        if loop is None or names_in(matrix.source) & loop.changes or effects(matrix.source, repeated.places[0].imports):
            return None
        left = node.operands[0] if same == 0 else transpose(node.operands[1])
        rows = np.resize([operands[1 - same] for operands in repeated.samples], (AT_LEAST, left.shape[1]))
        vectors = loop.vectors(rows)
        if loop.gives_columns:
            columns = transpose(vectors)
            before, after = Apply("each column", (left, columns), (left.shape[0], AT_LEAST)), product(left, columns)
        else:
            right = transpose(left)
            before, after = Apply("each row", (vectors, right), (AT_LEAST, left.shape[0])), product(vectors, right)
        return Whole(before, after, loop.source, loop.template, AT_LEAST, HOW)
