"""The file that the page opens: a tensor for each pooling, pairs or labels, and the manifest (docs/activations.md)."""

import json
from collections.abc import Iterator
from datetime import datetime, timezone
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import numpy as np

from .asked import Asked
from .parts import Parts, whole
from .texts import TextSet
from .trouble import Trouble


def write_activations(path: Path, of: TextSet, asked: Asked, parts: Parts, place: list[int], how: str) -> list[str]:
    """
    Writes `path` from parts that have every text; memory holds a few of them. `place`: [row] which of the different texts it is. `how`:
    what is said of what read them. Returns the poolings that are in it. Raises `Trouble` where none is, and where the disk is full.
    """
    load = lru_cache(maxsize=4)(parts.load)

    def row(text: int, field: str) -> np.ndarray:
        part = load(parts.file_of[text])
        values = part.numbers[field] if field in part.numbers else getattr(part, field)
        return values[int(np.flatnonzero(part.texts == text)[0])]

    def numbers(pooling: str) -> Iterator[bytes]:
        return (np.ascontiguousarray(row(text, pooling), "<f4").tobytes() for text in place)

    lists = {name: [int(row(text, name)) for text in place] for name in ("tokens", "truncated", "answered")}
    # As the page: what one text lacks is left out for all.
    poolings = [one for one in asked.poolings if one != "answer" or all(lists["answered"])]
    if not poolings:
        lacking = lists["answered"].index(0) + 1
        raise Trouble(
            f"Text {lacking} of {len(place)}: none of its own tokens is read within the chat template.",
            "Read more tokens (--max-tokens), or another pooling; the pooling “answer” needs --template.",
        )
    shape = [len(place), *row(place[0], poolings[0]).shape]
    manifest = {
        "format": "eia-lab/activations",
        "version": 1,
        "model": parts.facts,
        "site": "hook_resid_post",
        "tokens": lists["tokens"],
        "truncated": [bool(one) for one in lists["truncated"]],
        "template": asked.template,
        # A model's context may end before --max-tokens; texts that were cut have as many as were read.
        "maxTokens": max(lists["tokens"]) if any(lists["truncated"]) else asked.max_tokens,
        "by": "; ".join([*sorted(parts.by), *([how] if how else [])]),
        "at": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "name": of.whole["name"],
        "licence": of.whole["licence"],
        "set": of.whole,
        "setHash": of.sha256,
        "shape": shape,
    }
    name, classes = _classes(of)
    tensors = [(name, "I64", list(classes.shape), iter([classes.tobytes()]))]
    tensors += [(pooling, "F32", shape, numbers(pooling)) for pooling in poolings]
    whole(path, lambda file: _safetensors(file, tensors, {"format": manifest["format"], "manifest": json.dumps(manifest)}))
    return poolings


def _classes(of: TextSet) -> tuple[str, np.ndarray]:
    """Pairs [m, 2] or labels [row], for who reads the tensors alone: the set says it, too."""
    if of.paired:
        return "pairs", np.arange(2 * len(of.whole["pairs"]), dtype="<i8").reshape(-1, 2)
    return "labels", np.array(of.labels, dtype="<i8")


def _safetensors(file: BinaryIO, tensors: list[tuple[str, str, list[int], Iterator[bytes]]], metadata: dict[str, str]) -> None:
    """The format of that name, a row after the other: no tensor is held whole. `tensors`: name, type, shape, bytes."""
    header, at = {"__metadata__": metadata}, 0
    for name, dtype, shape, _ in tensors:
        end = at + int(np.prod(shape)) * (8 if dtype == "I64" else 4)
        header[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [at, end]}
        at = end
    head = json.dumps(header).encode()
    head += b" " * (-len(head) % 8)
    file.write(len(head).to_bytes(8, "little") + head)
    for *_, rows in tensors:
        file.writelines(rows)
