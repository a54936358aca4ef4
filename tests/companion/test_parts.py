"""What a stop leaves, and what becomes of it."""

import errno
import os
import time
from pathlib import Path
from unittest import mock

from cases import Case, many_texts, opened
from reader import parts


class PartFiles(Case):
    def stopped(self, of: Path, most: int) -> int:
        """A process that was killed once some parts were there; how many there are."""
        process = self.start("--at-a-time", "2", of=of)
        until = time.monotonic() + 120
        while len(self.parts()) < 3 and process.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
        process.kill()
        said = process.communicate()[0]
        self.assertGreaterEqual(len(self.parts()), 3, said)
        self.assertLess(len(self.parts()), most, said)
        return len(self.parts())

    def test_goes_on_where_it_was_killed(self) -> None:
        of = many_texts(self.folder / "set.json", 200)
        kept = self.stopped(of, 200)
        taken: list[int] = []
        add = parts.Parts.add
        with mock.patch.object(parts.Parts, "add", lambda own, part: (taken.extend(part.texts.tolist()), add(own, part))[1]):
            said = self.read(of=of)
        # 200 pairs and two rated texts.
        self.assertIn(f"402 texts, {2 * kept} of them read before.", said)
        self.assertEqual(len(taken), 402 - 2 * kept)
        self.assertEqual(len(set(taken)), len(taken))
        self.assertEqual(self.parts(), [])
        self.read(of=of, out="whole.safetensors")
        self.assertSameNumbers(self.folder / "out.safetensors", self.folder / "whole.safetensors", 0.999999)

    def some(self) -> Path:
        """The first of some parts: the file that they become could not be written."""
        with mock.patch("read.write_activations", side_effect=KeyboardInterrupt), self.assertRaises(KeyboardInterrupt):
            self.read("--at-a-time", "4")
        return self.parts()[0]

    def test_a_part_that_was_cut_short_is_read_again(self) -> None:
        part = self.some()
        os.truncate(part, part.stat().st_size - 100)
        said = self.read()
        self.assertIn(f"{part} is damaged or cut short", said)
        self.assertIn("17 texts, 13 of them read before.", said)
        self.read(out="whole.safetensors")
        self.assertSameNumbers(self.folder / "out.safetensors", self.folder / "whole.safetensors", 0.999999)

    def test_a_part_of_another_reading(self) -> None:
        part = self.some()
        refused = self.refused("--max-tokens", "7")
        self.assertIn(f"{part} is part of another reading", refused.what)
        self.assertIn("Choose another --out", refused.todo)

    def test_a_full_disk(self) -> None:
        """A device that has no room stands where the first part is written."""
        folder = self.folder / "out.safetensors.parts"
        folder.mkdir()
        (folder / "00000000.safetensors.unfinished").symlink_to("/dev/full")
        full = self.refused()
        self.assertIn("The disk is full", full.what)
        self.assertIn("start the same command again", full.todo)
        # With room it goes on.
        self.read()
        self.assertEqual(opened(self.folder / "out.safetensors")[1]["shape"], [18, 4, 64])

    def test_a_full_disk_at_the_end_keeps_what_was_read(self) -> None:
        (self.folder / "out.safetensors.unfinished").symlink_to("/dev/full")
        self.assertIn("The disk is full", self.refused().what)
        self.assertFalse((self.folder / "out.safetensors").exists())
        self.assertIn("17 texts, 17 of them read before.", self.read())

    def test_a_place_that_cannot_be_written(self) -> None:
        with mock.patch("reader.parts.os.replace", side_effect=OSError(errno.EACCES, "Permission denied")):
            self.assertIn("could not be written: Permission denied", self.refused().what)
