"""What tests of several stages need: how a result is found by its words, a browser, a PostgreSQL of their own."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from twosource.model import Claim, Date, Dossier, Entity, Figure, Place, Quote, Span, Utterance

_PLAIN = str.maketrans("“”‘’\u00a0", "\"\"'' ")


class Lookup:
    """Results of a dossier by document and words. Marks are compared plain, so that curling them makes no difference.

    Documents may be named by the beginning of their id.
    """

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.texts = {document.id: document.text for document in dossier.documents}

    def copied_but_alone(self) -> list[str]:
        """Utterances said to be in one document only, though a copy shares the passage they stand in."""
        linked = [{edge.parent, edge.child} for edge in self.dossier.lineage.edges]
        shared = [one for one in self.dossier.reuse if {one.left.document, one.right.document} in linked]
        places = [place for one in shared if one.similarity > 0.9 for place in (one.left, one.right)]
        alone = [claim for claim in self.dossier.claims if claim.kind == "utterance" and claim.documents == 1]
        return [
            claim.text
            for claim in alone
            for one in claim.support
            if any(place.document == one.document and place.span.holds(one.span) for place in places)
        ]

    def id(self, document: str) -> str:
        """The full id of a document."""
        (found,) = [known for known in self.texts if known == document] or [
            known for known in self.texts if known.startswith(document)
        ]
        return found

    def has(self, document: str, words: str) -> bool:
        """True if the clean text of the document has the words."""
        return words.translate(_PLAIN) in self.texts[self.id(document)].translate(_PLAIN)

    def place(self, document: str, words: str) -> Place:
        """Where the words stand first; fails the test if they are not there."""
        full = self.id(document)
        at = self.texts[full].translate(_PLAIN).find(words.translate(_PLAIN))
        assert at >= 0, f"{words!r} is not in the clean text of {full}"
        return Place(full, Span(at, at + len(words)))

    def quotes(self, document: str, words: str) -> list[Quote]:
        """The quotes that have the words in their content, those that hold least beside them first."""
        place = self.place(document, words)
        held = [
            quote
            for quote in self.dossier.quotes
            if quote.document == place.document and _shared(quote.content, place.span) >= 0.8 * place.span.length
        ]
        return sorted(held, key=lambda quote: (quote.kind == "indirect", sum(span.length for span in quote.content)))

    def quote(self, document: str, words: str) -> Quote:
        """The quote whose content the words are."""
        found = self.quotes(document, words)
        assert found, f"no quotation was found at {words!r} in {document}"
        return found[0]

    def figure(self, document: str, words: str) -> Figure:
        """The first figure in the words."""
        place = self.place(document, words)
        found = [
            figure
            for figure in self.dossier.figures
            if figure.document == place.document and figure.span.overlap(place.span)
        ]
        assert found, f"no figure was found at {words!r} in {document}"
        return min(found, key=lambda figure: figure.span)

    def dates(self, document: str, words: str) -> list[Date]:
        """The time expressions in the words."""
        place = self.place(document, words)
        return [
            date for date in self.dossier.dates if date.document == place.document and date.span.overlap(place.span)
        ]

    def utterances(self, quotes: Iterable[Quote]) -> list[Utterance]:
        """The utterances that have every one of these quotes among their variants."""
        ids = {quote.id for quote in quotes}
        return [one for one in self.dossier.utterances if ids <= {variant.quote for variant in one.variants}]

    def claims(self, places: Iterable[Place]) -> list[Claim]:
        """The claims that rest on words at every one of these places."""
        wanted = list(places)
        return [claim for claim in self.dossier.claims if all(rests_on(claim, place) for place in wanted)]

    def entities(self, name: str) -> list[Entity]:
        """The entities that go by a name."""
        return [one for one in self.dossier.entities if name == one.name or name in one.aliases]

    def words(self, claim: Claim) -> str:
        """A claim as a message of a failing test."""
        sides = [f"{s.stance}: {s.document} {s.span.of(self.texts[s.document])!r}" for s in claim.support]
        return f"{claim.kind} {claim.verdict} {claim.documents} {claim.independent} because {claim.because} {sides}"


def rests_on(claim: Claim, place: Place) -> bool:
    """True if a passage of the claim's support has words at the place."""
    return any(one.document == place.document and one.span.overlap(place.span) for one in claim.support)


def _shared(spans: Iterable[Span], wanted: Span) -> int:
    return sum(span.overlap(wanted) for span in spans)


@pytest.fixture(scope="session")
def lookup() -> type[Lookup]:
    """The class `Lookup`, for tests that make a dossier."""
    return Lookup


def missing(flag: str, message: str) -> None:
    """Skip the test for want of a program, or fail it where the environment says that it must be there."""
    pytest.fail(message) if os.environ.get(flag) else pytest.skip(message)


@pytest.fixture(scope="session")
def browser():
    """A real headless Chromium; its absence skips the test, unless TWOSOURCE_NEEDS_BROWSER is set."""
    found = os.environ.get("TWOSOURCE_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None
    )
    if found is None:
        missing("TWOSOURCE_NEEDS_BROWSER", "no Chromium was found: install one, or set TWOSOURCE_CHROMIUM to its path")
    from playwright.sync_api import sync_playwright

    switches = [
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=switches)
        yield started
        started.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a private PostgreSQL; its absence skips the test, unless TWOSOURCE_NEEDS_POSTGRES is set."""
    places = [shutil.which("initdb"), *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), reverse=True)]
    found = next(filter(None, places), None)
    if found is None:
        missing("TWOSOURCE_NEEDS_POSTGRES", "no PostgreSQL was found: install the package postgresql")
    programs = Path(str(found)).resolve().parent
    as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []  # PostgreSQL does not run as root
    folder = tempfile.mkdtemp(prefix="twosource-postgres-")
    if as_user:
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        command = [*as_user, str(programs / program), "-D", f"{folder}/data", *arguments]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)

    run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    run("pg_ctl", "-w", "-l", f"{folder}/log", "-o", options, "start")
    yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    run("pg_ctl", "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def database_of_postgres(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Makes an empty database in the private PostgreSQL and gives its URL."""

    def made() -> str:
        from uuid import uuid4

        from sqlalchemy import create_engine, text

        name, url = f"desk_{uuid4().hex}", request.getfixturevalue("postgres")
        engine = create_engine(url.replace("postgresql:", "postgresql+pg8000:"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return url.rsplit("/", 1)[0] + f"/{name}"

    return made


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of the kind that the test is given: ``sqlite`` (a file) or ``postgresql`` (a URL)."""
    if request.param == "sqlite":
        return str(tmp_path / "desk.sqlite")
    return request.getfixturevalue("database_of_postgres")()
