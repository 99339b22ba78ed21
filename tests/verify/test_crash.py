"""Nothing acknowledged is lost: a server that is killed while drafts pour in has every draft that it said was saved."""

import contextlib
import random
import re
import subprocess
import sys
import threading

import httpx

from hiddenmath.learn import Learner

KILLS = 20
EXERCISES = ["photo/brighten", "photo/grey", "pca/centre", "pca/first-component"]


def start(data):
    command = [sys.executable, "-m", "hiddenmath", "serve", "--no-browser", "--port", "0", "--data-dir", str(data)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    link = re.search(r"http://\S+", server.stdout.readline())[0]
    client = httpx.Client(base_url=link.split("/?")[0], follow_redirects=True)
    client.headers["Origin"] = str(client.base_url).rstrip("/")
    assert client.get(link).status_code == 200
    return server, client


def write_until_it_dies(client, count, acknowledged):
    """Saves numbered drafts, exercise by exercise; what the server acknowledged, by exercise."""
    while True:
        count += 1
        exercise = EXERCISES[count % len(EXERCISES)]
        try:
            client.put(f"/api/drafts/{exercise}", json={"source": f"draft {count}"}).raise_for_status()
        except httpx.TransportError:
            return count
        acknowledged[exercise] = count


def test_a_killed_server_has_every_draft_it_acknowledged(tmp_path, proved):
    chance, acknowledged, count = random.Random(0), {}, 0
    for _ in range(KILLS):
        server, client = start(tmp_path)
        killer = threading.Timer(chance.uniform(0.1, 1.5), server.kill)
        killer.start()
        with contextlib.closing(client):
            count = write_until_it_dies(client, count, acknowledged)
        server.wait()
        server.stdout.close()

        with Learner(tmp_path) as learner:
            for exercise, last in acknowledged.items():
                kept = int(learner.draft(exercise).removeprefix("draft "))
                # One more may have reached the disk whose acknowledgement the kill cut off.
                assert last <= kept <= count
    proved(
        "drafts acknowledged by a server killed (SIGKILL) while it wrote, all found again", f"{count}, {KILLS} kills"
    )


WRITER = """
import sys
from pathlib import Path
from hiddenmath.learn import Learner, Verdict

name, count = sys.argv[2], int(sys.argv[3])
with Learner(Path(sys.argv[1])) as learner:
    for number in range(count, count + 1000):
        learner.record("pca/centre", Verdict(True, "passed", "Right."), f"{name} {number}")
        print(number, flush=True)
"""


def test_two_programs_killed_in_the_middle_of_1000_writes_have_every_attempt_they_acknowledged(tmp_path, proved):
    chance, reached, kills = random.Random(1), {"first": 0, "second": 0}, 0
    for _ in range(KILLS // 2):
        writers = {}
        for name, count in reached.items():
            command = [sys.executable, "-c", WRITER, str(tmp_path), name, str(count)]
            writers[name] = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        for name, writer in writers.items():
            for _ in range(chance.randint(1, 200)):
                writer.stdout.readline()
            writer.kill()
            told = [line for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
            writer.wait()
            writer.stdout.close()
            kills += 1
            with Learner(tmp_path) as learner:
                kept = {kept.attempt.source for kept in learner.history()}
            numbers = {int(source.split()[1]) for source in kept if source.startswith(name)}
            last = max(numbers, default=-1)
            # In their order and without a gap; one more may have reached the disk than was acknowledged.
            assert numbers == set(range(last + 1))
            assert not told or last - 1 <= int(told[-1]) <= last
            reached[name] = last + 1
    total = sum(reached.values())
    proved(
        "attempts acknowledged by two programs killed (SIGKILL) while both wrote, all found again",
        f"{total}, {kills} kills",
    )
