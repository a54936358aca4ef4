"""What a reading is asked to be: the part of the command that decides its numbers."""

import hashlib
import json
from dataclasses import asdict, dataclass

#: As the page calls them (src/experiment/capture.ts).
POOLINGS = ("mean", "mean-rest", "last", "last-4", "last-16", "answer")


@dataclass(frozen=True)
class Asked:
    """Goes to every worker whole."""

    #: A repository of the Hugging Face Hub, or a folder.
    model: str
    revision: str | None
    #: "auto": as the repository says.
    dtype: str
    #: What transformers calls so: "auto", "cpu", "cuda:0".
    device_map: str
    #: Each text is a user message of the model's chat template.
    template: bool
    #: Tokens of a text, after which it is cut.
    max_tokens: int
    poolings: tuple[str, ...]
    #: Name of the list of blocks; None where the program finds it.
    blocks: str | None

    def key(self, set_sha256: str) -> str:
        """Names the numbers: parts of another key are of another reading. Where the model lies (`device_map`) is no part of it."""
        what = {**asdict(self), "device_map": None, "set": set_sha256}
        return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
