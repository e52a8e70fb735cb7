"""A desk that really runs: server and worker as processes of their own, on either database."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

HERALD = """\
Cable car of Kestrel Bay stops over the water
By Nuno Falk, Bay Herald
4 May 2031

Forty-one passengers hung above Kestrel Bay for six hours on Saturday after a gust tore the rope from its wheel.
“We heard a bang, and then nothing moved at all,” said Mayor Ilse Brandao, who was in cabin 7.
“The children were calmer than we were,” Brandao said.
The operator, Bayline, said on Sunday that the rope had been inspected in April.
"""
RADIO = """\
Thirty-eight trapped in cable car
Coast Radio, 4 May 2031

At least 38 people were trapped in the Kestrel Bay cable car on Saturday night, the fire service said.
“We heard a bang,” Mayor Ilse Brandao told Coast Radio.
A former engineer, who asked not to be named, said the rope had not been inspected since last year.
"""
LATER = """\
Cable car of Kestrel Bay stops over the water
By Nuno Falk, Bay Herald
5 May 2031

Forty-three passengers hung above Kestrel Bay for six hours on Saturday after a gust tore the rope from its wheel.
“We heard a bang, and then nothing moved at all,” said Mayor Ilse Brandao, who was in cabin 7.
The operator, Bayline, said on Sunday that the rope had been inspected in April.
"""


class RunningDesk:
    """A desk as a process, and what the tests ask of it."""

    def __init__(self, store: str, token: str | None = None, host: str = "127.0.0.1") -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "twosource", "serve", "--port", str(self.port), "--host", host]
        known = {"TWOSOURCE_STORE": store, **({"TWOSOURCE_TOKEN": token} if token else {})}
        self.process = subprocess.Popen(command, env={**os.environ, **known}, stdout=subprocess.PIPE, text=True)
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            try:
                urlopen(f"{self.url}/static/desk.css").read()
                return
            except URLError:
                time.sleep(0.1)
        raise AssertionError(f"the desk did not start: {self.process.poll()}")

    def asked(self, path: str, data: object = None, method: str | None = None) -> object:
        """The JSON at a path of the interface; `data` is sent as JSON."""
        body = None if data is None else json.dumps(data).encode()
        request = Request(self.url + path, body, {"content-type": "application/json"}, method=method)
        content = urlopen(request).read()
        return json.loads(content) if content else None

    def finished(self, story: str, seconds: float = 120) -> dict:
        """The newest job of a story, once it is over."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            job = self.asked(f"/api/stories/{story}/job")
            if job["state"] in ("done", "failed"):
                return job
            time.sleep(0.2)
        raise AssertionError(f"the job is not over: {job}")

    def stop(self) -> None:
        """End it as a person would."""
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture(scope="module")
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A running desk on the database that the test is given: ``sqlite`` or ``postgresql``."""
    kind = getattr(request, "param", "sqlite")
    if kind == "sqlite":
        store = str(tmp_path_factory.mktemp("desk") / "desk.sqlite")
    else:
        store = request.getfixturevalue("database_of_postgres")()
    running = RunningDesk(store)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def start_desk() -> Iterator[Callable[..., RunningDesk]]:
    """Starts a desk on a store; what a failed test leaves running is stopped at the end."""
    started: list[RunningDesk] = []

    def start(store: str, **options: str) -> RunningDesk:
        started.append(RunningDesk(store, **options))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.stop()


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Three short reports on files, by name."""
    folder = tmp_path_factory.mktemp("articles")
    made = {}
    for name, text in (("herald", HERALD), ("radio", RADIO), ("later", LATER)):
        made[name] = folder / f"{name}.txt"
        made[name].write_text(text, encoding="utf-8")
    return made
