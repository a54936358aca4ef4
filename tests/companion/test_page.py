"""What the program reads is what the page reads: tests/unit/companion holds the same files against the page."""

import contextlib
import io
import tempfile
from pathlib import Path

import numpy as np

from cases import Case, opened
from exported import FIXTURES
from make import HOW, write


class Page(Case):
    def test_same_numbers(self) -> None:
        for name in HOW:
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                out = Path(folder) / "out.safetensors"
                with contextlib.redirect_stdout(io.StringIO()):
                    write(name, out)
                kept = FIXTURES / f"companion/{name}.safetensors"
                self.assertSameNumbers(out, kept)
                now, then = opened(out)[1], opened(kept)[1]
                moment = {"at": "", "by": ""}
                self.assertEqual({**now, **moment}, {**then, **moment})

    def test_every_row_is_its_text(self) -> None:
        """Parts of three texts become the rows of the set, in its order."""
        self.read("--poolings", "mean", "--at-a-time", "3")
        tensors, manifest = opened(self.folder / "out.safetensors")
        self.assertEqual(manifest["shape"], [18, 4, 64])
        # The set has one text twice: the negative of pair 6 is the second rated one.
        np.testing.assert_array_equal(tensors["mean"][11], tensors["mean"][17])
        self.assertEqual(len({row.tobytes() for row in tensors["mean"]}), 17)
        np.testing.assert_array_equal(tensors["pairs"], np.arange(16).reshape(8, 2))
