"""What ``twosource compare`` costs: processor seconds and memory of a fresh process, start included."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).resolve().parents[1] / "example"


def measure(data: Path, limit: int | None) -> list[dict[str, Any]]:
    """Three runs each on the seeds (``data/seeds``) and on the example that ships; the cheapest counts."""
    rows = []
    for name, folder in (("seeds", data / "seeds"), ("example", EXAMPLE)):
        if folder.is_dir():
            rows.append({"system": "twosource compare", "part": name, **min(map(_run, [folder] * 3), key=_seconds)})
    return rows


def _seconds(row: dict[str, float]) -> float:
    return row["cpu_seconds"]


def _run(folder: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as out:
        page = Path(out) / "report.html"
        command = [sys.executable, "-m", "twosource", "compare", "-q", str(folder), "-o", str(page)]
        null = os.open(os.devnull, os.O_WRONLY)
        child = os.posix_spawn(sys.executable, command, dict(os.environ), file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
        os.close(null)
        _, status, usage = os.wait4(child, 0)
        if os.waitstatus_to_exitcode(status) not in (0, 3):
            raise RuntimeError(f"{' '.join(command)} failed")
        size = page.stat().st_size
    return {
        "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 2),
        "memory_mb": round(usage.ru_maxrss / 1024),
        "page_kb": round(size / 1024),
    }
