"""Tasks done side by side in processes, with the same result as one after the other."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from ctypes import CDLL
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

__all__ = ["Pool", "pool", "processors"]

T = TypeVar("T")
MMAP_THRESHOLD, TRIM_THRESHOLD = -3, -1  # mallopt(3)
KEPT_BYTES = 200_000_000
WAITING = 2  # tasks that are made ready beyond those being done: what they hold has to have room


class Pool(Protocol):
    """Does tasks."""

    def each(self, task: Callable[..., T], arguments: Iterable[tuple[Any, ...]]) -> Iterator[T]:
        """Yield what `task` returns for each of `arguments`, as they are done. Raises what a task raises."""
        ...

    def in_order(self, task: Callable[..., T], arguments: Iterable[tuple[Any, ...]]) -> Iterator[T]:
        """The same in the order of `arguments`, of which no more are taken up than can be worked on."""
        ...


@contextmanager
def pool(workers: int) -> Iterator[Pool]:
    """Yield a pool of so many processes; one worker works in this process itself."""
    if workers < 2:
        yield _Here()
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_keep_memory) as executor:
        yield _Beside(executor, workers + WAITING)


def _keep_memory() -> None:
    """Have this process keep the memory of arrays that are done with for the next ones: a tenth of the time (glibc)."""
    with suppress(OSError, AttributeError, TypeError):
        for setting in (MMAP_THRESHOLD, TRIM_THRESHOLD):
            CDLL(None).mallopt(setting, KEPT_BYTES)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Here:
    def each(self, task: Callable[..., T], arguments: Iterable[tuple[Any, ...]]) -> Iterator[T]:
        for some in arguments:
            yield task(*some)

    in_order = each


class _Beside:
    def __init__(self, executor: Executor, most: int) -> None:
        self._executor, self._most = executor, most

    def each(self, task: Callable[..., T], arguments: Iterable[tuple[Any, ...]]) -> Iterator[T]:
        running: set[Future[T]] = set()
        try:
            for some in arguments:
                running.add(self._executor.submit(task, *some))
                if len(running) >= self._most:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    yield from (one.result() for one in done)
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (one.result() for one in done)
        finally:
            for one in running:
                one.cancel()

    def in_order(self, task: Callable[..., T], arguments: Iterable[tuple[Any, ...]]) -> Iterator[T]:
        running: deque[Future[T]] = deque()
        try:
            for some in arguments:
                running.append(self._executor.submit(task, *some))
                if len(running) >= self._most:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        finally:
            for one in running:
                one.cancel()
