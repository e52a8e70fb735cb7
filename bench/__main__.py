"""Measure one task, or all: ``python -m bench quotes``, ``python -m bench all --limit 20``.

The data sets are not part of the project. They are looked for in the folder ``shared/data`` beside the checkout, or
where ``--data`` says; the scorers in the folder ``score`` beside the data. A task whose data is missing says so.
"""

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path

TASKS = (
    "pages", "quotes", "figures", "relations", "times", "time_specs", "names", "lineage", "copying", "passages",
    "growth", "speed", "annotate", "truth", "edits", "distortions", "occasions", "statements",
    "real", "lookalikes", "archive", "questions", "reading", "desk", "grouping",
)  # fmt: skip
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=(*TASKS, "all"))
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the data sets")
    parser.add_argument("--limit", type=int, help="at most so many documents of each set, for a quick look")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no data at {options.data}: name its folder with --data", file=sys.stderr)
        return 1
    sys.path.insert(0, str(options.data.parent / "score"))
    for task in TASKS if options.task == "all" else (options.task,):
        for row in import_module(f"bench.{task}").measure(options.data, options.limit):
            print(json.dumps({"task": task, **row}, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
