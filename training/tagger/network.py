"""The network: a small encoder that finds cues, and a layer that asks, for one cue, which words are its content."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from twosource.annotate.tagger.network import DISTANCES

__all__ = ["LABELS", "Encoder", "Links", "Tagger"]

LABELS = 4  # nothing, content, source, cue
LINK, LINK_HEADS, LINK_WIDE = 192, 4, 384


class Attention(nn.Module):
    """Attention of several heads over the pieces of a window that are `allowed`; None allows all."""

    def __init__(self, size: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = nn.Linear(size, size), nn.Linear(size, size), nn.Linear(size, size)
        self.out = nn.Linear(size, size)

    def forward(self, x: Tensor, allowed: Tensor | None) -> Tensor:
        def split(y: Tensor) -> Tensor:
            return y.unflatten(2, (self.heads, -1)).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=allowed)
        return self.out(mixed.transpose(1, 2).flatten(2))


class Layer(nn.Module):
    """A layer as BERT has it: attention, then a wide layer, each added to its input and normed."""

    def __init__(self, size: int, heads: int, wide: int, dropout: float) -> None:
        super().__init__()
        self.attention, self.norm = Attention(size, heads), nn.LayerNorm(size, eps=1e-12)
        self.wide, self.narrow, self.last = nn.Linear(size, wide), nn.Linear(wide, size), nn.LayerNorm(size, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, allowed: Tensor | None) -> Tensor:
        x = self.norm(x + self.dropout(self.attention(x, allowed)))
        return self.last(x + self.dropout(self.narrow(functional.gelu(self.wide(x)))))


class Encoder(nn.Module):
    """Six layers begun from MiniLM (Wang et al. 2020), with what the uncased words lose: capitals and marks."""

    def __init__(self, config: dict, dropout: float = 0.1) -> None:
        super().__init__()
        size = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], size)
        self.places = nn.Embedding(config["max_position_embeddings"], size)
        self.capitals, self.marks = nn.Embedding(5, size), nn.Embedding(4, size)
        nn.init.zeros_(self.capitals.weight)
        nn.init.zeros_(self.marks.weight)
        self.norm, self.dropout = nn.LayerNorm(size, eps=1e-12), nn.Dropout(dropout)
        heads, wide = config["num_attention_heads"], config["intermediate_size"]
        self.layers = nn.ModuleList(Layer(size, heads, wide, dropout) for _ in range(config["num_hidden_layers"]))

    def forward(self, ids: Tensor, capitals: Tensor, marks: Tensor, there: Tensor | None) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(places) + self.capitals(capitals) + self.marks(marks)
        x = self.dropout(self.norm(x))
        allowed = None if there is None else there[:, None, None, :]
        for layer in self.layers:
            x = layer(x, allowed)
        return x

    @classmethod
    def pretrained(cls, folder: Path) -> "Encoder":
        """The encoder with the weights of `folder`, as published."""
        config = json.loads((folder / "config.json").read_text())
        published = load_file(folder / "model.safetensors")
        published = {name.removeprefix("bert."): value for name, value in published.items()}
        encoder = cls(config)
        types = published["embeddings.token_type_embeddings.weight"][0]
        state = {
            "words.weight": published["embeddings.word_embeddings.weight"] + types,
            "places.weight": published["embeddings.position_embeddings.weight"],
            "norm.weight": published["embeddings.LayerNorm.weight"],
            "norm.bias": published["embeddings.LayerNorm.bias"],
        }
        for at in range(config["num_hidden_layers"]):
            for ours, theirs in LAYER.items():
                for part in ("weight", "bias"):
                    state[f"layers.{at}.{ours}.{part}"] = published[f"encoder.layer.{at}.{theirs}.{part}"]
        missing, unknown = encoder.load_state_dict(state, strict=False)
        if unknown or set(missing) != {"capitals.weight", "marks.weight"}:
            raise ValueError(f"{folder} holds another kind of network: missing {missing}, unknown {unknown}")
        return encoder


LAYER = {
    "attention.query": "attention.self.query",
    "attention.key": "attention.self.key",
    "attention.value": "attention.self.value",
    "attention.out": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "last": "output.LayerNorm",
}


class Links(nn.Module):
    """For one cue: which pieces of the window are its content, its source, itself."""

    def __init__(self, size: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.of_piece, self.of_cue, self.gate = nn.Linear(size, LINK), nn.Linear(size, LINK), nn.Linear(size, LINK)
        self.away = nn.Embedding(DISTANCES, LINK)
        self.norm = nn.LayerNorm(LINK)
        self.layer = Layer(LINK, LINK_HEADS, LINK_WIDE, dropout)
        self.out = nn.Linear(LINK, LABELS)

    def forward(self, pieces: Tensor, cues: Tensor, away: Tensor, there: Tensor | None) -> Tensor:
        """`pieces` [cues, length, LINK] from `of_piece`, `cues` [cues, size] the mean states of each cue."""
        gate = 1 + torch.tanh(self.gate(cues))[:, None, :]
        x = self.norm(pieces * gate + self.of_cue(cues)[:, None, :] + self.away(away))
        return self.out(self.layer(x, None if there is None else there[:, None, None, :]))


class Tagger(nn.Module):
    """The encoder, a head that finds cues, and the links; `aside` are tasks that only help to learn."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        size = encoder.words.embedding_dim
        self.cue = nn.Linear(size, 3)
        self.aside = nn.Linear(size, 2)
        self.links = Links(size)
