"""The process that does what takes long: takes a job, shows that it lives, leaves the result, takes the next."""

import logging
import os
import sys
import threading
import time
from uuid import uuid4

from twosource.store import Database, opened
from twosource.store.dossiers import keep
from twosource.store.jobs import LEASE, Job, JobLost, extended, failed, finishing, next_job, told
from twosource.store.stories import scrub
from twosource.web.comparing import compare_story
from twosource.web.limits import JOB

__all__ = ["STORE", "Worker", "main"]

STORE = "TWOSOURCE_DESK_STORE"
"""The variable of the environment that names the database: a URL may hold a password, and arguments can be read."""
PAUSE = 0.3  # seconds between two looks for work
logger = logging.getLogger(__name__)


class Worker:
    """Does the jobs of a database, one after the other."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._holder = uuid4().hex
        self._told = 0.0

    def once(self) -> bool:
        """Do the next job; False if there is none."""
        job = next_job(self._database, self._holder)
        if job is None:
            return False
        over = threading.Event()
        threading.Thread(target=self._show_life, args=(job, over), daemon=True).start()
        try:
            self._do(job)
        except JobLost:
            logger.warning("job %s was taken away: its story was deleted, or it took too long", job.id)
        except Exception as error:
            logger.exception("job %s failed", job.id)
            self._give_up(job, f"the comparison failed by an error in the program ({type(error).__name__})")
        finally:
            over.set()
        return True

    def _do(self, job: Job) -> None:
        if job.story is None:
            scrub(self._database)
            with finishing(self._database, job.id, self._holder):
                return
        self._told = 0.0

        def progress(stage: str, done: int, total: int | None) -> None:
            if time.monotonic() - self._told > PAUSE:
                self._told = time.monotonic()
                told(self._database, job.id, self._holder, stage, done, total)

        dossier = compare_story(self._database, job.story, progress)
        with finishing(self._database, job.id, self._holder) as connection:
            keep(connection, job.story, dossier)

    def _give_up(self, job: Job, problem: str) -> None:
        try:
            failed(self._database, job.id, self._holder, problem)
        except JobLost:
            logger.warning("job %s was taken away", job.id)

    def _show_life(self, job: Job, over: threading.Event) -> None:
        """Extend the lease until the job is over; a job that never ends takes the process with it."""
        began = time.monotonic()
        while not over.wait(LEASE / 5):
            if time.monotonic() - began > JOB:
                logger.error("job %s took longer than %s seconds", job.id, JOB)
                os._exit(1)
            try:
                extended(self._database, job.id, self._holder)
            except JobLost:
                return


def main() -> None:
    """Work until standard input ends, which it does when the server is gone, however it went."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s worker: %(message)s")
    os.nice(5)  # pages first
    threading.Thread(target=_end_with_server, daemon=True).start()
    worker = Worker(opened(os.environ[STORE]))
    while True:
        if not worker.once():
            time.sleep(PAUSE)


def _end_with_server() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    main()
