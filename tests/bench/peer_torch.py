"""The same capture in PyTorch: the embedded model's weights dequantised to float32, a hook per block, raw texts, mean pooling.

usage: peer_torch.py MODEL_FOLDER GOLDEN_FOLDER THREADS
Says {"about": …} once it agrees with the golden residuals (or {"absent": reason}), then answers each JSON line of
token ids [[…], …] with {"seconds": …}, and each {"pairs": [[positive, negative], …]} with the seconds that steering-vectors takes to
train a vector on them, by its own defaults (the last token, one pair at a time, head and tokenizer included). Needs torch, transformers,
onnx, numpy; steering-vectors for the last.
"""

import json
import sys
import time
from pathlib import Path


def say(**fields):
    print(json.dumps(fields), flush=True)


try:
    import numpy as np
    import onnx
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM, LlamaModel, PreTrainedTokenizerFast
except ImportError as error:
    say(absent=f"{error.name} is absent")
    sys.exit()


def dequantise(tensors, stem, bits):
    """[N, K] float32 from MatMulNBits: (q - zero) * scale, low bits first, block 32 along K."""
    packed = tensors[f"{stem}_Q{bits}G32"]
    n, blocks, _ = packed.shape
    q = nibbles(packed).reshape(n, blocks, -1) if bits == 4 else packed
    zp = tensors.get(f"{stem}_zp")
    zero = 1 << (bits - 1) if zp is None else nibbles(zp).reshape(n, -1)[:, :blocks, None]
    w = (q.astype(np.float32) - np.asarray(zero, np.float32)) * tensors[f"{stem}_scale"].reshape(n, blocks, 1)
    return torch.from_numpy(w.reshape(n, -1))


def nibbles(packed):
    return np.stack([packed & 15, packed >> 4], axis=-1)


def weights(folder, config):
    """State of LlamaModel from the ONNX file of onnxruntime-genai's builder."""
    model = onnx.load(str(folder / "onnx" / "model_q4.onnx"))
    tensors = {t.name: onnx.numpy_helper.to_array(t) for t in model.graph.initializer}
    last = config.num_hidden_layers
    state = {"embed_tokens.weight": dequantise(tensors, "lm_head.MatMul.weight", 8), "norm.weight": torch.from_numpy(tensors[f"model.layers.{last}.final_norm_layernorm.weight"].copy())}
    q = config.num_attention_heads * config.head_dim
    kv = config.num_key_value_heads * config.head_dim
    for layer in range(last):
        theirs, ours = f"model.layers.{layer}", f"layers.{layer}"
        for norm in ("input_layernorm", "post_attention_layernorm"):
            state[f"{ours}.{norm}.weight"] = torch.from_numpy(tensors[f"{theirs}.{norm}.weight"].copy())
        qkv = dequantise(tensors, f"{theirs}.attn.qkv_proj.MatMul.weight", 4).split([q, kv, kv])
        for name, part in zip(("q_proj", "k_proj", "v_proj"), qkv):
            state[f"{ours}.self_attn.{name}.weight"] = part.clone()
        state[f"{ours}.self_attn.o_proj.weight"] = dequantise(tensors, f"{theirs}.attn.o_proj.MatMul.weight", 4)
        for name in ("gate_proj", "up_proj", "down_proj"):
            state[f"{ours}.mlp.{name}.weight"] = dequantise(tensors, f"{theirs}.mlp.{name}.MatMul.weight", 4)
    return state


def trainer(folder, config, model):
    """Trains a vector of every block on pairs of texts; a line that says what is absent where steering-vectors is."""
    try:
        from steering_vectors import train_steering_vector
    except ImportError as error:
        return f"{error.name} is absent"
    causal = LlamaForCausalLM(config).eval()
    # Hooks of the capture above are not its.
    causal.model.load_state_dict(model.state_dict())
    causal.lm_head.weight = causal.model.embed_tokens.weight
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"), pad_token="<|im_end|>")
    return lambda pairs: train_steering_vector(causal, tokenizer, pairs)


def main(folder, golden, threads):
    torch.set_num_threads(threads)
    config = LlamaConfig.from_pretrained(folder)
    model = LlamaModel(config).eval()
    model.load_state_dict(weights(folder, config))
    pooled = []
    for block in model.layers:
        block.register_forward_hook(lambda _module, _inputs, out: pooled.append((out[0] if isinstance(out, tuple) else out).mean(dim=1)))

    @torch.inference_mode()
    def capture(ids):
        """[blocks, width]: pooled resid_post of one text."""
        pooled.clear()
        model(input_ids=torch.tensor([ids]), use_cache=False)
        return torch.cat(pooled).numpy()

    wanted = np.load(golden / "mean.npy")
    texts = json.loads((golden / "golden.json").read_text())["texts"]
    got = np.stack([capture(text["ids"]) for text in texts])
    cosine = float(((got * wanted).sum(-1) / np.linalg.norm(got, axis=-1) / np.linalg.norm(wanted, axis=-1)).min())
    if not cosine >= 0.9999:
        raise SystemExit(say(absent=f"its residuals have a cosine of only {cosine:.6f} to the golden ones"))
    say(about=f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads, float32, cosine to the golden residuals ≥ {cosine:.5f}")
    train = None
    for line in sys.stdin:
        asked = json.loads(line)
        if isinstance(asked, dict):
            train = train or trainer(folder, config, model)
            if isinstance(train, str):
                say(missing=train)
                continue
        started = time.perf_counter()
        if isinstance(asked, dict):
            train([tuple(pair) for pair in asked["pairs"]])
        else:
            for ids in asked:
                capture(ids)
        say(seconds=time.perf_counter() - started)


main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
