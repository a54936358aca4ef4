"""Where a model's residual stream is read: after each block, by a hook on its output (hook_resid_post)."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn

from .trouble import Trouble


def blocks_of(model: nn.Module, count: int, named: str | None = None) -> nn.ModuleList:
    """The list of the model's `count` blocks, which is called `named` where that is said. Raises `Trouble` unless there is just one."""
    lists = {name: part for name, part in model.named_modules() if isinstance(part, nn.ModuleList)}
    listed = ", ".join(f"{name} ({len(part)})" for name, part in list(lists.items())[:8]) or "none"
    if named is not None:
        if named not in lists or len(lists[named]) != count:
            raise Trouble(
                f"--blocks {named}: expected a list of {count} blocks, as config.json says; lists: {listed}.", "Name one of them."
            )
        return lists[named]
    found = {name: part for name, part in lists.items() if len(part) == count}
    # Experts, for one, are lists within a block.
    outer = [name for name in found if not any(name.startswith(f"{other}.") for other in found)]
    if len(outer) != 1:
        raise Trouble(
            f"Expected one list of {count} blocks, as config.json says (num_hidden_layers), got {len(outer)}; lists: {listed}.",
            "Say with --blocks which list it is. A model whose blocks are in no list cannot be read by this program.",
        )
    return found[outer[0]]


@contextmanager
def read_after(blocks: nn.ModuleList, pool: torch.Tensor, width: int) -> Iterator[list[torch.Tensor]]:
    """
    A list that holds the pooled residual stream after each block, [pooling, width] in float32 on the block's own device, once the model
    has read one text. `pool`: [pooling, token]. Raises `Trouble` where a block gives something else, or is not run once.
    """
    seen: list[torch.Tensor | None] = [None] * len(blocks)

    def hook(at: int):
        def keep(_block: nn.Module, _given: tuple, output: torch.Tensor | tuple) -> None:
            stream = output[0] if isinstance(output, tuple) else output
            shape = tuple(stream.shape) if isinstance(stream, torch.Tensor) else type(stream).__name__
            if shape != (1, pool.shape[1], width):
                raise Trouble(f"Block {at} gives {shape}; expected (1, {pool.shape[1]}, {width}).", "This program cannot read this model.")
            if seen[at] is not None:
                raise Trouble(f"Block {at} is run more than once for a text.", "This program cannot read this model.")
            seen[at] = pool.to(stream.device) @ stream[0].float()

        return keep

    hooks = [block.register_forward_hook(hook(at)) for at, block in enumerate(blocks)]
    try:
        yield seen
    finally:
        for one in hooks:
            one.remove()
    missed = [at for at, one in enumerate(seen) if one is None]
    if missed:
        raise Trouble(f"Blocks {missed[:8]} were not run.", "This program cannot read this model.")
