"""A set's hash, as the page has it: the recorded runs name their sets by it."""

import gzip
import json
import tempfile
import unittest
from pathlib import Path

from exported import FIXTURES
from reader.texts import read_set

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

    def test_shipped_sets_are_read(self) -> None:
        for path in PUBLIC.glob("scenarios/*.json"):
            if json.loads(path.read_text(encoding="utf-8")).get("format") == "eia-lab/scenarios":
                known = read_set(path)
                self.assertEqual(len(known.texts), len(known.labels))
                self.assertGreater(len(known.texts), 10)
