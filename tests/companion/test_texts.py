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

    def test_prompts_that_are_none(self) -> None:
        whole = json.loads((FIXTURES / "companion/answers.json").read_text(encoding="utf-8"))
        for changed, says in ({"version": 1}, "prompt of pair 1: expected nothing in version 1"), (
            {"pairs": [{**whole["pairs"][0], "prompt": " "}]},
            "prompt of pair 1: expected words, got ' '",
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
