"""
The tiny models of tests/fixtures as transformers loads them: the very weights of the graph that the page reads (`onnx/model.onnx`, which
onnxruntime-genai's builder made), under the names that transformers has for them.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

FIXTURES = Path(__file__).parent.parent / "fixtures"


def save_model(name: str, folder: Path) -> None:
    """Writes tests/fixtures/`name` as a folder that from_pretrained loads. Raises where a weight has no place, or a place no weight."""
    source = FIXTURES / name
    graph = onnx.load(str(source / "onnx/model.onnx")).graph
    weights = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    model = AutoModelForCausalLM.from_config(AutoConfig.from_pretrained(source), dtype=torch.float32)
    heads = model.config
    size = heads.hidden_size // heads.num_attention_heads
    cuts = [heads.num_attention_heads * size, (heads.num_attention_heads + heads.num_key_value_heads) * size]
    state = {
        "model.embed_tokens.weight": weights["model.embed_tokens.weight"],
        "model.norm.weight": weights[f"model.layers.{heads.num_hidden_layers}.final_norm_layernorm.weight"],
        "lm_head.weight": weights["lm_head.MatMul.weight"].T,
    }
    for at in range(heads.num_hidden_layers):
        state |= {f"model.layers.{at}.{key}": one for key, one in _block(f"model.layers.{at}.", weights, cuts).items()}
    wanted = set(model.state_dict())
    if "model.layers.0.self_attn.qkv_proj.weight" in wanted:
        state = _joined(state)
    model.load_state_dict({key: torch.from_numpy(one.copy()) for key, one in state.items()}, strict=True)
    model.save_pretrained(folder)
    AutoTokenizer.from_pretrained(source).save_pretrained(folder)


def _block(at: str, weights: dict[str, np.ndarray], cuts: list[int]) -> dict[str, np.ndarray]:
    """One block, with q, k and v apart and gate and up apart. The graph has its matrices [in, out]."""
    found = {f"{norm}.weight": weights[f"{at}{norm}.weight"] for norm in ("input_layernorm", "post_attention_layernorm")}
    joined = weights[f"{at}attn.qkv_proj.MatMul.weight"].T
    for key, part in zip("qkv", np.split(joined, cuts)):
        found[f"self_attn.{key}_proj.weight"] = part
    bias = weights.get(f"{at}attn.qkv_proj.Add.bias")
    if bias is not None:
        found |= {f"self_attn.{key}_proj.bias": part for key, part in zip("qkv", np.split(bias, cuts))}
    found["self_attn.o_proj.weight"] = weights[f"{at}attn.o_proj.MatMul.weight"].T
    return found | {f"mlp.{key}_proj.weight": weights[f"{at}mlp.{key}_proj.MatMul.weight"].T for key in ("gate", "up", "down")}


def _joined(state: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """As Phi-3 has them: q, k and v in one, gate and up in one."""
    out: dict[str, np.ndarray] = {}
    for key, one in state.items():
        for parts, whole in ((("q_proj", "k_proj", "v_proj"), "qkv_proj"), (("gate_proj", "up_proj"), "gate_up_proj")):
            part = next((part for part in parts if f".{part}." in key), None)
            if part is not None:
                name = key.replace(part, whole)
                out[name] = np.concatenate([out[name], one]) if name in out else one
                break
        else:
            out[key] = one
    return out
