"""Some texts at a time, by one process."""

from collections.abc import Iterator

import numpy as np

from .asked import Asked
from .model import Model
from .parts import Part
from .texts import Passage

#: [(which of the different texts it is, what is read of it)]
Todo = list[tuple[int, Passage]]


def read_some(model: Model, todo: Todo) -> Part:
    """Raises what `Model.read` raises."""
    read = [model.read(passage) for _, passage in todo]
    return Part(
        texts=np.array([at for at, _ in todo]),
        numbers={name: np.stack([one.numbers[i] for one in read]) for i, name in enumerate(model.asked.poolings)},
        tokens=np.array([len(one.cut.ids) for one in read]),
        truncated=np.array([int(one.cut.truncated) for one in read]),
        answered=np.array([int(one.cut.answer is not None) for one in read]),
        facts=model.facts,
        by=model.by,
    )


def read_here(asked: Asked, todo: Todo, size: int) -> Iterator[Part]:
    """Parts of `size` texts, one after the other. Raises `Trouble`."""
    model = Model(asked)
    for at in range(0, len(todo), size):
        yield read_some(model, todo[at : at + size])
