"""A set's hash, as the page has it: the recorded runs name their sets by it."""

import gzip
import json
import tempfile
import unittest
from pathlib import Path

from exported import FIXTURES
from reader.texts import read_set
from reader.trouble import Trouble

PUBLIC = FIXTURES.parent.parent / "public"
#: Hashes of two sets, which tests/unit/companion/page.test.ts finds, too.
RATED = "e9124646d0c0b7295743edbc70afe5dcd3d3cc2d6819b9db6600e7237efc5bb5"
LONE = "9e18c379b80aa8a0faf457c61ce41eefddac0510575ca04013f6b32bee78d9c6"


class Texts(unittest.TestCase):
    def test_recorded_sets(self) -> None:
        checked = 0
        for path in PUBLIC.glob("demo/*.json.gz"):
            for known in json.loads(gzip.decompress(path.read_bytes())).get("sets", []):
                with tempfile.TemporaryDirectory() as folder:
                    file = Path(folder) / "set.json"
                    file.write_text(json.dumps(known["set"]), encoding="utf-8")
                    self.assertEqual(read_set(file).sha256, known["hash"], known["set"]["name"])
                checked += 1
        self.assertGreaterEqual(checked, 3)

    def test_answers_to_prompts(self) -> None:
        known = read_set(FIXTURES / "companion/answers.json")
        self.assertTrue(known.prompted)
        self.assertEqual(known.texts[0], ("I am so sorry. Do you want to tell me about him?", "My dog died this morning."))
        # A text without a prompt in such a set is its own answer; the same answer to two prompts is two texts.
        self.assertEqual(known.texts[8], ("I waited for her at the gate.", ""))
        self.assertEqual(len(set(known.texts)), 13)
        self.assertFalse(read_set(FIXTURES / "companion/set.json").prompted)

    def test_rated_texts_and_texts_without_partners_answer_prompts(self) -> None:
        whole = json.loads((FIXTURES / "companion/answers.json").read_text(encoding="utf-8"))
        bare = [{key: value for key, value in one.items() if key != "prompt"} for one in whole["pairs"]]
        lone = [
            {"id": f"{split} {label}", "scenario": "s", "split": split, "label": label, "text": f"{label} of {split}", "prompt": "Why?"}
            for split in ("train", "test")
            for label in ("positive", "negative")
        ]
        rated = [{"id": "r", "scenario": "s", "score": 2, "text": "I stop.", "prompt": "What now?"}]
        for changed, asked, digest in (
            ({"pairs": bare, "scored": rated}, ("I stop.", "What now?"), RATED),
            ({"pairs": [], "texts": lone, "scored": []}, ("negative of test", "Why?"), LONE),
        ):
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "set.json"
                file.write_text(json.dumps({**whole, **changed}), encoding="utf-8")
                known = read_set(file)
            self.assertTrue(known.prompted)
            self.assertEqual(known.texts[-1], asked)
            self.assertEqual(known.sha256, digest)

    def test_prompts_that_are_none(self) -> None:
        whole = json.loads((FIXTURES / "companion/answers.json").read_text(encoding="utf-8"))
        for changed, says in ({"version": 1}, "prompt of pair 1: expected nothing in version 1"), (
            {"pairs": [{**whole["pairs"][0], "prompt": " "}]},
            "prompt of pair 1: expected words, got ' '",
        ), (
            {"scored": [{"id": "r", "scenario": "s", "score": 2, "text": "I stop.", "prompt": 3}]},
            "prompt of scored text 1: expected words, got 3",
        ):
            with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(Trouble, says):
                file = Path(folder) / "set.json"
                file.write_text(json.dumps({**whole, **changed}), encoding="utf-8")
                read_set(file)

    def test_shipped_sets_are_read(self) -> None:
        for path in PUBLIC.glob("scenarios/*.json"):
            if json.loads(path.read_text(encoding="utf-8")).get("format") == "eia-lab/scenarios":
                known = read_set(path)
                self.assertEqual(len(known.texts), len(known.labels))
                self.assertGreater(len(known.texts), 10)
