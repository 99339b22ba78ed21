"""Wrong solutions as beginners write them; written before the mistakes that the exercises name, and not changed since.

By exercise: what is wrong with it, and the source (its lines, where the exercise gives the first and the rest).
"""

NUMPY = "import numpy as np\n\n\n"


def function(head: str, *lines: str) -> str:
    return f"{NUMPY}def {head}:\n" + "".join(f"    {line}\n" for line in lines)


def counts(*lines: str) -> str:
    return function("counts(text, words)", *lines)


def cosine(*lines: str) -> str:
    return function("cosine(a, b)", *lines)


def product(entry: str, shape: str = "(A.shape[0], B.shape[1])") -> str:
    loops = ["for i in range(A.shape[0]):", "    for j in range(B.shape[1]):", f"        {entry}"]
    return function("product(A, B)", f"C = np.zeros({shape})", *loops, "return C")


def rotate(*lines: str) -> str:
    return function("rotate(points, angle)", *lines)


def turned(*lines: str, angle: str = "np.deg2rad(angle)") -> str:
    matrix = "R = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])"
    return rotate(f"t = {angle}", matrix, *lines)


def line(fit: list[str], predict: list[str]) -> str:
    return "".join(
        f"{text}\n"
        for text in [
            "import numpy as np\n\n\nclass Line:",
            "    def fit(self, x, y):",
            *(f"        {text}" for text in fit),
            "    def predict(self, x):",
            *(f"        {text}" for text in predict),
        ]
    )


SLOPE = "self.slope = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)"
INTERCEPT = "self.intercept = y.mean() - self.slope * x.mean()"


def power(*lines: str) -> str:
    return function("dominant(A)", *lines)


def iterated(*lines: str, steps: int = 500) -> str:
    loop = ["v = np.ones(len(A))", f"for _ in range({steps}):", "    v = A @ v", "    v = v / np.linalg.norm(v)"]
    return power(*loop, *lines)


def rank(*lines: str) -> str:
    return function("best(A, k)", "U, s, Vt = np.linalg.svd(A, full_matrices=False)", *lines)


def layer(forward: list[str], pullback: list[str]) -> str:
    return function("forward(W, x)", *forward) + "\n\n" + function("pullback(W, x, g)", *pullback).removeprefix(NUMPY)


RELU = ["return np.maximum(W @ x, 0)"]


def standardise(fit: list[str], transform: list[str]) -> str:
    return "".join(
        f"{text}\n"
        for text in [
            "import numpy as np\n\n\nclass Standardise:",
            "    def fit(self, X):",
            *(f"        {text}" for text in fit),
            "        return self",
            "    def transform(self, X):",
            *(f"        {text}" for text in transform),
        ]
    )


SCALES = ["self.mean = X.mean(axis=0)", "self.spread = X.std(axis=0)"]


def solve(*lines: str) -> str:
    return function("least_squares(A, b)", *lines)


WRONG = {
    "vectors/word-counts": {
        "counts inside other words": counts("return [text.count(word) for word in words]"),
        "only whether": counts("return [1 if word in text.split() else 0 for word in words]"),
        "a dictionary": counts("return {word: text.split().count(word) for word in words}"),
        "the other way round": counts("return [words.count(word) for word in text.split()]"),
        "the order of the text": counts(
            "from collections import Counter", "return list(Counter(text.split()).values())"
        ),
    },
    "similarity/cosine": {
        "not divided": cosine("return a @ b"),
        "elementwise": cosine("return a * b / (np.linalg.norm(a) * np.linalg.norm(b))"),
        "no square roots": cosine("return a @ b / ((a @ a) * (b @ b))"),
        "brackets forgotten": cosine("return a @ b / np.linalg.norm(a) * np.linalg.norm(b)"),
        "the angle": cosine("return np.arccos(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))"),
        "the distance": cosine("return 1 - a @ b / (np.linalg.norm(a) * np.linalg.norm(b))"),
        "sums for lengths": cosine("return a @ b / (np.sum(a) * np.sum(b))"),
    },
    "matmul/product": {
        "elementwise": function("product(A, B)", "return A * B"),
        "rows with rows": product("C[i, j] = A[i] @ B[j]"),
        "not added up": product("for k in range(A.shape[1]): C[i, j] = A[i, k] * B[k, j]"),
        "the last term left out": product("for k in range(A.shape[1] - 1): C[i, j] += A[i, k] * B[k, j]"),
        "the wrong order": function("product(A, B)", "return B @ A"),
        "the shape of A": product("C[i, j] = A[i] @ B[:, j]", shape="A.shape"),
        "sums multiplied": product("C[i, j] = A[i].sum() * B[:, j].sum()"),
    },
    "maps/rotation": {
        "degrees": turned("return R @ points", angle="angle"),
        "clockwise": turned("return R.T @ points"),
        "points from the left": turned("return points @ R"),
        "elementwise": turned("return R * points"),
        "x overwritten": rotate(
            "t = np.deg2rad(angle)",
            "x, y = points",
            "x = np.cos(t) * x - np.sin(t) * y",
            "y = np.sin(t) * x + np.cos(t) * y",
            "return np.array([x, y])",
        ),
        "a sign missing": rotate(
            "t = np.deg2rad(angle)",
            "return np.array([[np.cos(t), np.sin(t)], [np.sin(t), np.cos(t)]]) @ points",
        ),
        "into degrees": turned("return R @ points", angle="np.rad2deg(angle)"),
        "the matrix alone": turned("return R"),
    },
    "least-squares/solve": {
        "inverse": solve("return np.linalg.inv(A) @ b"),
        "not solved": solve("return A.T @ b"),
        "the fit": solve("return A @ np.linalg.lstsq(A, b)[0]"),
        "all that lstsq gives": solve("return np.linalg.lstsq(A, b)"),
        "the other product": solve("return np.linalg.pinv(A @ A.T) @ A @ A.T @ b"),
        "the residual": solve("return b - A @ np.linalg.lstsq(A, b)[0]"),
    },
    "least-squares/line": {
        "no intercept": line(["self.slope = x @ y / (x @ x)", "return self"], ["return self.slope * x"]),
        "no return in fit": line([SLOPE, INTERCEPT], ["return self.intercept + self.slope * x"]),
        "intercept forgotten in predict": line([SLOPE, INTERCEPT, "return self"], ["return self.slope * x"]),
        "not centred": line(
            ["self.slope = x @ y / (x @ x)", INTERCEPT, "return self"], ["return self.intercept + self.slope * x"]
        ),
        "swapped": line([SLOPE, INTERCEPT, "return self"], ["return self.slope + self.intercept * x"]),
        "x for y": line(
            [
                "self.slope = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((y - y.mean()) ** 2)",
                INTERCEPT,
                "return self",
            ],
            ["return self.intercept + self.slope * x"],
        ),
        "self forgotten": line(
            [SLOPE.removeprefix("self."), "intercept = y.mean() - slope * x.mean()", "return self"],
            ["return intercept + slope * x"],
        ),
    },
    "eigenvectors/power-iteration": {
        "never divided": power("v = np.ones(len(A))", "for _ in range(100): v = A @ v", "return v @ A @ v, v"),
        "never divided, for long": power(
            "v = np.ones(len(A))", "for _ in range(1000): v = A @ v", "return v @ A @ v / (v @ v), v"
        ),
        "the largest entry for the length": power(
            "v = np.ones(len(A))", "for _ in range(100): v = A @ v / abs(A @ v).max()", "return v @ A @ v, v"
        ),
        "vector first": iterated("return v, v @ A @ v"),
        "too few steps": iterated("return v @ A @ v, v", steps=3),
        "length for value": iterated("return np.linalg.norm(A @ v), v"),
        "a row": power("w, V = np.linalg.eigh(A)", "k = abs(w).argmax()", "return w[k], V[k]"),
        "another pair": power("w, V = np.linalg.eigh(A)", "return w[0], V[:, 0]"),
        "the vector alone": iterated("return v"),
    },
    "low-rank/best": {
        "not cut": rank("return U[:, :k] * s[:k] @ Vt"),
        "no singular values": rank("return U[:, :k] @ Vt[:k]"),
        "V for its transpose": rank("return U[:, :k] * s[:k] @ Vt[:, :k].T"),
        "one too few": rank("return U[:, :k-1] * s[:k-1] @ Vt[:k-1]"),
        "one too many": rank("return U[:, :k+1] * s[:k+1] @ Vt[:k+1]"),
        "one part alone": rank("return s[k] * np.outer(U[:, k], Vt[k])"),
        "the last ones": rank("return U[:, -k:] * s[-k:] @ Vt[-k:]"),
        "cut, not approximated": rank("return A[:, :k]"),
    },
    "low-rank/room": {
        "numbers for bytes": function("worth(m, n, size)", "return m * n // (m + n + 1)"),
        "brackets forgotten": function("worth(m, n, size)", "return m * n // (m + n + 1) * size"),
        "rounded": function("worth(m, n, size)", "return round(m * n / (size * (m + n + 1)))"),
    },
    "layer/pullback": {
        "no mask": layer(RELU, ["return np.outer(g, x), W.T @ g"]),
        "not transposed": layer(RELU, ["g = g * (W @ x > 0)", "return np.outer(g, x), W @ g"]),
        "outer turned": layer(RELU, ["g = g * (W @ x > 0)", "return np.outer(x, g), W.T @ g"]),
        "elementwise forward": layer(
            ["return np.maximum(W * x, 0)"], ["g = g * (W @ x > 0)", "return np.outer(g, x), W.T @ g"]
        ),
        "mask of g": layer(RELU, ["g = g * (g > 0)", "return np.outer(g, x), W.T @ g"]),
        "no relu": layer(["return W @ x"], ["g = g * (W @ x > 0)", "return np.outer(g, x), W.T @ g"]),
        "swapped answers": layer(RELU, ["g = g * (W @ x > 0)", "return W.T @ g, np.outer(g, x)"]),
    },
    "broadcast/standardise": {
        "the new data's own mean": standardise(SCALES, ["return (X - X.mean(axis=0)) / X.std(axis=0)"]),
        "no axis": standardise(
            ["self.mean = X.mean()", "self.spread = X.std()"], ["return (X - self.mean) / self.spread"]
        ),
        "variance": standardise(
            ["self.mean = X.mean(axis=0)", "self.spread = X.var(axis=0)"], ["return (X - self.mean) / self.spread"]
        ),
        "not centred": standardise(SCALES, ["return X / self.spread"]),
        "m - 1": standardise(
            ["self.mean = X.mean(axis=0)", "self.spread = X.std(axis=0, ddof=1)"],
            ["return (X - self.mean) / self.spread"],
        ),
        "brackets": standardise(SCALES, ["return X - self.mean / self.spread"]),
        "multiplied": standardise(SCALES, ["return (X - self.mean) * self.spread"]),
    },
}


# For the drills, by one who had not seen which mistakes they name: what is returned, by exercise and head of function.
DRILLS = {
    ("drills/count-rows", "count_rows(A)"): ["A.shape", "A.size", "A.shape[1]", "len(A[0])", "np.ndim(A)"],
    ("drills/column-vector", "column(v)"): ["v.T", "v[None, :]", "v.reshape(1, -1)", "np.array([v]).T[0]"],
    ("drills/every-second-row", "every_second_row(A)"): ["A[:, ::2]", "A[1::2]", "A[:2]", "A[2]"],
    ("drills/first-row", "first_row(A)"): ["A[:, 0]", "A[1]", "A[0, 0]", "A[:1]"],
    ("drills/inner-block", "inner_block(A)"): ["A[1:-1]", "A[1:, 1:]", "A[1:-2, 1:-2]", "A[2:-1, 2:-1]", "A[:, 1:-1]"],
    ("drills/last-column", "last_column(A)"): ["A[-1]", "A[:, -1:]", "A[:, 1]", "A[-1, :]", "A[:, len(A) - 1]"],
    ("drills/trace", "trace(A)"): [
        "A.sum()",
        "np.diag(A)",
        "A[0, 0] + A[-1, -1]",
        "np.linalg.det(A)",
        "np.trace(A) / len(A)",
    ],
    ("drills/upside-down", "upside_down(A)"): ["A[:, ::-1]", "A.T", "A[::-1, ::-1]", "np.sort(A)", "reversed(A)"],
    ("drills/largest-in-column", "largest(A)"): [
        "A.max()",
        "A.max(axis=1)",
        "A.argmax(axis=0)",
        "max(A)",
        "A.min(axis=0)",
    ],
    ("drills/mean-of-rows", "mean_of_rows(A)"): [
        "A.mean()",
        "A.mean(axis=0)",
        "A.sum(axis=1)",
        "A.mean(axis=1, keepdims=True)",
        "A.sum(axis=1) / len(A)",
    ],
    ("drills/where-largest", "where_largest(A)"): [
        "A.argmax()",
        "A.argmax(axis=0)",
        "A.max(axis=1)",
        "A.argmax(axis=1) + 1",
        "A.argmin(axis=1)",
    ],
    ("drills/add-to-columns", "add_to_columns(A, b)"): ["A + b.sum()", "A + b[0]", "A * b", "A - b"],
    ("drills/times-table", "table(a, b)"): ["a * b", "a @ b", "b[:, None] * a", "a[:, None] + b", "np.outer(a, a)"],
    ("drills/count-above", "count_above(A, t)"): [
        "A > t",
        "(A >= t).sum()",
        "A[A > t]",
        "A[A > t].sum()",
        "(A < t).sum()",
        "(A > t).mean()",
        "len(A > t)",
    ],
    ("drills/positive-only", "positive(v)"): [
        "v > 0",
        "np.maximum(v, 0)",
        "np.abs(v)",
        "np.sort(v[v > 0])",
        "v[v < 0]",
        "v[v]",
    ],
    ("drills/relu", "relu(v)"): ["v[v > 0]", "np.abs(v)", "np.max(v, 0)", "np.minimum(v, 0)", "v > 0", "v * (v < 0)"],
    ("drills/rows-of-three", "rows_of_three(v)"): [
        "v.reshape(3, -1)",
        "v.reshape(3, -1).T",
        "v.reshape(3, 3)",
        "v[:3]",
        "v.reshape(-1, 3).T",
    ],
    ("drills/dot-product", "dot(a, b)"): ["a * b", "a.sum() * b.sum()", "np.outer(a, b)", "(a * b).mean()", "a + b"],
    ("drills/matrix-times-vector", "product(A, x)"): [
        "A * x",
        "x @ A",
        "(A * x).sum()",
        "(A * x).sum(axis=0)",
        "A.T @ x",
    ],
    ("drills/distance", "distance(a, b)"): [
        "a - b",
        "np.sum((a - b) ** 2)",
        "np.linalg.norm(a) - np.linalg.norm(b)",
        "np.abs(a - b).sum()",
        "np.linalg.norm(a + b)",
        "np.sqrt(a @ b)",
        "np.sqrt((a - b) ** 2)",
    ],
    ("drills/length", "length(v)"): [
        "len(v)",
        "v @ v",
        "v.sum()",
        "np.sqrt(v.sum())",
        "np.abs(v).sum()",
        "np.sqrt(v ** 2)",
        "np.sqrt((v @ v) / len(v))",
    ],
    ("drills/unit-rows", "unit_rows(A)"): [
        "A / np.linalg.norm(A)",
        "A / np.linalg.norm(A, axis=1)",
        "A / np.linalg.norm(A, axis=0)",
        "A / A.sum(axis=1, keepdims=True)",
        "A / np.linalg.norm(A, axis=1, keepdims=True) ** 2",
        "A / A.max()",
    ],
}
