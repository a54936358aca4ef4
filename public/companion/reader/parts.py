"""What was read so far, on the disk: a file for some texts at a time, written whole or not at all, so that a stop loses one at most."""

import errno
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from .trouble import Trouble


@dataclass(frozen=True)
class Part:
    #: [text] which of the set's different texts these are.
    texts: np.ndarray
    #: By pooling: [text, layer, width], float32.
    numbers: dict[str, np.ndarray]
    #: [text] how many tokens were read.
    tokens: np.ndarray
    #: [text] 1 where the end was not read.
    truncated: np.ndarray
    #: [text] 1 where some of the text's own tokens were read.
    answered: np.ndarray
    #: What the manifest says of the model.
    facts: dict[str, str]
    #: What read it.
    by: str


class Parts:
    """The folder of parts beside the file that they become."""

    def __init__(self, folder: Path, key: str) -> None:
        """`key` names the reading (Asked.key). Opens what an earlier start left. Raises `Trouble` where that is of another reading."""
        self.folder, self.key = folder, key
        #: The file of each text that was read.
        self.file_of: dict[int, Path] = {}
        self.facts: dict[str, str] | None = None
        self.by: set[str] = set()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Trouble(f"{folder} could not be made: {error.strerror}.", "Choose an --out in a folder that can be written.") from error
        for path in sorted(folder.glob("*.safetensors")):
            part = self._open(path)
            if part is not None:
                self._take(part, path)

    def add(self, part: Part) -> None:
        """Writes it. Raises `Trouble` where the disk is full, and where a text was read before or by another model."""
        path = self.folder / f"{int(part.texts[0]):08d}.safetensors"
        self._take(part, path)
        kept = {f"pooling.{name}": one for name, one in part.numbers.items()}
        lists = {name: getattr(part, name).astype(np.int64) for name in ("texts", "tokens", "truncated", "answered")}
        said = {"key": self.key, "facts": json.dumps(part.facts), "by": part.by}
        whole(path, lambda file: file.write(save({**kept, **lists}, metadata=said)))

    def load(self, path: Path) -> Part:
        with safe_open(path, "np") as file:
            said = file.metadata() or {}
            all_of = {name: file.get_tensor(name) for name in file.keys()}
        numbers = {name.removeprefix("pooling."): one for name, one in all_of.items() if name.startswith("pooling.")}
        lists = {name: one for name, one in all_of.items() if not name.startswith("pooling.")}
        if said.get("key") != self.key:
            raise Trouble(
                f"{path} is part of another reading: of another set, model or setting.",
                f"Choose another --out, or remove the folder {self.folder}.",
            )
        return Part(**lists, numbers=numbers, facts=json.loads(said["facts"]), by=said["by"])

    def remove(self) -> None:
        """Takes the folder away, once the file is written that the parts become."""
        for path in set(self.file_of.values()):
            path.unlink()
        self.folder.rmdir()

    def _open(self, path: Path) -> Part | None:
        try:
            return self.load(path)
        except (SafetensorError, KeyError, TypeError, ValueError) as error:
            print(f"{path} is damaged or cut short ({error}): its texts are read again.")
            path.unlink()
            return None

    def _take(self, part: Part, path: Path) -> None:
        if self.facts is not None and part.facts != self.facts:
            raise Trouble(
                f"{path}: read by {part.facts}, and others by {self.facts}: the model changed in between.",
                f"Name a --revision, and remove the folder {self.folder}.",
            )
        twice = [int(text) for text in part.texts if int(text) in self.file_of]
        if twice:
            raise Trouble(f"{path}: texts {twice[:8]} were read before.", f"Two programs write into {self.folder}: end one of them.")
        self.facts = part.facts
        self.by.add(part.by)
        self.file_of.update((int(text), path) for text in part.texts)


def whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Makes the file by `write`, beside its place first: whoever looks finds all of it or none. Raises `Trouble` where it cannot be."""
    beside = path.with_name(f"{path.name}.unfinished")
    try:
        with open(beside, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise Trouble(
            f"The disk is full: {path} could not be written." if full else f"{path} could not be written: {error.strerror}.",
            "Make room there, and start the same command again: what was read before is kept.",
        ) from error
