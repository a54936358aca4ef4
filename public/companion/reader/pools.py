"""The ways of pooling as weights over a text's tokens (workers/pass/pools.ts)."""

import torch

from .tokens import Cut


def pools_of(poolings: tuple[str, ...], cut: Cut) -> torch.Tensor:
    """[pooling, token], float32: a row of weights for each pooling. Of "answer" all are 0 where none of the text's own tokens is read."""
    return torch.stack([_weights(pooling, cut) for pooling in poolings])


def _weights(pooling: str, cut: Cut) -> torch.Tensor:
    tokens = len(cut.ids)
    if pooling == "answer":
        first, end = cut.answer or (0, 0)
    elif pooling == "mean":
        first, end = 0, tokens
    elif pooling == "mean-rest":
        first, end = (1 if tokens > 1 else 0), tokens
    else:
        last = 1 if pooling == "last" else int(pooling.removeprefix("last-"))
        first, end = max(0, tokens - last), tokens
    weights = torch.zeros(tokens)
    weights[first:end] = 1 / max(1, end - first)
    return weights
