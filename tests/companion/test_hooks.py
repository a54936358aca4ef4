"""Random models of several families, made on the spot: hooks and pooling against the hidden states that the model itself gives."""

import shutil
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

from cases import LLAMA
from exported import FIXTURES
from reader.asked import POOLINGS, Asked
from reader.blocks import blocks_of
from reader.model import Model
from reader.texts import Passage
from reader.trouble import Trouble

SMALL = {
    "vocab_size": 512,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 3,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 64,
    "pad_token_id": 0,
    "bos_token_id": 0,
    "eos_token_id": 2,
}
FAMILIES = {
    "llama": {},
    "qwen2": {},
    "phi3": {"num_key_value_heads": 4, "original_max_position_embeddings": 64},
    "gemma3_text": {"head_dim": 8},
    "gpt_neox": {},
    "qwen2_moe": {"num_experts": 3, "num_experts_per_tok": 2, "moe_intermediate_size": 16, "shared_expert_intermediate_size": 16},
}


def made(folder: Path, family: str, **more: object) -> Path:
    """A model of the family with random weights, seeded, and the fixtures' tokenizer."""
    torch.manual_seed(1)
    AutoModelForCausalLM.from_config(AutoConfig.for_model(family, **{**SMALL, **FAMILIES[family], **more})).save_pretrained(folder)
    AutoTokenizer.from_pretrained(FIXTURES / LLAMA).save_pretrained(folder)
    return folder


def asked(folder: Path, **more: object) -> Asked:
    plain = {
        "revision": None,
        "dtype": "float32",
        "device_map": "cpu",
        "template": True,
        "max_tokens": 512,
        "poolings": POOLINGS,
        "blocks": None,
    }
    return Asked(**{**plain, "model": str(folder), **more})


def by_hand(states: np.ndarray, first: int, end: int) -> dict[str, np.ndarray]:
    """`states` [token, width]; `first` to `end`: the text's own tokens."""
    return {
        "mean": states.mean(0),
        "mean-rest": states[1:].mean(0),
        "last": states[-1],
        "last-4": states[-4:].mean(0),
        "last-16": states[-16:].mean(0),
        "answer": states[first:end].mean(0),
    }


class Hooks(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def test_families(self) -> None:
        text = "I turned back, although it cost me the game."
        for family in FAMILIES:
            with self.subTest(family):
                folder = made(self.folder / family, family)
                model = Model(asked(folder))
                read = model.read(Passage(text))
                written = model.cutter.tokenizer.decode(read.cut.ids[read.cut.answer.first : read.cut.answer.end])
                self.assertEqual(written, text)
                with torch.no_grad():
                    states = model.whole(torch.tensor([read.cut.ids]), output_hidden_states=True).hidden_states
                # The last of them lies behind the final norm.
                for layer in range(model.layers - 1):
                    hand = by_hand(states[layer + 1][0].numpy(), *read.cut.answer)
                    for at, pooling in enumerate(POOLINGS):
                        np.testing.assert_allclose(
                            read.numbers[at, layer], hand[pooling], rtol=1e-4, atol=1e-5, err_msg=f"{pooling}, block {layer}"
                        )
                if hasattr(model.whole.base_model, "norm"):
                    read_last = model.read(Passage("A"))
                    self.assertEqual(read_last.numbers.shape, (6, 3, 32))

    def test_last_block_is_before_the_final_norm(self) -> None:
        model = Model(asked(made(self.folder / "m", "llama"), template=False, poolings=("last",)))
        read = model.read(Passage("Tell me about it."))
        with torch.no_grad():
            behind = model.whole(torch.tensor([read.cut.ids]), output_hidden_states=True).hidden_states[-1][0, -1]
            normed = model.whole.base_model.norm(torch.from_numpy(read.numbers[0, -1]))
        torch.testing.assert_close(normed, behind)

    def test_the_model_s_context_cuts(self) -> None:
        model = Model(asked(made(self.folder / "m", "llama", max_position_embeddings=16), template=False, poolings=("mean",)))
        cut = model.read(Passage("word " * 100)).cut
        self.assertEqual((len(cut.ids), cut.truncated), (16, True))

    def test_blocks_that_are_not_there(self) -> None:
        model = Model(asked(made(self.folder / "m", "llama")))
        with self.assertRaisesRegex(Trouble, r"Expected one list of 5 blocks, .* got 0; lists: model.layers \(3\)"):
            blocks_of(model.whole, 5)
        with self.assertRaisesRegex(Trouble, r"--blocks model.block: expected a list of 3 blocks"):
            blocks_of(model.whole, 3, "model.block")

    def test_no_room_on_the_gpu(self) -> None:
        model = Model(asked(made(self.folder / "m", "llama")))

        def full(*_: object) -> None:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.\nMore of it.")

        model.blocks[1].register_forward_pre_hook(full)
        with self.assertRaisesRegex(
            Trouble, r"The GPU's memory ended at a text of \d+ tokens: CUDA out of memory. Tried to allocate 2.00 GiB.\nGive"
        ):
            model.read(Passage("Tell me about it."))

    def test_numbers_that_are_none(self) -> None:
        model = Model(asked(made(self.folder / "m", "llama")))
        with torch.no_grad():
            model.blocks[1].mlp.down_proj.weight[0, 0] = torch.inf
        with self.assertRaisesRegex(Trouble, "after block 1 there are numbers that are none"):
            model.read(Passage("Tell me about it."))

    def test_a_token_that_the_model_does_not_know(self) -> None:
        model = Model(asked(made(self.folder / "m", "llama", vocab_size=300), template=False))
        with self.assertRaisesRegex(Trouble, "the model knows 300, from 0 on"):
            model.read(Passage("I turned back, although it cost me the game and the match and everything else."))
