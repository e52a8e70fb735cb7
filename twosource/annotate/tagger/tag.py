"""The trained tagger as the finders of this stage use it: texts in, attributions out."""

import hashlib
from collections.abc import Sequence

from twosource.annotate.attribution import Attribution
from twosource.annotate.tagger.decode import attributions
from twosource.annotate.tagger.network import FOLDER, shipped, threads
from twosource.annotate.tagger.trust import known
from twosource.model import MadeWith

__all__ = ["tag", "tagger_in_use"]


def tag(texts: Sequence[str], workers: int | None = None) -> list[list[Attribution]]:
    """Find the attributions of each English text, each with `sure` set, in text order.

    Many texts at once take less time than one after the other; what is found in one does not depend on the others.
    `workers` are the threads that work on them, by default one for each processor, four at most.
    Offsets are those of the text. Raises FileNotFoundError if the package came without its model.

    The network is a small encoder begun from MiniLM (Wang et al. 2020) and trained on PolNeAR (Newell, Margolin and
    Ruths 2018): it finds cues, then asks for each cue which words are its content and its source.

    >>> text = "The mayor said that the harbour is closed"
    >>> [[span.of(text) for span in (*one.source, *one.cue, *one.content)] for one in tag([text])[0]]
    [['The mayor', 'said', 'that the harbour is closed']]
    """
    trained = known()
    judged = shipped().judge(texts, trained.settings.cue, workers or threads())
    return [
        attributions(text, pieces, cues, trained.settings, trained.trust)
        for text, (pieces, cues) in zip(texts, judged, strict=True)
    ]


def tagger_in_use() -> MadeWith:
    """Name, version and SHA-256 of the files of the tagger."""
    digest = hashlib.sha256()
    for file in sorted(FOLDER.iterdir()):
        if file.suffix in {".onnx", ".json"}:
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    trained = known()
    return MadeWith(name=trained.name, version=trained.version, sha256=digest.hexdigest())
