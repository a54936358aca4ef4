"""A scenario set of the page: its texts in the page's order, and the hash by which the page knows it."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from .trouble import Trouble

AGAIN = "Take the file that the page hands out beside this program, or a set that was downloaded there."


class Passage(NamedTuple):
    """What is read of a text (src/protocol.ts): by itself, or behind the prompt that it answers."""

    text: str
    #: None in a set without prompts. "" where others of the set have one: its own tokens are its answer then.
    prompt: str | None = None


@dataclass(frozen=True)
class TextSet:
    #: The file as it stands, for the manifest.
    whole: dict
    #: As the page computes it (hashScenarioSet, src/formats/scenario-set.ts).
    sha256: str
    #: [row] positive and negative of pair i at 2i and 2i + 1, or the texts without partners; then the rated ones.
    texts: tuple[Passage, ...]
    #: [row] 1 positive, 0 negative, -1 rated.
    labels: tuple[int, ...]

    @property
    def prompted(self) -> bool:
        return any(one.prompt is not None for one in self.texts)

    @property
    def paired(self) -> bool:
        return not self.whole.get("texts")


def read_set(path: Path) -> TextSet:
    """Raises `Trouble` for a file that is missing, is no scenario set of version 1 or 2, has an empty text, or has none."""
    try:
        whole = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Trouble(f"{path} cannot be read: {error.strerror}.", AGAIN) from error
    except ValueError as error:
        raise Trouble(f"{path} is no JSON: {error}.", AGAIN) from error
    form = whole.get("format") if isinstance(whole, dict) else None
    if form != "eia-lab/scenarios":
        raise Trouble(f"{path}: format: expected eia-lab/scenarios, got {form!r}: it is no scenario set.", AGAIN)
    if whole.get("version") not in (1, 2):
        raise Trouble(f"{path}: version: expected 1 or 2, got {whole.get('version')!r}.", "Take the program from the same page as the set.")
    if whole.get("unwritten"):
        raise Trouble(f"{path}: its texts are not known: it comes from activations without texts.", "Take a set with texts.")
    try:
        return _text_set(whole)
    except (KeyError, TypeError) as error:
        raise Trouble(f"{path}: expected pairs or texts, and scored, each with all fields; missing or wrong: {error}.", AGAIN) from error
    except ValueError as error:
        raise Trouble(f"{path}: {error}.", AGAIN) from error


def _text_set(whole: dict) -> TextSet:
    pairs, lone, scored = whole["pairs"], whole.get("texts") or [], whole["scored"]
    for name, rows in (("pair", pairs), ("text", lone), ("scored text", scored)):
        _expect_prompts(name, rows, whole["version"])
    if lone:
        rows = [(one["text"], 1 if one["label"] == "positive" else 0, one) for one in lone]
    else:
        rows = [row for one in pairs for row in ((one["positive"], 1, one), (one["negative"], 0, one))]
    if not rows:
        raise ValueError("it has neither pairs nor texts")
    rows += [(one["text"], -1, one) for one in scored]
    for at, (text, *_) in enumerate(rows):
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"text {at + 1} of {len(rows)}: expected words, got {text!r}")
    # Where one text answers a prompt, every text of the set is read as an answer.
    prompted = any("prompt" in one for *_, one in rows)
    passages = tuple(Passage(text, one.get("prompt", "")) if prompted else Passage(text) for text, _, one in rows)
    return TextSet(whole, _sha256(pairs, scored, lone), passages, tuple(label for _, label, _ in rows))


def _expect_prompts(name: str, rows: list[dict], version: int) -> None:
    for at, one in enumerate(rows):
        if "prompt" not in one:
            continue
        prompt = one["prompt"]
        if version == 1:
            raise ValueError(f"prompt of {name} {at + 1}: expected nothing in version 1 (answers to prompts are of version 2)")
        if not isinstance(prompt, str) or not prompt.strip():
            raise ValueError(f"prompt of {name} {at + 1}: expected words, got {prompt!r}")


def _sha256(pairs: list[dict], scored: list[dict], lone: list[dict]) -> str:
    """SHA-256 of what the numbers depend on, written as JSON.stringify writes it."""

    def fields(rows: list[dict], *names: str) -> list[list]:
        # What answers no prompt is written as it was before there were prompts.
        return [[one[name] for name in (*names, "prompt") if name in one or name != "prompt"] for one in rows]

    what = {
        "pairs": fields(pairs, "id", "scenario", "split", "positive", "negative"),
        "scored": fields(scored, "id", "scenario", "score", "text"),
    }
    if lone:
        what["texts"] = fields(lone, "id", "scenario", "split", "label", "text")
    return hashlib.sha256(json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
