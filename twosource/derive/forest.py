"""The most probable forest, and how probable each edge of it is.

Every document has one parent or none; a forest's weight is the product of the weights of its edges, exp(score).
The sum over all forests is a determinant (Tutte's matrix-tree theorem), and with it the probability of every edge is
known exactly (Koo et al. 2007, "Structured prediction models via the matrix-tree theorem").
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

__all__ = ["best_forest", "both_roots", "edge_probabilities"]

LEAST_ROOT = 1e-10
"""Beside the likeliest parent a root weighs at least this much, or the determinant would be lost in rounding."""


def edge_probabilities(
    scores: "NDArray[float64]", roots: "NDArray[float64]"
) -> "tuple[NDArray[float64], NDArray[float64], float]":
    """Return the probability of each edge, of each root, and the logarithm of the sum over all forests.

    ``scores[p, c]`` is the log weight of the edge from `p` to `c` (-inf for none), ``roots[c]`` that of `c` having no
    parent (finite).

    >>> import numpy as np
    >>> edges, roots, _ = edge_probabilities(np.array([[-np.inf, 0.0], [0.0, -np.inf]]), np.zeros(2))
    >>> edges.round(3).tolist(), roots.round(3).tolist()  # three forests: 0->1, 1->0, both roots
    ([[0.0, 0.333], [0.333, 0.0]], [0.667, 0.667])
    """
    import numpy as np

    laplacian, weights, root_weights, highest = _laplacian(scores, roots)
    inverse = np.linalg.inv(laplacian)
    edges = weights * (np.diag(inverse)[None, :] - inverse.T)
    _, log_sum = np.linalg.slogdet(laplacian)
    return np.clip(edges, 0, 1), np.clip(root_weights * np.diag(inverse), 0, 1), float(log_sum + highest.sum())


def both_roots(scores: "NDArray[float64]", roots: "NDArray[float64]") -> "NDArray[float64]":
    """Return the probability that both of two documents have no parent; the arguments are as above.

    >>> import numpy as np
    >>> both_roots(np.array([[-np.inf, 0.0], [0.0, -np.inf]]), np.zeros(2)).round(3)[0, 1].item()  # one forest of three
    0.333
    """
    import numpy as np

    laplacian, _, root_weights, _ = _laplacian(scores, roots)
    inverse = np.linalg.inv(laplacian)
    minors = np.outer(np.diag(inverse), np.diag(inverse)) - inverse * inverse.T
    chances: NDArray[float64] = np.clip(np.outer(root_weights, root_weights) * minors, 0, 1)
    return chances


def _laplacian(
    scores: "NDArray[float64]", roots: "NDArray[float64]"
) -> "tuple[NDArray[float64], NDArray[float64], NDArray[float64], NDArray[float64]]":
    """The matrix whose determinant is the sum over all forests; weights of edges and roots, and the scale of each."""
    import numpy as np

    highest = np.maximum(scores.max(axis=0, initial=-np.inf), roots)  # per child: cancels out, keeps exp in range
    weights, root_weights = np.exp(scores - highest), np.maximum(np.exp(roots - highest), LEAST_ROOT)
    return np.diag(weights.sum(axis=0) + root_weights) - weights, weights, root_weights, highest


def best_forest(edges: "NDArray[float64]", roots: "NDArray[float64]") -> list[int]:
    """Return for each document the number of its parent, or -1: the surest edges first, without ever closing a circle.

    >>> import numpy as np
    >>> best_forest(np.array([[0, .6, .2], [.3, 0, .7], [.0, .1, 0]]), np.array([.7, .3, .1]))
    [-1, 0, 1]
    """
    count = len(roots)
    choices = [(-edges[p, c], c, p) for c in range(count) for p in range(count) if p != c]
    choices += [(-roots[c], c, -1) for c in range(count)]
    parent: dict[int, int] = {}
    for _, child, candidate in sorted(choices):
        if child not in parent and not _reaches(parent, candidate, child):
            parent[child] = candidate
    return [parent[child] for child in range(count)]


def _reaches(parent: dict[int, int], start: int, goal: int) -> bool:
    """Whether `goal` is `start` or one of its ancestors."""
    at: int | None = start
    while at is not None and at >= 0:
        if at == goal:
            return True
        at = parent.get(at)
    return False
