"""Keeping a worker alive beside the server: one that stops is started again."""

import os
import subprocess
import sys
import threading

from twosource.web.worker import STORE

__all__ = ["Supervisor"]

PAUSE, LONGEST = 0.5, 30.0  # seconds before a worker that stopped is started again, doubled each time


class Supervisor:
    """Runs a worker as a process of its own on the database `store` (a file or URL)."""

    def __init__(self, store: str) -> None:
        self._store = store
        self._over = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Start the worker."""
        self._thread.start()

    def stop(self) -> None:
        """End the worker; a job that it has in hand is done again after the next start."""
        self._over.set()
        if self._process is not None:
            self._process.terminate()
        self._thread.join(10)

    def _watch(self) -> None:
        pause = PAUSE
        while not self._over.is_set():
            self._process = subprocess.Popen(
                [sys.executable, "-m", "twosource.web.worker"],
                stdin=subprocess.PIPE,
                env={**os.environ, STORE: self._store},
            )
            self._process.wait()
            if not self._over.wait(pause):
                pause = min(2 * pause, LONGEST)
