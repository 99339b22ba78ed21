"""A few submissions run at a time, some wait, the rest are told to come back."""

import threading

import anyio
import pytest

from hiddenmath.web._desk import Desk
from hiddenmath.web._errors import Refusal


def test_a_full_desk_says_so_and_recovers() -> None:
    desk = Desk(at_once=1, waiting=1)
    begun, finish = threading.Event(), threading.Event()
    answers: list[str] = []

    def slow() -> str:
        begun.set()
        finish.wait()
        return "slow"

    async def ask(work: str) -> None:
        answers.append(await desk.run(slow if work == "slow" else lambda: work))

    async def scene() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(ask, "slow")
            await anyio.to_thread.run_sync(begun.wait)
            tasks.start_soon(ask, "waits")
            await anyio.lowlevel.checkpoint()
            with pytest.raises(Refusal) as refused:
                await ask("too many")
            finish.set()
        await ask("later")
        assert (refused.value.status_code, refused.value.problem.message) == (
            503,
            "Too many programs are running at once.",
        )

    anyio.run(scene)
    assert answers == ["slow", "waits", "later"]


def test_work_that_fails_leaves_its_place() -> None:
    desk = Desk(at_once=1, waiting=0)

    async def scene() -> None:
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await desk.run(lambda: 1 // 0)

    anyio.run(scene)
