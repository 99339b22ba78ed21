"""Noise taken out of series: the trajectory matrix, what is known of the truth, and series as they really come."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.lib.stride_tricks import sliding_window_view
from scipy.signal import savgol_filter, wiener

from hiddenmath import data
from hiddenmath.apply import denoise, draw
from hiddenmath.apply._trajectory import lagged_products, period, through_gaps, usual_window, without_noise
from hiddenmath.data import Image, InputError, Table, read_table
from hiddenmath.linalg import denoise as shrunk

ROWS = np.arange(400.0)
TRUTHS = {
    "two waves": np.sin(2 * np.pi * ROWS / 23) + 0.5 * np.sin(2 * np.pi * ROWS / 7.3),
    "a trend and a season": 3 * ROWS / 400 + np.sin(2 * np.pi * ROWS / 12) + 0.3 * np.cos(2 * np.pi * ROWS / 6),
}


def noisy(truth, sigma=0.5, seed=0):
    return truth + sigma * np.random.default_rng(seed).standard_normal(len(truth))


def table(*columns, names=("a", "b", "c"), **texts):
    return Table(names[: len(columns)], np.column_stack(columns), texts, name="my.csv")


def distance(a, b):
    return np.sqrt(np.mean((a - b) ** 2))


@given(st.integers(4, 40), st.data())
def test_the_trajectory_matrix_is_never_made(n, drawn):
    window = drawn.draw(st.integers(2, n // 2))
    x = np.random.default_rng(n).normal(size=n)
    X = sliding_window_view(x, n - window + 1)
    np.testing.assert_allclose(lagged_products(x, window), X @ X.T, atol=1e-12)


@pytest.mark.parametrize("how", ["shrink", "cut"])
def test_it_is_the_singular_value_decomposition_with_antidiagonals_averaged(how):
    y, window = noisy(TRUTHS["two waves"])[:60], 14
    X = sliding_window_view(y - y.mean(), 60 - window + 1)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    low = (U * shrunk(s, X.shape, how=how).s) @ Vt
    expected = [np.mean([low[i, t - i] for i in range(window) if 0 <= t - i < low.shape[1]]) for t in range(60)]
    found = without_noise(y, window, how)
    np.testing.assert_allclose(found.values, y.mean() + expected, atol=1e-10)
    np.testing.assert_allclose(found.s, s, atol=1e-10)


@pytest.mark.parametrize("sigma", [0.3, 0.8])
@pytest.mark.parametrize("name", TRUTHS)
def test_more_noise_is_gone_than_with_the_usual_filters_at_their_best(name, sigma):
    truth = TRUTHS[name]
    y = noisy(truth, sigma)
    mean = min(distance(np.convolve(np.pad(y, w // 2, "edge"), np.ones(w) / w, "valid"), truth) for w in (3, 5, 9, 15))
    polynomial = min(distance(savgol_filter(y, w, 3), truth) for w in (7, 11, 15, 21))
    statistical = min(distance(wiener(y, w), truth) for w in (3, 5, 9, 15))
    ours = distance(denoise(table(y)).tables["denoised"].matrix[:, 0], truth)
    assert ours < 0.7 * min(mean, polynomial, statistical)


@pytest.mark.parametrize("n", [60, 400, 3000])
def test_the_noise_is_measured_and_where_there_is_only_noise_nothing_is_kept(n):
    y = noisy(np.full(n, 20.0), 3.0)
    found = without_noise(y, usual_window(n), "cut")
    assert found.rank == 0
    assert found.sigma == pytest.approx(y.std(), rel=0.06)
    np.testing.assert_allclose(found.values, y.mean())


def test_sunspots_come_every_eleven_years():
    result = denoise(data.open("sunspots"))
    assert result.numbers["rows"] == 309 and result.tables["denoised"].columns == ("year", "sunspots")
    np.testing.assert_array_equal(result.tables["denoised"].matrix[:, 0], np.arange(1700, 2009))
    assert result.tables["components"].matrix[0, -1] == pytest.approx(10.9, abs=0.4)
    assert result.notes[1] == "'year' is taken as the time."
    assert "repeats every 10.7 ± 0.2 (in 'year')" in result.notes[0] and " and " not in result.notes[0]
    assert draw(result.picture).startswith(b"\x89PNG")


@pytest.mark.parametrize("every", [2.5, 7.0, 12.0, 18.3])
def test_periods_are_found(every):
    assert period(np.sin(2 * np.pi * np.arange(60) / every)) == pytest.approx(every, rel=0.02)


def test_a_slow_pattern_has_no_period():
    assert period(np.linspace(0, 1, 60)) == np.inf


@pytest.mark.parametrize("missing", [[5, 6, 7], [0, 399], range(100, 130)], ids=["some", "the ends", "a hole"])
def test_gaps_are_filled_from_what_the_series_does(missing):
    truth = TRUTHS["two waves"]
    y = noisy(truth, 0.2)
    y[list(missing)] = np.nan
    result = denoise(table(y))
    assert distance(result.tables["denoised"].matrix[:, 0], truth) < 0.1
    assert f"{len(missing)} missing values were filled in" in result.notes[1]


def test_a_gap_is_no_number_of_any_kind():
    y = noisy(TRUTHS["two waves"])
    values = [through_gaps(np.where(ROWS == 9, hole, y), 50, "cut").values for hole in (np.nan, np.nan)]
    infinite = denoise(table(np.where(ROWS == 9, np.inf, y)), window=50, how="cut").tables["denoised"].matrix[:, 0]
    np.testing.assert_array_equal(values[0], infinite)


def test_several_columns_are_denoised_each_and_the_others_left():
    first, second = (noisy(truth) for truth in TRUTHS.values())
    given = table(ROWS, first, second, names=("second", "a", "b"), place=("x",) * 400)
    both, one = denoise(given), denoise(given, column="b")
    for i, y in enumerate((first, second), start=1):
        np.testing.assert_array_equal(both.tables["denoised"].matrix[:, i], without_noise(y, 100, "shrink").values)
    np.testing.assert_array_equal(one.tables["denoised"].matrix[:, :2], given.matrix[:, :2])
    assert one.tables["denoised"].text == given.text
    assert [len(r.notes) for r in (both, one)] == [3, 2]


def csv(times):
    rows = "".join(f"{time},{i % 7}\n" for i, time in enumerate(times))
    return read_table(f"when,v\n{rows}".encode(), name="my.csv")


DAYS = [f"2024-01-{day:02}" for day in range(1, 32)]
TIMES = [
    # the column of times, what is said of it
    (range(30), "'when' is taken as the time."),
    (range(30, 0, -1), "'when' is taken as the time."),
    (DAYS, "'when' is taken as the time."),
    ([f"{y}-{m:02}-01" for y in (2023, 2024) for m in range(1, 13)], "'when' is taken as the time."),
    ([*range(9), *range(12, 30)], "1 step is longer than the others (before line 11)"),
    ([*DAYS[:9], *DAYS[12:]], "1 step is longer than the others (before line 11)"),
    ([*range(20), *np.arange(20, 21, 0.25)], "3 steps are shorter"),
]


@pytest.mark.parametrize(("times", "said"), TIMES)
def test_uneven_times_are_noticed(times, said):
    assert said in denoise(csv(times)).notes[1]


def test_without_noise_nothing_is_changed():
    flat, wave = np.full(50, 7.0), np.sin(0.3 * np.arange(50))
    result = denoise(table(flat, wave))
    np.testing.assert_allclose(result.tables["denoised"].matrix, np.column_stack([flat, wave]), atol=1e-7)
    assert "the same everywhere" in result.notes[0] and "there is no noise" in result.notes[1]


@pytest.mark.parametrize("scale", [1e-200, 1e200])
def test_units_do_not_matter(scale):
    y = noisy(TRUTHS["two waves"])
    one, other = (denoise(table(c * y)).tables["denoised"].matrix for c in (1.0, scale))
    np.testing.assert_allclose(other, scale * one, rtol=1e-9)


def test_trying_it_says_how_much_is_gone():
    truth = table(TRUTHS["two waves"])
    one, again = denoise(truth, add=0.5, seed=3), denoise(truth, add=0.5, seed=3)
    assert one.numbers["error_before"] == pytest.approx(0.5, rel=0.1) and one.numbers["error"] < 0.15
    np.testing.assert_array_equal(one.tables["denoised"].matrix, again.tables["denoised"].matrix)


@pytest.mark.parametrize(
    ("given", "options", "said"),
    [
        (table(np.arange(3.0)), {}, "has 3 values"),
        (table(np.where(ROWS < 300, np.nan, ROWS)), {}, "has 100 of 400 values"),
        (table(ROWS), {"column": "z"}, "no column 'z'"),
        (table(ROWS, k=("x",) * 400), {"column": "k"}, "holds text: 'x'"),
        (table(ROWS), {"window": 300}, "Choose 2 to 200"),
        (Table((), np.empty((3, 0)), {"k": ("x",) * 3}, name="words"), {}, "no column of numbers"),
        (
            read_table(b"v\n" + b"1\n2\n" * 9 + b"3 or so\n", name="my.csv"),
            {"column": "v"},
            "'3 or so' is not a number",
        ),
        (Image(np.zeros((9, 9), np.uint8)), {"column": "v"}, "is an image"),
    ],
)
def test_what_cannot_be_done_is_said(given, options, said):
    with pytest.raises(InputError, match=said):
        denoise(given, **options)
