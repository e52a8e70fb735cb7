"""The trained network as the two graphs that are shipped, with whole numbers for weights."""

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.tagger.network import Tagger

__all__ = ["export"]


class Reads(nn.Module):
    """A window in, cue tags, states and projected states out."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, capitals: Tensor, marks: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        states = self.model.encoder(ids, capitals, marks, None)
        return self.model.cue(states).softmax(2), states, self.model.links.of_piece(states)


class Asks(nn.Module):
    """Cues and the projected states of the pieces around each in, labels out."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.links = model.links

    def forward(self, pieces: Tensor, cues: Tensor, away: Tensor) -> Tensor:
        return self.links(pieces, cues, away, None).softmax(2)


def export(model: Tagger, folder: Path) -> None:
    """Write ``encoder.onnx`` and ``links.onnx`` to `folder`."""
    model = model.float().eval()
    folder.mkdir(parents=True, exist_ok=True)
    size = model.encoder.words.embedding_dim
    numbers = tuple(torch.ones((1, 40), dtype=torch.long) for _ in range(3))  # one tensor given thrice is one input
    long, some = torch.export.Dim("pieces", min=2, max=512), torch.export.Dim("cues", min=1, max=512)
    with tempfile.TemporaryDirectory() as work:
        whole = Path(work) / "encoder.onnx"
        torch.onnx.export(
            Reads(model),
            numbers,
            whole,
            dynamo=True,
            external_data=False,
            verbose=False,
            input_names=["ids", "capitals", "marks"],
            output_names=["tags", "states", "projected"],
            dynamic_shapes=({1: long}, {1: long}, {1: long}),
        )
        _smaller(whole, folder / "encoder.onnx")
        whole = Path(work) / "links.onnx"
        given = torch.zeros(3, 40, model.links.of_piece.out_features), torch.zeros(3, size), numbers[0].repeat(3, 1)
        torch.onnx.export(
            Asks(model),
            given,
            whole,
            dynamo=True,
            external_data=False,
            verbose=False,
            input_names=["pieces", "cues", "away"],
            output_names=["labels"],
            dynamic_shapes=({0: some, 1: long}, {0: some}, {0: some, 1: long}),
        )
        _smaller(whole, folder / "links.onnx")


def _smaller(whole: Path, file: Path) -> None:
    graph = onnx.load(whole)
    del graph.graph.value_info[:]  # shapes that hold no longer once the weights are turned
    onnx.save(graph, whole)
    quantize_dynamic(whole, file, per_channel=True, weight_type=QuantType.QInt8)
