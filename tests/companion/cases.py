"""What the tests share: the program in a process of its own or in this one, folders that go away, and what a file holds."""

import contextlib
import io
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
from safetensors import safe_open

from exported import FIXTURES, save_model
from read import arguments, run
from reader.trouble import Trouble

PROGRAM = Path(__file__).parent.parent.parent / "public/companion/read.py"
SET = FIXTURES / "companion/set.json"
LLAMA = "tiny-llama-builder"


class Case(unittest.TestCase):
    """A folder of its own in which `LLAMA` lies, with the weights of the graph that the page reads."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.models = Path(tempfile.mkdtemp())
        save_model(LLAMA, cls.models / LLAMA)

    @classmethod
    def tearDownClass(cls) -> None:
        shutil.rmtree(cls.models)

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def command(self, *more: str, of: Path = SET, out: str = "out.safetensors") -> list[str]:
        model = [] if "--model" in more else ["--model", str(self.models / LLAMA)]
        return [str(of), *model, "--out", str(self.folder / out), "--dtype", "float32", "--device-map", "cpu", *more]

    def read(self, *more: str, of: Path = SET, out: str = "out.safetensors") -> str:
        """Runs it in this process; what it printed. Raises `Trouble`."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            run(arguments().parse_args(self.command(*more, of=of, out=out)))
        return said.getvalue()

    def refused(self, *more: str, of: Path = SET) -> Trouble:
        with self.assertRaises(Trouble) as caught:
            self.read(*more, of=of)
        return caught.exception

    def start(self, *more: str, of: Path = SET, out: str = "out.safetensors") -> subprocess.Popen:
        """The same in a process of its own."""
        command = [sys.executable, str(PROGRAM), *self.command(*more, of=of, out=out)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def parts(self, out: str = "out.safetensors") -> list[Path]:
        return sorted((self.folder / f"{out}.parts").glob("*.safetensors"))

    def assertSameNumbers(self, one: Path, other: Path, least: float = 0.9999) -> None:
        """The same tensors; every residual of at least this cosine."""
        (a, _), (b, _) = opened(one), opened(other)
        self.assertEqual({name: x.shape for name, x in a.items()}, {name: x.shape for name, x in b.items()})
        for name, x in a.items():
            if x.ndim == 3:
                y = b[name].astype(np.float64)
                cosine = (x * y).sum(-1) / np.linalg.norm(x.astype(np.float64), axis=-1) / np.linalg.norm(y, axis=-1)
                self.assertGreaterEqual(cosine.min(), least, f"{name}, {one} against {other}")


def opened(path: Path) -> tuple[dict[str, np.ndarray], dict]:
    """Tensors by name, and the manifest."""
    with safe_open(path, "np") as file:
        return {name: file.get_tensor(name) for name in file.keys()}, json.loads(file.metadata()["manifest"])


def many_texts(path: Path, pairs: int) -> Path:
    """A set of so many pairs, no two texts alike."""
    known = json.loads(SET.read_text())
    known["pairs"] = [
        {**one, "id": f"pair-{i}", "positive": f"{i}. {one['positive']}", "negative": f"{i}. {one['negative']}"}
        for i, one in ((i, known["pairs"][i % len(known["pairs"])]) for i in range(pairs))
    ]
    path.write_text(json.dumps(known))
    return path
