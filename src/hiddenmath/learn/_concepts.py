"""The graph of concepts: what is needed for what, in levels."""

from dataclasses import dataclass

from hiddenmath.learn._course import Course, Lesson


@dataclass(frozen=True)
class ConceptGraph:
    """`levels`: names, each to the right of all that it needs; within a level those near what they need."""

    needs: dict[str, tuple[str, ...]]
    levels: tuple[tuple[str, ...], ...]

    def before(self, name: str) -> set[str]:
        """All that is needed for it, directly or not."""
        direct = set(self.needs[name])
        return direct.union(*(self.before(other) for other in direct))

    def after(self, name: str) -> set[str]:
        """All for which it is needed, directly or not."""
        return {other for other in self.needs if name in self.before(other)}


def concept_graph(course: Course) -> ConceptGraph:
    needs = course.concept_needs
    level: dict[str, int] = {}

    def depth(name: str) -> int:
        if name not in level:
            level[name] = 1 + max((depth(other) for other in needs[name]), default=-1)
        return level[name]

    levels: list[list[str]] = [[] for _ in range(1 + max(map(depth, needs), default=-1))]
    for name in needs:
        levels[level[name]].append(name)
    height: dict[str, float] = {}
    for names in levels:
        names.sort(key=lambda name: sum(height[other] for other in needs[name]) / max(1, len(needs[name])))
        height |= {name: (i + 0.5) / len(names) for i, name in enumerate(names)}
    return ConceptGraph(needs, tuple(map(tuple, levels)))


def concepts_of(course: Course, lesson: Lesson) -> list[str]:
    """The concepts of its exercises, in the order of the course."""
    met = {name for exercise in lesson.exercises.values() for name in exercise.concepts}
    return [name for name in course.concepts if name in met]
