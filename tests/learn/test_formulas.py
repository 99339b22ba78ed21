"""Formulas as they read in a terminal: no backslash, no dollar, nothing lost."""

import re

import pytest

from hiddenmath.learn import course, readable

READ = [
    (r"$m\times n$", "m×n"),
    (r"$\sqrt{\sigma_{k+1}^2+\dots}$", "√(σₖ₊₁²+…)"),
    (r"$X_c = U\,\Sigma\,V^\top$", "X_c = U Σ Vᵀ"),
    (r"$\sigma_1\ge\sigma_2\ge\dots\ge 0$", "σ₁≥σ₂≥…≥0"),
    (r"$\cos\theta=\frac{a\cdot b}{\|a\|\,\|b\|}$", "cos θ=(a·b)/(‖a‖ ‖b‖)"),
    (r"$\hat{x}$ and $\bar y$", "x\u0302 and y\u0304"),
    (r"$$\sum_{i=1}^n x_i$$", "∑ᵢ₌₁ⁿ xᵢ"),
    (r"$A^{\lambda}$", "A^λ"),
    (r"$\{1, 2\}$", "{1, 2}"),
    (r"$\begin{pmatrix}1&0.5\\0&x_1\end{pmatrix}$", "(1 0.5; 0 x₁)"),
    ("```\necho $HOME $PATH\n``` and `$x$`", "```\necho $HOME $PATH\n``` and `$x$`"),
    ("It costs $5, and $6 more.", "It costs $5, and $6 more."),
]


@pytest.mark.parametrize(("text", "read"), READ)
def test_a_formula_reads_as_text(text, read):
    assert readable(text) == read


def test_nothing_of_the_course_is_left_as_it_was_typed():
    texts = [lesson.body for lesson in course().lessons]
    for id in course().every_id:
        exercise = course().exercise(id)
        texts += [exercise.task, *exercise.hints, getattr(exercise, "explanation", "")]
        texts += [mistake.message for mistake in getattr(exercise, "mistakes", ())]
    for text in texts:
        left = re.sub(r"```.*?```|`[^`\n]*`", "", readable(text), flags=re.DOTALL)
        assert "$" not in left and "\\" not in left, left
