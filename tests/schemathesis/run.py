"""Holds a running server against docs/api/openapi.json, seeded and bounded.

    python run.py --url http://127.0.0.1:8080 --work DIR [--seed N] [--examples N]

`cargo x test` starts a demo server without limits and runs this; DIR takes what the run leaves behind.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from random import Random

from known import Portal

HERE = Path(__file__).resolve().parent
DESCRIPTION = HERE.parents[1] / "docs" / "api" / "openapi.json"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "allow_header_conformance",
    "a_refusal_names_the_field",
    "EveryOperationIsReached",
)


def main() -> int:
    """Prepares, runs, and hands on how it ended: 0 where everything held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=30, help="cases for each operation")
    parser.add_argument("--seconds", type=int, default=120, help="a run that takes longer has failed")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    # `resolve` because the run's own folder is another one.
    known = given.work.resolve() / "known.json"
    Portal(given.url).prepare(Random(given.seed)).save(known)
    words = [sys.executable, "-m", "schemathesis.cli", "run", str(DESCRIPTION), "--url", given.url]
    words += ["--seed", str(given.seed), "--max-examples", str(given.examples), "--checks", ",".join(CHECKS)]
    words += ["--phases", "examples,coverage,fuzzing", "--warnings", "off", "--no-color"]
    # Schemathesis imports the hooks by name, and keeps what it learns in the folder that it runs in.
    told = {"SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE), "TANGGAP_KNOWN": str(known)}
    try:
        return subprocess.run(words, cwd=given.work, env=os.environ | told, timeout=given.seconds).returncode
    except subprocess.TimeoutExpired:
        print(f"not done after {given.seconds} s", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
