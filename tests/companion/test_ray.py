"""A cluster of Ray on this machine with two workers, one of which is killed while it reads."""

import os
import signal
import time
from pathlib import Path

from cases import Case, many_texts, opened


def workers_of(parent: int) -> list[int]:
    """Processes of Ray's actors that descend from this one."""
    parents, names = {}, {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            names[int(entry.name)] = (entry / "cmdline").read_bytes()
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            # It ended meanwhile.
            continue

    def descends(pid: int) -> bool:
        while pid in parents and pid != parent:
            pid = parents[pid]
        return pid == parent

    return sorted(pid for pid, name in names.items() if name.startswith(b"ray::MapWorker") and descends(pid))


class Ray(Case):
    def test_two_workers_one_killed(self) -> None:
        of = many_texts(self.folder / "set.json", 800)
        process = self.start("--ray", "local", "--workers", "2", "--gpus", "0", "--at-a-time", "8", of=of)
        until = time.monotonic() + 400
        # Both are there, and parts were written.
        workers: list[int] = []
        while (len(workers) < 2 or len(self.parts()) < 5) and process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
            workers = workers_of(process.pid)
        before = len(self.parts())
        if workers:
            os.kill(workers[0], signal.SIGKILL)
        said = process.communicate()[0]
        self.assertEqual(process.returncode, 0, said)
        self.assertEqual(len(workers), 2, said)
        # It was killed amid the work: 1602 texts, 8 in a part, are 201 parts.
        self.assertGreaterEqual(before, 5, said)
        self.assertLess(before, 180, said)
        # Counted up to the last text, none twice: a text that came twice would have ended it (Parts.add).
        self.assertIn("1602 of 1602 texts", said)
        tensors, manifest = opened(self.folder / "out.safetensors")
        self.assertEqual(manifest["shape"], [1602, 4, 64])
        self.assertIn("2 workers of Ray", manifest["by"])
        self.read(of=of, out="alone.safetensors")
        self.assertSameNumbers(self.folder / "out.safetensors", self.folder / "alone.safetensors", 0.999999)

    def test_what_a_worker_cannot_do_is_told_word_for_word(self) -> None:
        process = self.start("--model", str(self.folder), "--ray", "local", "--workers", "1", "--gpus", "0")
        said = process.communicate()[0]
        self.assertEqual(process.returncode, 1, said)
        self.assertIn(f"{self.folder} could not be loaded: ", said)
        self.assertNotIn("Traceback", said)
