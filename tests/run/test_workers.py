"""Work done in other processes, and what happens when one of them dies."""

import multiprocessing
import multiprocessing.forkserver
import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from carblog.model.problem import Problem
from carblog.run.workers import Workers
from tests.run import jobs

PATIENCE = 30.0
"""Seconds after which something that should happen soon has not happened."""


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Two processes, for tests that leave them alive; started anew, as at the start of carblog."""
    multiprocessing.forkserver._forkserver._stop()  # type: ignore[attr-defined]
    with Workers(2) as both:
        yield both


def until(condition: object, patience: float = PATIENCE) -> None:
    """Wait for something that other processes do."""
    assert callable(condition)
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    """Whether a process is there and not just waiting to be buried."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def pids(folder: Path) -> list[int]:
    """The processes that said they are at work."""
    return [int(path.name) for path in folder.iterdir()]


@contextmanager
def program(folder: Path) -> Generator[subprocess.Popen[str]]:
    """A program whose two workers are at work without end, in a process group of its own."""
    code = f"from tests.run.jobs import wait_for_ever\nwait_for_ever({str(folder)!r})"
    script = f"if __name__ == '__main__':\n    {code.replace(chr(10), chr(10) + '    ')}"
    path = folder.parent / "program.py"
    path.write_text(script)
    started = subprocess.Popen(
        [sys.executable, str(path)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with started:
        try:
            yield started
        finally:
            started.kill()


def test_every_job_has_its_result(workers: Workers) -> None:
    results = dict(workers.run(jobs.square, range(500), here=0))
    assert results == {number: number * number for number in range(500)}


def test_no_work_is_no_trouble(workers: Workers) -> None:
    assert list(workers.run(jobs.square, [], here=0)) == []
    assert list(workers.run(jobs.square, [])) == []


def test_little_work_is_done_here() -> None:
    with Workers(4) as workers:
        assert {pid for _, pid in workers.run(jobs.process_of, range(5))} == {os.getpid()}


def test_more_work_is_done_here_at_first_and_elsewhere_then() -> None:
    with Workers(2) as workers:
        found = {pid for _, pid in workers.run(jobs.process_of, range(400), here=0.02)}
    assert os.getpid() in found
    assert len(found) > 1


def test_what_was_got_ready_does_the_work() -> None:
    with Workers(2) as workers:
        workers.get_ready()
        done = dict(workers.run(jobs.process_of, range(20), here=0))
    assert os.getpid() not in done.values()


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries decide themselves")
def test_a_worker_keeps_the_memory_that_it_needs_again(workers: Workers) -> None:
    [(_, pages)] = workers.run(jobs.pages_fetched_again, [16 << 20], here=0)
    assert isinstance(pages, int)
    assert pages < 100  # of 4,096


def test_a_worker_does_not_look_for_rubbish_in_what_it_imported(workers: Workers) -> None:
    assert list(workers.run(jobs.is_old, [0], here=0)) == [(0, True)]


def test_one_process_does_everything_itself() -> None:
    with Workers(1) as workers:
        results = workers.run(jobs.process_of, range(20), here=0)
        assert {pid for _, pid in results} == {os.getpid()}


def test_jobs_are_taken_as_they_are_needed(workers: Workers) -> None:
    taken = []

    def numbers() -> Iterator[int]:
        for number in range(100_000):
            taken.append(number)
            yield number

    results = workers.run(jobs.square, numbers(), here=0)
    next(results)
    results.close()
    assert len(taken) < 1000


def test_a_bug_in_a_job_is_raised_with_its_name(workers: Workers) -> None:
    for here in (0.0, PATIENCE):
        with pytest.raises(ValueError, match="right out") as raised:
            list(workers.run(jobs.wrong, range(10), named="photo {}".format, here=here))
        assert raised.value.__notes__ == ["while working on photo 5"]


def test_after_a_bug_there_is_work_as_before(workers: Workers) -> None:
    with pytest.raises(ValueError, match="right out"):
        list(workers.run(jobs.wrong, range(100), here=0))
    assert len(list(workers.run(jobs.square, range(100), here=0))) == 100


def test_jobs_that_kill_their_process_twice_are_named_and_all_others_are_done() -> None:
    with Workers(2) as workers:
        results = dict(workers.run(jobs.fatal, range(30), named="photo {}".format, here=0))
    killed = {n: result for n, result in results.items() if isinstance(result, Problem)}
    assert {n: (str(p.place), p.code) for n, p in killed.items()} == {
        7: ("photo 7", "worker-killed"),
        23: ("photo 23", "worker-killed"),
    }
    assert results.items() - killed.items() == {(n, n) for n in range(30) if n not in killed}


def test_only_as_much_is_under_way_as_fits_into_memory(tmp_path: Path) -> None:
    with Workers(3, memory=100) as workers:
        work = partial(jobs.alone, str(tmp_path))
        heavy = dict(workers.run(work, range(6), weighed=lambda _: 60, here=0))
        light = dict(workers.run(work, range(6, 24), weighed=lambda _: 30, here=0))
    assert set(heavy.values()) == {1}
    assert max(most for most in light.values() if isinstance(most, int)) > 1


def test_a_job_that_takes_more_than_there_is_is_done_alone(tmp_path: Path) -> None:
    weights = {2: 1000}
    with Workers(2, memory=100) as workers:
        work = partial(jobs.alone, str(tmp_path))
        results = dict(workers.run(work, range(5), weighed=lambda n: weights.get(n, 10), here=0))
    assert results.keys() == set(range(5))
    assert results[2] == 1


def test_a_job_that_was_unlucky_once_is_done_again(tmp_path: Path) -> None:
    with Workers(2) as workers:
        work = partial(jobs.fatal_once, str(tmp_path))
        assert dict(workers.run(work, range(30), here=0)) == {n: n for n in range(30)}


def test_workers_never_hear_ctrl_c(workers: Workers) -> None:
    assert {state for _, state in workers.run(jobs.state, range(50), here=0)} == {(True, True)}


def test_leaving_in_the_middle_leaves_no_process() -> None:
    with Workers(2) as workers:
        results = workers.run(jobs.process_of, range(50), here=0)
        found = [pid for _, pid in results if isinstance(pid, int)]
        next(workers.run(jobs.process_of, range(1000), here=0))
    assert found
    until(lambda: not any(map(is_alive, found)))


def test_ctrl_c_ends_everything_within_two_seconds(tmp_path: Path) -> None:
    folder = tmp_path / "pids"
    folder.mkdir()
    with program(folder) as running:
        until(lambda: len(pids(folder)) == 2)
        interrupted = time.monotonic()
        os.killpg(running.pid, signal.SIGINT)
        _, told = running.communicate(timeout=PATIENCE)
        took = time.monotonic() - interrupted
    assert told.count("Traceback") == told.count("KeyboardInterrupt") == 1, told
    assert not any(is_alive(pid) for pid in pids(folder))
    assert took < 2


def test_workers_die_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "pids"
    folder.mkdir()
    with program(folder) as running:
        until(lambda: len(pids(folder)) == 2)
        running.kill()
        running.wait()
        until(lambda: not any(is_alive(pid) for pid in pids(folder)))


def test_a_worker_is_not_the_program_once_more(tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text(
        "print('begun', flush=True)\n"
        "from carblog.run.workers import Workers\n"
        "from tests.run.jobs import square\n"
        "if __name__ == '__main__':\n"
        "    with Workers(2) as workers:\n"
        "        print(len(list(workers.run(square, range(40), here=0))))\n"
    )
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    run = [sys.executable, str(path)]
    told = subprocess.run(run, env=env, capture_output=True, text=True, check=False)
    assert told.stdout.split() == ["begun", "40"], told.stderr


def test_what_an_unfinished_run_left_is_nothing_to_the_next(workers: Workers) -> None:
    left = workers.run(jobs.process_of, range(1000), here=0)
    next(left)
    left.close()
    assert dict(workers.run(jobs.square, range(100), here=0)) == {n: n * n for n in range(100)}


def test_one_job_starts_one_process() -> None:
    before = set(multiprocessing.active_children())
    with Workers(4) as workers:
        assert list(workers.run(jobs.square, [3], here=0)) == [(3, 9)]
        assert len(set(multiprocessing.active_children()) - before) == 1
