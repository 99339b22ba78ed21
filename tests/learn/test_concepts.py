"""The graph of concepts, and how long lessons take."""

from hiddenmath.learn import concept_graph, concepts_of, course, times_of


def test_every_concept_but_the_first_two_needs_others_and_there_is_no_circle() -> None:
    graph = concept_graph(course())
    place = {name: level for level, names in enumerate(graph.levels) for name in names}
    assert set(place) == set(course().concepts)
    assert [name for name, needs in graph.needs.items() if not needs] == ["python", "vectors"]
    for name, needs in graph.needs.items():
        assert set(needs) <= set(place) and all(place[other] < place[name] for other in needs)


def test_what_is_named_is_no_detour() -> None:
    """What is needed by something that is needed goes without saying."""
    graph = concept_graph(course())
    for name, needs in graph.needs.items():
        for other in needs:
            assert not any(other in graph.before(third) for third in needs), (name, other)


def test_before_and_after_are_two_ways_to_say_it() -> None:
    graph = concept_graph(course())
    for name in graph.needs:
        assert all(name in graph.after(other) for other in graph.before(name))
    assert graph.before("centring") == {"axis", "broadcasting", "scaling", "shapes", "vectors"}


def test_a_lesson_has_concepts_and_takes_time() -> None:
    for lesson in course().lessons:
        reading, doing = times_of(course(), lesson)
        assert concepts_of(course(), lesson)
        assert 2 <= reading <= 15 and 1 <= doing <= 30
