"""The network as it is loaded: exact where sums could overflow, the same whatever is read beside."""

import hashlib
import platform
from pathlib import Path

import pytest

from twosource.annotate.tagger import network


@pytest.mark.parametrize(
    ("machine", "flags", "expected"),
    [
        ("x86_64", "flags : avx2 avx512_vnni", False),
        ("x86_64", "flags : sse4_1 avx2", True),
        ("AMD64", None, True),
        ("arm64", None, False),
    ],
)
def test_exact_sums_where_the_processor_may_overflow(machine, flags, expected, monkeypatch):
    def read(path: Path, **_: str) -> str:
        if flags is None:
            raise FileNotFoundError(path)
        return flags

    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(Path, "read_text", read)
    network._may_overflow.cache_clear()
    assert network._may_overflow() is expected
    monkeypatch.undo()
    network._may_overflow.cache_clear()


def test_as_many_threads_as_one_likes_find_the_same():
    texts = ["Lund said the pier was closed.\n\n“It is old,” said Berg.", "", "Holm denied that he had left."]
    alone, together = ([len(judged) for _, judged in network.shipped().judge(texts, 0.4, n)] for n in (1, 3))
    assert alone == together and sum(alone) == 3


def test_a_folder_without_a_network_is_told(tmp_path):
    with pytest.raises(FileNotFoundError, match="no tagger in"):
        network.Network.load(tmp_path)


def test_the_card_is_of_the_files_beside_it():
    card = (network.FOLDER / "CARD.md").read_text(encoding="utf-8")
    for file in network.FOLDER.glob("*.onnx"):
        assert hashlib.sha256(file.read_bytes()).hexdigest() in card
    assert sum(file.stat().st_size for file in network.FOLDER.iterdir()) < 25 * 2**20
