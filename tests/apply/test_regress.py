"""The tool `regress`: the numbers of scikit-learn and statsmodels, four methods side by side, and plain words."""

import io
import json
from fractions import Fraction
from operator import mul

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import linear_model
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from hiddenmath import data
from hiddenmath.apply import draw, regress
from hiddenmath.apply._linear import linear, spread
from hiddenmath.apply._logistic import logistic, separated
from hiddenmath.apply._regression import Regression
from hiddenmath.apply._routes import routes
from hiddenmath.data import InputError, Table, read_table

DIABETES = data.open("diabetes")

# statsmodels 0.15.0, OLS(y, add_constant(X)) on load_diabetes(scaled=False): params, bse, tvalues, pvalues.
OLS = np.array([
    [-334.567138518785, 67.45462110434148, -4.959884631199148, 1.0166172920040632e-06],
    [-0.03636122422362251, 0.2170414354087622, -0.16753125574912486, 0.8670306337000946],
    [-22.859648090498446, 5.835821285014881, -3.917126137703539, 0.00010416711927693208],
    [5.6029620919237075, 0.7171055005609118, 7.813302348874934, 4.2963914195189176e-14],
    [1.1168079933181914, 0.2252381691882695, 4.958342528457895, 1.024278392211404e-06],
    [-1.0899963340632306, 0.5733318585500615, -1.9011612869722563, 0.057947605369199864],
    [0.7464504555142089, 0.530834389766024, 1.4061833029378936, 0.16039024001497454],
    [0.3720047150891369, 0.7824638456267196, 0.4754273531848328, 0.6347232557752203],
    [6.533831935990323, 5.958637837216321, 1.096531139244857, 0.27345869366067943],
    [68.48312496478795, 15.669719238707186, 4.370411742644476, 1.5558990865394572e-05],
    [0.2801169893214957, 0.2733139503593657, 1.0248909320332353, 0.3059895261964204],
])  # fmt: skip
# statsmodels 0.15.0, Logit(versicolor or not, add_constant(iris)), tol=1e-14: params, bse, tvalues, pvalues.
LOGIT = np.array([
    [7.378486553356388, 2.4992970581451357, 2.95222471827033, 0.003154932380959422],
    [-0.24535670802704412, 0.6495614272848294, -0.3777267210164197, 0.7056336153927287],
    [-2.796568094368243, 0.7835470224974284, -3.5691132938705303, 0.00035819151214906307],
    [1.313643313191773, 0.6837798030799511, 1.9211496263486083, 0.05471284669047688],
    [-2.7783439101907725, 1.1731202619469585, -2.3683368196027064, 0.017868260654076165],
])  # fmt: skip


def table(text, name="my.csv"):
    return read_table(text.encode(), name=name)


@pytest.fixture(scope="module")
def diabetes():
    return regress(DIABETES)


def test_standard_errors_t_and_p_are_those_of_statsmodels(diabetes):
    coefficients = diabetes.tables["coefficients"]
    assert coefficients.columns == ("coefficient", "standard error", "t", "p")
    assert coefficients.text["column"] == ("intercept", *DIABETES.columns[:-1])
    np.testing.assert_allclose(coefficients.matrix, OLS, rtol=1e-9)
    numbers = diabetes.numbers
    assert numbers["r_squared"] == pytest.approx(0.5177484222203498, rel=1e-12)
    assert numbers["adjusted_r_squared"] == pytest.approx(0.5065592904853231, rel=1e-12)
    assert numbers["p_of_all"] == pytest.approx(3.8286490381885213e-62, rel=1e-9)


def test_logistic_standard_errors_z_and_p_are_those_of_statsmodels():
    result = regress(data.open("iris"), model="logistic", positive="versicolor")
    np.testing.assert_allclose(result.tables["coefficients"].matrix[:, [0, 2, 3, 4]], LOGIT, rtol=1e-8)
    assert result.numbers["log_likelihood"] == pytest.approx(-72.53483738437913, rel=1e-12)
    assert result.numbers["pseudo_r_squared"] == pytest.approx(0.24029093678080304, rel=1e-9)
    assert result.numbers["newton_steps"] < 8


@pytest.mark.parametrize("ridge", [0.0, 1e-3, 1.0, 1e4])
def test_linear_and_ridge_are_those_of_scikit_learn_to_1e_8(ridge):
    X, y = DIABETES.matrix[:, :-1], DIABETES.matrix[:, -1]
    theirs = (linear_model.Ridge(ridge, solver="svd") if ridge else linear_model.LinearRegression()).fit(X, y)
    ours = regress(DIABETES, ridge=ridge).tables
    np.testing.assert_allclose(ours["coefficients"].matrix[0, 0], theirs.intercept_, rtol=1e-8)
    np.testing.assert_allclose(ours["coefficients"].matrix[1:, 0], theirs.coef_, rtol=1e-8)
    np.testing.assert_allclose(ours["predictions"].matrix[:, -2], theirs.predict(X), rtol=1e-8)


def test_logistic_with_a_ridge_is_that_of_scikit_learn():
    iris = data.open("iris")
    y = np.array(iris.text["species"]) == "virginica"
    theirs = linear_model.LogisticRegression(C=0.5, tol=1e-12, max_iter=10_000, solver="newton-cholesky")
    theirs.fit(iris.matrix, y)
    ours = regress(iris, model="logistic", positive="virginica", ridge=2.0).tables["coefficients"].matrix[:, 0]
    np.testing.assert_allclose(ours, [*theirs.intercept_, *theirs.coef_[0]], rtol=1e-8)


def exactly(X, y):
    """Least squares with an intercept in rational arithmetic: the coefficients, their standard errors and R², each
    rounded once at the end."""
    rows = [[Fraction(1), *map(Fraction, row), Fraction(t)] for row, t in zip(X.tolist(), y.tolist(), strict=True)]
    *columns, answer = zip(*rows, strict=True)
    n = len(columns)
    G = [[sum(map(mul, a, b)) for b in columns] for a in columns]
    # [AᵀA | Aᵀy | I] to [I | x | (AᵀA)⁻¹], by Gauss and Jordan
    M = [
        [*row, sum(map(mul, a, answer)), *(Fraction(i == j) for j in range(n))]
        for i, (row, a) in enumerate(zip(G, columns, strict=True))
    ]
    for k in range(n):
        M[k] = [value / M[k][k] for value in M[k]]
        for i in set(range(n)) - {k}:
            M[i] = [value - M[i][k] * pivot for value, pivot in zip(M[i], M[k], strict=True)]
    x = [row[n] for row in M]
    left = sum((t - sum(map(mul, row, x))) ** 2 for *row, t in rows)
    mean = sum(answer) / len(answer)
    errors = [float(M[i][n + 1 + i] * left / (len(rows) - n)) ** 0.5 for i in range(n)]
    return np.array(x, dtype=float), np.array(errors), float(1 - left / sum((t - mean) ** 2 for t in answer))


def is_exact(result, X, y):
    coefficients, errors, r_squared = exactly(X, y)
    found = result.tables["coefficients"].matrix
    np.testing.assert_allclose(found[:, 0], coefficients, rtol=1e-8)
    np.testing.assert_allclose(found[:, 1], errors, rtol=1e-8)
    assert result.numbers["r_squared"] == pytest.approx(r_squared, rel=1e-12)


def test_diabetes_is_that_of_exact_arithmetic(diabetes):
    """Independent of every library: the digits of statsmodels above agree with it too."""
    is_exact(diabetes, DIABETES.matrix[:, :-1], DIABETES.matrix[:, -1])


@pytest.mark.verify
def test_ames_is_that_of_scikit_learn_and_of_exact_arithmetic_to_1e_8():
    """Fetches the data set once, through the user's pip. Its columns of numbers but two, each the sum of three others;
    rows with all of them."""
    ames = data.get("ames").without(["Total Bsmt SF", "area"])
    numbers = Table(ames.columns, ames.matrix, name="ames")
    complete = numbers.matrix[np.isfinite(numbers.matrix).all(axis=1)]
    at = ames.columns.index("price")
    X, y = np.delete(complete, at, axis=1), complete[:, at]
    result = regress(numbers, target="price", missing="drop")
    theirs = linear_model.LinearRegression().fit(X, y)
    np.testing.assert_allclose(result.tables["predictions"].matrix[:, -2], theirs.predict(X), rtol=1e-8)
    is_exact(result, X, y)
    ridged = regress(numbers, target="price", ridge=1.0, missing="drop").tables["predictions"].matrix[:, -2]
    np.testing.assert_allclose(ridged, linear_model.Ridge(1.0, solver="svd").fit(X, y).predict(X), rtol=1e-8)


def test_the_four_methods_agree_and_lose_digits_as_the_condition_says(diabetes):
    methods = diabetes.tables["methods"]
    error = dict(
        zip(zip(methods.text["method"], methods.text["columns"], strict=True), methods.matrix[:, 0], strict=True)
    )
    raw, even = "as they are", "centred, length 1"
    assert error["QR", raw] < 1e-11 and error["SVD", raw] < 1e-11
    assert 10 * error["QR", raw] < error["normal equations", raw] < 1e-8  # κ² in place of κ
    assert error["gradient descent", raw] > 0.1  # 10,000 steps are far fewer than κ²
    assert max(error[method, even] for method in ("normal equations", "QR", "SVD")) < 1e-12
    assert error["gradient descent", even] < 1e-7
    condition = np.linalg.cond(np.column_stack([np.ones(442), DIABETES.matrix[:, :-1]]))
    np.testing.assert_allclose(methods.matrix[:4, 2], condition, rtol=1e-6)


def test_the_methods_of_a_logistic_regression_agree_too():
    methods = regress(data.open("iris"), model="logistic", positive="versicolor").tables["methods"]
    assert methods.columns == ("error", "loss", "condition", "steps")
    for method, columns, (error, loss, _, steps) in zip(
        methods.text["method"], methods.text["columns"], methods.matrix, strict=True
    ):
        if method.startswith("Newton"):
            assert error < 1e-12 and steps < 10
        else:
            assert error < 1e-9 if columns == "centred, length 1" else error > 0.01  # κ² steps are too many
        assert loss >= 72.53483738437912


def test_gradient_descent_says_how_many_steps_it_took():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 3))
    found = {(route.method, route.columns): route for route in routes(X, X @ [1, 2, 3] + rng.normal(size=60), 0.5)}
    descent = found["gradient descent", "centred, length 1"]
    assert 5 < descent.steps < 200
    for route in found.values():
        np.testing.assert_allclose(route.coefficients, linear(X, X @ [1, 2, 3] + 0, 0.5).coefficients, atol=1)
        np.testing.assert_allclose(route.coefficients, descent.coefficients, rtol=1e-8)


@given(st.integers(0, 10_000), st.integers(4, 30), st.integers(1, 5), st.sampled_from([0.0, 0.1, 10.0]))
@settings(max_examples=30, deadline=None)
def test_at_the_answer_no_direction_leads_down(seed, m, n, ridge):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(m, n)) * 10.0 ** np.arange(n) + 100, rng.normal(size=m)
    found = linear(X, y, ridge)
    gradient = X.T @ found.residuals(X, y) - ridge * found.coefficients
    assert np.abs(gradient).max() <= 1e-9 * np.linalg.norm(X) * np.linalg.norm(y)
    assert abs(found.residuals(X, y).sum()) <= 1e-9 * np.abs(y).sum()


def test_a_mean_a_million_times_the_spread_costs_no_digit():
    """Shifted by a power of two, the columns are exact, and so must the slopes be."""
    rng = np.random.default_rng(1)
    X = rng.integers(-50, 50, size=(40, 3)).astype(float)
    y = X @ [1.0, -2.0, 3.0] + rng.integers(-3, 3, size=40)
    near, far = linear(X, y), linear(X + 2.0**30, y + 2.0**30)
    np.testing.assert_allclose(far.coefficients, near.coefficients, rtol=1e-12)


def test_spread_is_the_root_of_the_diagonal_of_the_inverse():
    rng = np.random.default_rng(2)
    X, w = rng.normal([0, 5, 9], size=(30, 3)), rng.uniform(0.1, 1, 30)
    A = np.column_stack([np.ones(30), X])
    np.testing.assert_allclose(spread(X, w), np.sqrt(np.diag(np.linalg.inv(A.T @ (w[:, None] * A)))), rtol=1e-10)


# Texts, powers, parts


def test_text_becomes_columns_without_the_first_level_and_it_is_said():
    result = regress(data.open("iris"))
    names = result.tables["coefficients"].text["column"]
    assert names[-2:] == ("species = versicolor", "species = virginica")
    assert "one for each level but the first, which the others are compared with: 'species' (without" in result.notes[1]
    species = np.array(data.open("iris").text["species"])
    X = np.column_stack([data.open("iris").matrix[:, :3], species == "versicolor", species == "virginica"])
    theirs = linear_model.LinearRegression().fit(X, data.open("iris").matrix[:, 3])
    np.testing.assert_allclose(result.tables["coefficients"].matrix[1:, 0], theirs.coef_, rtol=1e-9)


def test_a_name_is_no_level():
    rows = "\n".join(f"n{i},{i},{(7 * i) % 5}" for i in range(12))
    assert "does not count: 'name'" in " ".join(regress(table(f"name,a,b\n{rows}\n")).notes)


def test_powers_are_those_of_numpy():
    rng = np.random.default_rng(3)
    x = rng.uniform(-1, 1, 50)
    y = np.sin(3 * x) + 0.1 * rng.normal(size=50)
    result = regress(Table(("x", "y"), np.column_stack([x, y])), degree=5)
    assert result.tables["coefficients"].text["column"] == ("intercept", "x", "x^2", "x^3", "x^4", "x^5")
    expected = np.polynomial.polynomial.polyfit(x, y, 5)
    np.testing.assert_allclose(result.tables["coefficients"].matrix[:, 0], expected, rtol=1e-8)


@pytest.mark.parametrize(("degree", "only"), [(1, True), (2, False), (3, False)])
def test_interactions_are_the_polynomial_features_of_scikit_learn(degree, only):
    X, y = DIABETES.matrix[:, [0, 2, 3, 8]], DIABETES.matrix[:, -1]
    result = regress(Table(tuple("abcdy"), np.column_stack([X, y])), degree=degree, interactions=True)
    theirs = PolynomialFeatures(max(2, degree), interaction_only=only, include_bias=False)
    pipeline = make_pipeline(theirs, StandardScaler(), linear_model.LinearRegression()).fit(X, y)
    np.testing.assert_allclose(result.tables["predictions"].matrix[:, -2], pipeline.predict(X), rtol=1e-7)
    names = {name.replace(" ", " × ") for name in theirs.get_feature_names_out(list("abcd"))}
    assert {*result.tables["coefficients"].text["column"]} == {"intercept", *names}


def test_the_test_rows_have_no_part_in_the_fit():
    result = regress(DIABETES, test=0.25, seed=7)
    part = np.array(result.tables["predictions"].text["part"])
    assert (part == "test").sum() == 110 == result.numbers["test_rows"]
    X, y = DIABETES.matrix[:, :-1], DIABETES.matrix[:, -1]
    theirs = linear_model.LinearRegression().fit(X[part == "learned"], y[part == "learned"])
    np.testing.assert_allclose(result.tables["predictions"].matrix[:, -2], theirs.predict(X), rtol=1e-8)
    assert result.numbers["test_r_squared"] == pytest.approx(theirs.score(X[part == "test"], y[part == "test"]))
    again, other = (regress(DIABETES, test=0.25, seed=seed).tables["predictions"].text["part"] for seed in (7, 8))
    assert again == tuple(part.tolist()) != other


def test_missing_values_of_the_test_rows_are_filled_with_the_mean_of_the_others():
    rows = np.column_stack([np.arange(20.0), np.arange(20.0) ** 2, np.arange(20.0) * 3 + 1])
    part = np.array(regress(Table(("a", "b", "y"), rows), test=0.5).tables["predictions"].text["part"])
    hole = int(np.flatnonzero(part == "test")[0])
    rows[hole, 0] = np.nan
    result = regress(Table(("a", "b", "y"), rows), test=0.5, missing="mean")
    model = Regression.load(result.files["model.npz"])
    mean = rows[part == "learned", 0].mean()
    expected = model.intercept + model.coefficients @ [mean, rows[hole, 1]]
    assert result.tables["predictions"].matrix[hole, -2] == pytest.approx(expected)


def test_rows_without_a_target_are_predicted():
    result = regress(table("x,y\n1,3\n2,5\n3,7\n4,\n"))
    predictions = result.tables["predictions"]
    assert predictions.text["part"] == ("learned", "learned", "learned", "new")
    assert predictions.columns == ("line", "actual", "fitted", "residual")
    assert predictions.matrix[3, 2] == pytest.approx(9) and np.isnan(predictions.matrix[3, 1])
    assert "Rows without a value of 'y': 1." in " ".join(result.notes)


@pytest.mark.parametrize("options", [{}, {"model": "logistic", "positive": "versicolor"}, {"degree": 3, "ridge": 1.0}])
def test_the_saved_model_predicts_the_same(options):
    iris = data.open("iris")
    result = regress(iris, **options)
    content = result.files["model.npz"]
    np.testing.assert_array_equal(Regression.load(content).predict(iris), result.tables["predictions"].matrix[:, -2])
    with np.load(io.BytesIO(content), allow_pickle=False) as saved:
        assert saved["names"].tolist() == list(result.tables["coefficients"].text["column"][1:])


# Separation


def test_separated_outcomes_have_no_best_coefficients_and_the_column_is_named():
    """Wine's first class is told apart without an error by all columns together; setosa by the length of its petals."""
    with pytest.raises(
        InputError, match=r"separate the two values(.|\n)*'petal length' does so alone(.|\n)*Set ridge to"
    ):
        regress(data.open("iris"), model="logistic", positive="setosa")
    with pytest.raises(InputError, match="so no coefficients are best"):
        regress(data.open("wine"), model="logistic", positive="class_0")
    assert regress(data.open("wine"), model="logistic", positive="class_0", ridge=1.0).numbers["right"] > 0.98


SEPARATION = [
    # what, x, y, separated
    ("completely", [0, 1, 2, 3], [0, 0, 1, 1], True),
    ("but for a tie", [0, 1, 1, 2], [0, 0, 1, 1], True),
    ("not at all", [0, 1, 2, 3], [0, 1, 0, 1], False),
    ("in one level", [0, 0, 0, 1], [0, 1, 0, 1], True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("x", "y", "expected"), [case[1:] for case in SEPARATION], ids=[case[0] for case in SEPARATION]
)
def test_separation_is_found_also_where_points_touch(x, y, expected):
    X, y = np.array(x, dtype=float)[:, None], np.array(y, dtype=float)
    assert separated(np.column_stack([np.ones(len(X)), X]), y) is expected
    if expected:
        with pytest.raises(InputError, match="separate"):
            logistic(X, y)
    else:
        assert np.isfinite(logistic(X, y).coefficients).all()


def test_large_odds_alone_are_no_separation():
    """Beyond 15 of log-odds one looks for separation: here two rows in the middle forbid it."""
    x = np.concatenate([np.linspace(-100, 100, 200), [0.4, -0.4]])
    y = np.concatenate([(np.linspace(-100, 100, 200) > 0).astype(float), [0, 1]])
    found = logistic(x[:, None], y)
    assert np.abs(found.odds(x[:, None])).max() > 40
    assert np.isfinite(found.coefficients).all()


# Words


NOTES = [
    # what, table, options, words
    ("the surest", DIABETES, {}, "'body mass index' is the surest (t = 7.81); 4 of 10 coefficients have p below 0.05"),
    ("a ridge", DIABETES, {"ridge": 1.0}, "pulled towards 0 on purpose, so there are no standard errors"),
    ("dependent columns", table("a,b,y\n1,2,1\n2,4,3\n3,6,2\n4,8,5\n"), {}, "'b'. Leave it out, or set a ridge."),
    ("few rows", table("a,b,y\n1,2,1\n2,3,3\n3,7,2\n"), {}, "no more rows than coefficients"),
    ("rows left out", table("a,y\n1,2\n,3\n4,9\n5,7\n"), {"missing": "drop"}, "1 of 4 rows was left out (line 3)"),
    ("what is usual", data.open("iris"), {"model": "logistic", "positive": "versicolor"}, "would be right for 66.7%"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "options", "words"), [case[1:] for case in NOTES], ids=[case[0] for case in NOTES])
def test_what_is_worth_knowing_is_noted(given, options, words):
    assert words in " ".join(regress(given, **options).notes)


REFUSED = [
    # what, table, options, words
    ("a target of text", data.open("iris"), {"target": "species"}, ["text, such as 'setosa'", "model to logistic"]),
    ("no such target", DIABETES, {"target": "blod pressure"}, ["no column", "Did you mean 'blood pressure'"]),
    ("three classes", data.open("iris"), {"model": "logistic"}, ["3 values: 'setosa'", "set positive to"]),
    ("no such value", data.open("iris"), {"model": "logistic", "positive": "rose"}, ["'rose' is none of them"]),
    ("one value", table("a,y\n1,5\n2,5\n"), {"model": "logistic"}, ["only one value: '5'"]),
    ("no other column", table("y\n1\n2\n"), {}, ["no column to explain 'y' by"]),
    ("text only", table("a,b\nx,y\nz,w\n"), {}, ["no column of numbers"]),
    ("missing values", table("a,y\n1,2\n,3\n4,9\n"), {}, ["'a' (line 3)", "set missing to drop"]),
    ("all kept back", table("a,y\n1,2\n3,3\n"), {"test": 0.9}, ["test is 0.9: of 2 rows that leaves 0", "0.25"]),
    ("powers beyond float64", table("a,y\n1e200,2\n2,3\n0,1\n"), {"degree": 2}, ["a^2 overflows", "power of ten"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "options", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_an_unsuitable_table_is_refused_with_the_remedy(given, options, words):
    with pytest.raises(InputError) as caught:
        regress(given, **options)
    assert all(word in str(caught.value) for word in words), str(caught.value)


# Pictures


def test_one_column_is_pictured_with_its_curve_several_with_what_is_so_over_what_was_fitted():
    others = [name for name in DIABETES.columns if name not in ("body mass index", "progression")]
    one = regress(DIABETES, degree=2, without=", ".join(others)).picture
    assert one.name == "fit" and one.attributes["view"] == "curve" and one.attributes["degree"] == 2
    assert one.attributes["points"].count(";") == 441 and one.attributes["x"] == "body mass index"
    result = regress(DIABETES)
    several = result.picture
    assert (several.attributes["x"], several.attributes["y"]) == ("fitted", "progression")
    x, y = np.array([point.split() for point in several.attributes["points"].split(";")], dtype=np.float64).T
    assert np.polyfit(x, y, 1) == pytest.approx([1, 0], abs=1e-6)
    assert np.corrcoef(x, y)[0, 1] ** 2 == pytest.approx(result.numbers["r_squared"])  # what the picture says of it
    assert "steeper" in " ".join(regress(DIABETES, ridge=10.0).notes)
    logistic = regress(data.open("iris"), model="logistic", positive="versicolor").picture
    assert logistic.name == "matrix" and sum(logistic.attributes["value"]["values"]) == 150
    for picture in (one, several, logistic):
        assert draw(picture).startswith(b"\x89PNG")
        json.dumps(picture.attributes, allow_nan=False)


def test_the_given_table_stays_as_it_was():
    before = DIABETES.matrix.copy()
    regress(DIABETES, test=0.2, degree=2, ridge=1.0)
    assert (DIABETES.matrix == before).all()
