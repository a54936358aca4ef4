"""A model of the Hugging Face Hub, read one text at a time as the page reads: no padding, no neighbour that could change a number."""

from dataclasses import dataclass
from importlib.metadata import version

import numpy as np
import torch
from safetensors import SafetensorError
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

from .asked import Asked
from .blocks import blocks_of, read_after
from .pools import pools_of
from .texts import Passage
from .tokens import Cut, Cutter
from .trouble import Trouble

ROOM = (
    "Give it more: --dtype bfloat16 takes half of float32; --device-map auto spreads the model over all GPUs that it is given; "
    "--max-tokens makes texts shorter. What was read is kept: start the same command again."
)


@dataclass(frozen=True)
class Read:
    #: [pooling, layer, width], float32.
    numbers: np.ndarray
    cut: Cut


class Model:
    def __init__(self, asked: Asked) -> None:
        """Loads it. Raises `Trouble` for a model that is not there, has no blocks that can be read, or does not fit."""
        self.asked = asked
        try:
            # No code of a repository is run, and nobody is asked whether it should be.
            which = {"revision": asked.revision, "trust_remote_code": False}
            tokenizer = AutoTokenizer.from_pretrained(asked.model, **which)
            config = AutoConfig.from_pretrained(asked.model, **which)
            self.whole = AutoModelForCausalLM.from_pretrained(asked.model, dtype=asked.dtype, device_map=asked.device_map, **which).eval()
        except torch.OutOfMemoryError as error:
            raise Trouble(f"{asked.model} does not fit into the GPU's memory: {_first_line(error)}", ROOM) from error
        except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
            raise Trouble(
                f"{asked.model} could not be loaded: {_first_line(error)}",
                "Check its name, --revision, the disk, and whether it asks for `hf auth login`; newer models need a newer transformers.",
            ) from error
        text = config.get_text_config()
        self.layers, self.width = text.num_hidden_layers, text.hidden_size
        self.blocks = blocks_of(self.whole, self.layers, asked.blocks)
        self.cutter = Cutter(tokenizer, config, template=asked.template, max_tokens=asked.max_tokens)
        #: What the manifest says of the model; the same wherever it is loaded.
        self.facts = {
            "id": asked.model,
            "revision": getattr(self.whole.config, "_commit_hash", None) or asked.revision or "",
            "dtype": str(self.whole.dtype).removeprefix("torch."),
            "architecture": (config.architectures or [config.model_type])[0],
            "tokenizer": f"{type(tokenizer).__name__}, {len(tokenizer)} tokens",
        }

    @property
    def by(self) -> str:
        """ "transformers 4.57.6, torch 2.13.0, NVIDIA H100" """
        device = torch.cuda.get_device_name() if torch.cuda.is_available() else "CPU"
        return f"transformers {version('transformers')}, torch {version('torch')}, {device}"

    @torch.inference_mode()
    def read(self, passage: Passage) -> Read:
        """The pooled residual stream after each block. Raises `Trouble`, which names the text."""
        cut = self.cutter.cut(passage)
        ids = torch.tensor([cut.ids], device=self.whole.get_input_embeddings().weight.device)
        try:
            with read_after(self.blocks, pools_of(self.asked.poolings, cut), self.width) as seen:
                # Without the head: nobody asks what comes next.
                self.whole.base_model(input_ids=ids, use_cache=False)
            numbers = torch.stack([one.cpu() for one in seen], 1).numpy()
        except torch.OutOfMemoryError as error:
            raise Trouble(f"The GPU's memory ended at a text of {len(cut.ids)} tokens: {_first_line(error)}", ROOM) from error
        bad = np.argwhere(~np.isfinite(numbers))
        if len(bad):
            raise Trouble(
                f"The text {passage.text[:20]!r}: after block {bad[0][1]} there are numbers that are none (NaN, or infinite).",
                "float16 is too narrow for some models: read with --dtype bfloat16 or float32.",
            )
        return Read(numbers, cut)


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0][:300]
