"""What is refused before anything is read, word for word: what happened, where, what to do."""

import json
import os
import subprocess
import sys
from pathlib import Path

from cases import LLAMA, PROGRAM, SET, Case, opened
from exported import save_model
from reader.trouble import Trouble


class Refusals(Case):
    def changed(self, **fields: object) -> Path:
        path = self.folder / "set.json"
        path.write_text(json.dumps({**json.loads(SET.read_text()), **fields}))
        return path

    def test_set_files(self) -> None:
        path = self.folder / "set.json"
        self.assertIn("set.json cannot be read: No such file", self.refused(of=path).what)
        path.write_text("{")
        self.assertIn("set.json is no JSON", self.refused(of=path).what)
        self.assertIn("got 'eia-lab/experiment': it is no scenario set", self.refused(of=self.changed(format="eia-lab/experiment")).what)
        self.assertIn("version: expected 1 or 2, got 3", self.refused(of=self.changed(version=3)).what)
        self.assertIn("its texts are not known", self.refused(of=self.changed(unwritten=True)).what)
        self.assertIn("it has neither pairs nor texts", self.refused(of=self.changed(pairs=[])).what)
        self.assertIn("missing or wrong: 'negative'", self.refused(of=self.changed(pairs=[{"positive": "a"}])).what)
        blank = [{**json.loads(SET.read_text())["pairs"][0], "negative": " "}]
        self.assertIn("text 2 of 4: expected words, got ' '", self.refused(of=self.changed(pairs=blank)).what)
        self.assertIn("hands out", self.refused(of=path).todo)

    def test_packages_that_are_missing(self) -> None:
        bare = subprocess.run([sys.executable, "-S", str(PROGRAM), *self.command()], capture_output=True, text=True)
        self.assertEqual(bare.returncode, 1)
        self.assertRegex(bare.stderr, r"^The package \w+ is not installed.\npip install -r requirements.txt\n$")

    def test_a_folder_that_cannot_be(self) -> None:
        (self.folder / "file").write_text("")
        with self.assertRaisesRegex(Trouble, "out.parts could not be made: Not a directory"):
            self.read(out="file/out")

    def test_weights_that_were_cut_short(self) -> None:
        short = self.folder / "short"
        save_model(LLAMA, short)
        os.truncate(short / "model.safetensors", 5000)
        self.assertRegex(self.refused("--model", str(short)).what, "short could not be loaded: ")

    def test_models(self) -> None:
        nothing = self.refused("--model", str(self.folder))
        self.assertRegex(nothing.what, "could not be loaded: ")
        self.assertIn("--revision", nothing.todo)
        plain = self.folder / "no-template"
        save_model(LLAMA, plain)
        (plain / "chat_template.jinja").unlink(missing_ok=True)
        config = json.loads((plain / "tokenizer_config.json").read_text())
        config.pop("chat_template", None)
        (plain / "tokenizer_config.json").write_text(json.dumps(config))
        self.assertIn("no chat template", self.refused("--model", str(plain), "--template").what)

    def test_poolings(self) -> None:
        self.assertIn("there is no 'answer' to be had", self.refused("--poolings", "mean,answer").what)
        # The template's own first tokens are all that is read.
        self.assertIn("none of its own tokens is read", self.refused("--template", "--max-tokens", "3", "--poolings", "answer").what)

    def test_answer_is_left_out_where_one_text_lacks_it(self) -> None:
        said = self.read("--template", "--max-tokens", "3")
        self.assertIn("mean, mean-rest, last, last-4, last-16.", said)
        self.assertNotIn("answer", opened(self.folder / "out.safetensors")[0])

    def test_a_file_that_is_there(self) -> None:
        (self.folder / "out.safetensors").write_text("mine")
        self.assertIn("is there already", self.refused().what)
        self.assertEqual((self.folder / "out.safetensors").read_text(), "mine")

    def test_texts_without_partners(self) -> None:
        pairs = json.loads(SET.read_text())["pairs"]
        lone = [
            {"id": f"{one['id']}-{side}", "scenario": one["scenario"], "split": one["split"], "label": side, "text": one[side]}
            for one in pairs
            for side in ("positive", "negative")
        ]
        self.read(of=self.changed(pairs=[], texts=lone))
        tensors, _ = opened(self.folder / "out.safetensors")
        self.assertEqual(tensors["labels"].tolist(), [1, 0] * 8 + [-1, -1])
