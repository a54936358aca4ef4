"""
Reads a scenario set with any model of the Hugging Face Hub as the page of EIA Lab does, and writes the activations that the page opens:

    python read.py set.json --model Qwen/Qwen2.5-7B-Instruct --out qwen.safetensors

The same command goes on where it was stopped. `--ray` reads on many machines.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

# Before transformers: nothing is told to anybody.
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

try:
    from reader.activations import write_activations
    from reader.asked import POOLINGS, Asked
    from reader.parts import Part, Parts
    from reader.texts import Passage, read_set
    from reader.trouble import Trouble
except ModuleNotFoundError as error:
    sys.exit(f"The package {error.name} is not installed.\npip install -r requirements.txt")


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path, help="the scenario set that the page hands out")
    parser.add_argument("--model", required=True, help="a repository of the Hugging Face Hub (owner/name), or a folder")
    parser.add_argument("--out", type=Path, required=True, help="the file to write, which the page opens (.safetensors)")
    parser.add_argument("--revision", help="branch, tag or commit of the repository")
    parser.add_argument("--dtype", default="auto", choices=["auto", "float32", "bfloat16", "float16"], help="of the weights")
    parser.add_argument("--device-map", default="auto", help="where the model lies: auto (all GPUs that there are), cuda:0, cpu")
    parser.add_argument("--template", action="store_true", help="texts as user messages of the model's chat template, answers as the assistant's")
    parser.add_argument("--max-tokens", type=_one_or_more, default=512, help="tokens of a text that are read (512)")
    parser.add_argument("--poolings", default="all", help=f"of {', '.join(POOLINGS)}; all of them unless said")
    parser.add_argument("--blocks", help="name of the list of blocks, where the program does not find it: model.layers")
    parser.add_argument("--at-a-time", type=_one_or_more, default=16, help="texts that are kept together (16)")
    parser.add_argument("--ray", metavar="ADDRESS", help="through Ray: local (a cluster on this machine), auto, or host:port")
    parser.add_argument("--workers", type=_one_or_more, default=2, help="of Ray: how many copies of the model read (2)")
    parser.add_argument("--gpus", type=float, default=1, help="of Ray: GPUs for each of them (1; 0 for none)")
    return parser


def _one_or_more(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a whole number from 1, got {text!r}")
    return int(text)


def _poolings(said: str, answers: bool) -> tuple[str, ...]:
    """In the page's order. `answers`: a template or a prompt sets an answer apart."""
    can = POOLINGS if answers else tuple(one for one in POOLINGS if one != "answer")
    if said == "all":
        return can
    wanted = said.split(",")
    unknown = [one for one in wanted if one not in can]
    if unknown:
        raise Trouble(f"--poolings {said}: there is no {unknown[0]!r} to be had.", f"Of {','.join(can)} (answer with --template, or where texts of the set answer prompts).")
    return tuple(one for one in can if one in wanted)


def read_parts(given: argparse.Namespace, asked: Asked, todo: list[tuple[int, Passage]]) -> Iterator[Part]:
    """Raises `Trouble` where a package is missing."""
    try:
        if given.ray is None:
            from reader.here import read_here

            yield from read_here(asked, todo, given.at_a_time)
        else:
            from reader.fleet import read_with_ray

            yield from read_with_ray(asked, todo, given.at_a_time, address=given.ray, workers=given.workers, gpus=given.gpus)
    except ModuleNotFoundError as error:
        more = ' "ray[data]"' if given.ray else ""
        raise Trouble(f"The package {error.name} is not installed.", f"pip install -r requirements.txt{more}") from error


def run(given: argparse.Namespace) -> None:
    """Raises `Trouble`."""
    if given.out.exists():
        raise Trouble(f"{given.out} is there already.", "Open it in the page; to read again choose another --out, or remove it.")
    known = read_set(given.set)
    asked = Asked(
        model=given.model,
        revision=given.revision,
        dtype=given.dtype,
        device_map=given.device_map,
        template=given.template,
        max_tokens=given.max_tokens,
        poolings=_poolings(given.poolings, given.template or known.prompted),
        blocks=given.blocks,
    )
    # A text that the set has twice is read once.
    texts = list(dict.fromkeys(known.texts))
    parts = Parts(given.out.with_name(f"{given.out.name}.parts"), asked.key(known.sha256))
    todo = [(at, text) for at, text in enumerate(texts) if at not in parts.file_of]
    print(f"{given.set}: {len(texts)} texts, {len(texts) - len(todo)} of them read before.", flush=True)
    began = time.monotonic()
    for part in read_parts(given, asked, todo) if todo else ():
        parts.add(part)
        done, fresh = len(parts.file_of), len(parts.file_of) - len(texts) + len(todo)
        left = (time.monotonic() - began) / fresh * (len(texts) - done)
        print(f"{done} of {len(texts)} texts, about {left:.0f} s left", flush=True)
    lost = len(texts) - len(parts.file_of)
    if lost:
        raise Trouble(f"{lost} of {len(texts)} texts did not come back.", "Start the same command again: it reads those.")
    place = {text: at for at, text in enumerate(texts)}
    how = f"{given.workers} workers of Ray" if given.ray else ""
    poolings = write_activations(given.out, known, asked, parts, [place[text] for text in known.texts], how)
    parts.remove()
    print(f"{given.out}: {', '.join(poolings)}. Open it in the page, under “Activations read elsewhere”.")


def main() -> None:
    try:
        run(arguments().parse_args())
    except Trouble as trouble:
        sys.exit(str(trouble))
    except KeyboardInterrupt:
        sys.exit("Stopped. What was read is kept: the same command goes on.")


if __name__ == "__main__":
    main()
