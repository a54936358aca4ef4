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

#: By file: of which set, by which model, how. Of set.json one with its template and a cut, the others as texts; of answers.json, whose
#: pairs answer prompts, one with its template, and two without.
HOW = {
    "tiny-llama-builder": ("set", "tiny-llama-builder", ["--template", "--max-tokens", "40"]),
    "tiny-phi3-builder": ("set", "tiny-phi3-builder", []),
    "tiny-qwen2-builder": ("set", "tiny-qwen2-builder", ["--max-tokens", "24"]),
    "answers-llama": ("answers", "tiny-llama-builder", ["--template"]),
    "answers-plain-llama": ("answers", "tiny-llama-builder", ["--poolings", "mean,answer"]),
    "answers-plain-qwen2": ("answers", "tiny-qwen2-builder", ["--poolings", "mean,answer"]),
}


def write(file: str, out: Path) -> None:
    """Makes file `file` as `HOW` says. The folder that it lies in is nobody's business: the manifest names the model alone."""
    of, name, how = HOW[file]
    with tempfile.TemporaryDirectory() as folder:
        save_model(name, Path(folder) / name)
        before = Path.cwd()
        os.chdir(folder)
        try:
            run(
                arguments().parse_args(
                    [str(FIXTURES / f"companion/{of}.json"), "--model", name, "--out", str(out), "--dtype", "float32", *how]
                )
            )
        finally:
            os.chdir(before)


if __name__ == "__main__":
    for name in sys.argv[1:] or HOW:
        path = FIXTURES / f"companion/{name}.safetensors"
        path.unlink(missing_ok=True)
        write(name, path)
