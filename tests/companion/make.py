"""
Writes tests/fixtures/companion/*.safetensors: what the program wrote of three tiny models, which tests of the page open and hold against
the page's own reading of the same weights, and which the program's tests hold against what it writes now.

.companion/bin/python tests/companion/make.py     (npm run test:companion makes .companion)
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent.parent.parent / "public/companion"))

from exported import FIXTURES, save_model
from read import arguments, run

#: By model: how it is read. One with its template and a cut, the others as texts.
HOW = {
    "tiny-llama-builder": ["--template", "--max-tokens", "40"],
    "tiny-phi3-builder": [],
    "tiny-qwen2-builder": ["--max-tokens", "24"],
}


def write(name: str, out: Path) -> None:
    """Reads model `name` as `HOW` says. The folder that it lies in is nobody's business: the manifest names the model alone."""
    with tempfile.TemporaryDirectory() as folder:
        save_model(name, Path(folder) / name)
        before = Path.cwd()
        os.chdir(folder)
        try:
            run(
                arguments().parse_args(
                    [str(FIXTURES / "companion/set.json"), "--model", name, "--out", str(out), "--dtype", "float32", *HOW[name]]
                )
            )
        finally:
            os.chdir(before)


if __name__ == "__main__":
    for name in HOW:
        path = FIXTURES / f"companion/{name}.safetensors"
        path.unlink(missing_ok=True)
        write(name, path)
