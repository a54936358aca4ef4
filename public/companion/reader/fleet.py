"""Some texts at a time, by workers of Ray Data on any number of machines: map_batches over a pool of actors."""

import json
import logging
import os
from collections.abc import Iterator

import numpy as np

from .asked import Asked
from .here import Todo, read_some
from .model import Model
from .parts import Part
from .texts import Passage
from .trouble import Trouble

LISTS = ("texts", "tokens", "truncated", "answered")


class Worker:
    """An actor: loads the model once, and reads what it is sent. What goes wrong it answers as data, so that it is told word for word."""

    def __init__(self, asked: Asked) -> None:
        self.trouble: Trouble | None = None
        try:
            self.model = Model(asked)
        except Trouble as trouble:
            self.trouble = trouble

    def __call__(self, batch: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """`batch`: a Todo as columns. Returns a Part as columns, or the trouble alone."""
        try:
            if self.trouble:
                raise self.trouble
            part = read_some(self.model, [(at, Passage(*json.loads(one))) for at, one in zip(batch["at"].tolist(), batch["passage"].tolist())])
        except Trouble as trouble:
            return {"trouble": np.array([json.dumps(trouble.args)])}
        said = json.dumps({"facts": part.facts, "by": part.by})
        numbers = {f"pooling.{name}": one for name, one in part.numbers.items()}
        return {**{name: getattr(part, name) for name in LISTS}, **numbers, "said": np.array([said] * len(part.texts))}


def read_with_ray(asked: Asked, todo: Todo, size: int, *, address: str, workers: int, gpus: float) -> Iterator[Part]:
    """
    Parts of about `size` texts, in whichever order they come. A worker that ends is started anew, and what it had is read again: a part
    comes once. `address`: "local" starts a cluster on this machine, anything else is one that runs. `gpus`: of each worker. Raises
    `ImportError` without Ray, and `Trouble`.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    import ray

    import reader

    # This package goes to the workers with the work: their machines need the packages of requirements.txt, and no file of ours.
    ray.cloudpickle.register_pickle_by_value(reader)
    # One more than workers: Ray's own steps need a place, too.
    here = {"num_cpus": max(workers + 1, os.cpu_count() or 1), "include_dashboard": False} if address == "local" else {}
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, **here)
    except (ConnectionError, ValueError) as error:
        raise Trouble(
            f"--ray {address}: there is no such cluster: {error}", "Start one (`ray start --head`), or say --ray local."
        ) from error
    try:
        ray.data.DataContext.get_current().enable_progress_bars = False
        batches = ray.data.from_items(
            [{"at": at, "passage": json.dumps(passage)} for at, passage in todo], override_num_blocks=-(-len(todo) // size)
        ).map_batches(
            Worker, fn_constructor_args=(asked,), batch_size=None, compute=ray.data.ActorPoolStrategy(size=workers), num_gpus=gpus
        )
        for batch in batches.iter_batches(batch_size=None, batch_format="numpy"):
            yield _part_of(batch)
    finally:
        ray.shutdown()


def _part_of(batch: dict[str, np.ndarray]) -> Part:
    """Raises the `Trouble` that a worker answered."""
    if "trouble" in batch:
        raise Trouble(*json.loads(batch["trouble"][0]))
    numbers = {name.removeprefix("pooling."): one for name, one in batch.items() if name.startswith("pooling.")}
    return Part(**{name: batch[name] for name in LISTS}, numbers=numbers, **json.loads(batch["said"][0]))
