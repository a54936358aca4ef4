"""The companion's tests, counted: `python main.py [report.json] [test_ray …]`. `npm run test:companion` makes what they need."""

import json
import os
import sys
import unittest
from pathlib import Path

# No network, and nothing told. One thread a process: of models this small several only wait for each other.
os.environ |= {"HF_HUB_OFFLINE": "1", "RAY_USAGE_STATS_ENABLED": "0", "TOKENIZERS_PARALLELISM": "false", "OMP_NUM_THREADS": "1"}
HERE = Path(__file__).parent
# Nothing is left in public/, which is what the page ships.
sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(HERE.parent.parent / ".companion/compiled")
PROGRAM = HERE.parent.parent / "public/companion"
sys.path[:0] = [str(HERE), str(PROGRAM)]


def failed_in(result: unittest.TestResult) -> list[str]:
    """Names of the tests that failed."""
    return [test.id() for test, _ in (*result.failures, *result.errors)]


def main() -> int:
    report, *names = sys.argv[1:] or ["/dev/null"]
    loader = unittest.TestLoader()
    tests = loader.loadTestsFromNames(names) if names else loader.discover(str(HERE), top_level_dir=str(HERE))
    result = unittest.TextTestRunner(verbosity=2).run(tests)
    failing = failed_in(result)
    if failing and os.environ.get("CI"):
        # As with tests in a browser: machines that run these are shared, and may be slow for once.
        print(f"Once more: {', '.join(failing)}")
        failing = failed_in(unittest.TextTestRunner(verbosity=2).run(loader.loadTestsFromNames(failing)))
    failed = len(failing)
    passed = result.testsRun - failed - len(result.skipped)
    Path(report).write_text(json.dumps({"passed": passed, "failed": failed}))
    print(f"{passed} passed, {failed} failed, {len(result.skipped)} skipped")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
