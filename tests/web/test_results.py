"""Results are kept under a token for a while; what is old makes room."""

from hiddenmath.web._results import Results


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_file_is_made_when_it_is_asked_for_under_its_token() -> None:
    made: list[str] = []
    results = Results()
    token = results.keep({"scores.csv": lambda: made.append("scores.csv") or b"1,2"})
    assert made == []
    assert results.file(token, "scores.csv") == b"1,2" and made == ["scores.csv"]
    assert results.file(token, "other.csv") is None
    assert results.file("guess", "scores.csv") is None
    assert len(token) >= 32 and token != results.keep({})


def test_results_expire() -> None:
    clock = Clock()
    results = Results(seconds=60, clock=clock)
    token = results.keep({"a": lambda: b"1"})
    clock.now = 60
    assert results.file(token, "a") == b"1"
    clock.now = 61
    assert results.file(token, "a") is None


def test_the_oldest_make_room() -> None:
    results = Results(most=2)
    tokens = [results.keep({"a": lambda: b"1"}) for _ in range(3)]
    assert [results.file(token, "a") for token in tokens] == [None, b"1", b"1"]
