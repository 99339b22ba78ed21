"""The course in its folder: order and numbers from one file, the rest from each lesson's own."""

import pytest

from hiddenmath.learn import ContentError, Exercise, UnknownExercise, course, course_with

TOML = """
[0]
slug = "start"
title = "Start"
summary = "First."
lessons = { 2 = "a", 10 = "b" }

[1]
slug = "later"
title = "Later"
summary = "Coming."
"""
LESSON = """---
title: A title: with a colon
question: Why?
summary: Because.
minutes: 10
needs:
opens: b, c
---

Text.

---

<hm-exercise name="two"></hm-exercise>
<hm-exercise name="one"></hm-exercise>
"""
EXERCISE = '''"""Double it.

The task.
"""
from hiddenmath.learn import Exercise

def double(x):
    return 2 * x  # blank

exercise = Exercise(solution=double, cases=lambda rng: ((x,) for x in rng.normal(size=(4, 3))))
'''


@pytest.fixture
def content(tmp_path):
    (tmp_path / "course.toml").write_text(TOML, "utf-8")
    for slug in "ab":
        folder = tmp_path / "start" / slug / "exercises"
        folder.mkdir(parents=True)
        (folder.parent / "lesson.md").write_text(LESSON, "utf-8")
        for name in ("one", "two"):
            (folder / f"{name}.py").write_text(EXERCISE, "utf-8")
    return tmp_path


def test_numbers_come_from_one_file_and_order_from_the_lesson(content):
    read = course(content)
    assert [(module.number, module.slug, len(module.lessons)) for module in read.modules] == [
        (0, "start", 2),
        (1, "later", 0),
    ]
    assert [(lesson.number, lesson.slug) for lesson in read.lessons] == [("0.2", "a"), ("0.10", "b")]
    assert read.ids == ["a/two", "a/one", "b/two", "b/one"]
    assert list(read.lesson("a").exercises) == ["a/two", "a/one"]
    assert read.previous("a") is None and read.next("a").slug == "b"
    assert read.previous("b").slug == "a" and read.next("b") is None


def test_front_matter_and_text(content):
    lesson = course(content).lesson("a")
    assert (lesson.title, lesson.question, lesson.minutes) == ("A title: with a colon", "Why?", 10)
    assert (lesson.needs, lesson.opens) == ((), ("b", "c"))
    assert lesson.body.startswith("Text.\n\n---\n\n<hm-exercise")


def test_an_exercise_knows_its_place_and_its_text(content):
    exercise = course(content).exercise("a/one")
    assert isinstance(exercise, Exercise)
    assert (exercise.id, exercise.name, exercise.function) == ("a/one", "one", "double")
    assert (exercise.title, exercise.task) == ("Double it", "The task.")
    assert list(exercise.example_inputs()) == ["x"]


def test_exercises_without_a_lesson_are_ahead_of_it(content):
    folder = content / "later" / "c" / "exercises"
    folder.mkdir(parents=True)
    (folder / "three.py").write_text(EXERCISE, "utf-8")
    read = course(content)
    assert list(read.ahead) == ["c/three"] == read.modules[1].ahead_ids
    assert read.every_id == ["a/two", "a/one", "b/two", "b/one", "c/three"]
    assert read.exercise("c/three") is read.exercise("c/three")
    assert read.exercise("c/three").id == "c/three"
    assert read.ids == ["a/two", "a/one", "b/two", "b/one"]  # it counts for no lesson


def test_a_primer_helps_with_lessons_and_counts_for_nothing(content):
    path = content / "start" / "a" / "lesson.md"
    path.write_text(path.read_text("utf-8").replace("opens: b, c", "primer: b"), "utf-8")
    read = course(content)
    assert [lesson.slug for lesson in read.primers("b")] == ["a"] and read.primers("a") == []
    assert read.ids == ["b/two", "b/one"]
    assert read.placed == read.every_id == ["a/two", "a/one", "b/two", "b/one"]
    assert read.exercise("a/one").id == "a/one"


def test_lessons_of_ones_own_come_after_ours(content):
    listed = TOML.replace("[0]", "[20]").replace("[1]", "[21]").replace("start", "own")
    (content / "course.toml").write_text(listed, "utf-8")
    (content / "start").rename(content / "own")
    both = course_with(content)
    assert both.modules[:9] == course().modules and [lesson.slug for lesson in both.lessons[-2:]] == ["a", "b"]
    assert both.concepts == course().concepts and both.drill_ids == course().drill_ids
    assert course_with(None) is course()


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("start/a/lesson.md", None, "lists the lesson 'a', but there is no file"),
        ("start/a/lesson.md", "No front matter.", "must begin with front matter"),
        ("start/a/lesson.md", LESSON.replace("question: Why?\n", ""), "has no line `question: …`"),
        ("start/a/lesson.md", LESSON.replace("10", "ten"), "`minutes` must be a whole number, not 'ten'"),
        ("start/a/exercises/one.py", None, "places the exercise 'one', but there is no file"),
        ("start/a/exercises/one.py", '"""No exercise."""', "sets no `exercise"),
        (
            "start/a/exercises/one.py",
            "\nimport nothing_here",
            r"one\.py, line 2, ends in ModuleNotFoundError: No module",
        ),
        ("start/a/exercises/one.py", "x = (", r"one\.py, line 1, ends in SyntaxError"),
        ("start/a/exercises/one.py", "raise SystemExit(3)", r"one\.py, line 1, ends in SystemExit: 3"),
        ("start/a/exercises/one.py", EXERCISE.partition('"""\nfrom')[2].join(["from", ""]), "has no docstring"),
    ],
)
def test_a_broken_file_is_named_with_what_it_lacks(content, path, text, words):
    (content / path).unlink() if text is None else (content / path).write_text(text, "utf-8")
    with pytest.raises(ContentError, match=words):
        course(content).exercise("a/one")


@pytest.mark.parametrize(
    ("asked", "suggestion"),
    [("pca/first-componnt", "pca/first-component"), ("center", "pca/centre"), ("grey", "photo/grey")],
)
def test_an_unknown_exercise_suggests_the_nearest(asked, suggestion):
    with pytest.raises(UnknownExercise) as caught:
        course().exercise(asked)
    assert f"Did you mean {suggestion}?" in caught.value.hint


def test_our_course_has_the_start_and_eight_modules():
    slugs = "start data operations maps systems eigen svd networks language"
    assert [module.slug for module in course().modules] == slugs.split()
    assert [module.number for module in course().modules] == list(range(9))
    written = {lesson.slug: lesson.number for lesson in course().lessons}
    assert written | {"photo": "0.1", "vectors": "1.1", "maps": "3.1", "pca": "6.4"} == written  # slugs never change
