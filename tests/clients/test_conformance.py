"""The official conformance suite's judgement, against a baseline of what we do not offer."""

from pathlib import Path

import pytest
from tests.clients.node import CONFORMANCE, HERE, Node

REVISIONS = ["2026-07-28", "2025-11-25"]


def baseline(revision: str) -> Path:
    return HERE / f"conformance-{revision}.yml"


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_official_suite_finds_nothing_but_the_baseline(
    node: Node, endpoint: str, tmp_path: Path, revision: str
) -> None:
    judged = node.run(
        CONFORMANCE,
        "server",
        *("--url", endpoint),
        *("--requirements", revision),
        *("--expected-failures", str(baseline(revision))),
        *("--output-dir", str(tmp_path)),
    )
    summary = judged.out[judged.out.find("=== SUMMARY ===") :]
    assert judged.code == 0, summary + judged.err


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_suite_notices_what_the_baseline_does_not_excuse(
    node: Node, endpoint: str, tmp_path: Path, revision: str
) -> None:
    """Else an exit code that is always 0 would pass the test above."""
    judged = node.run(
        CONFORMANCE,
        "server",
        *("--url", endpoint),
        *("--requirements", revision),
        *("--scenario", "tools-call-image"),
        *("--output-dir", str(tmp_path)),
    )
    assert judged.code == 1, judged.out + judged.err


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_expected_failure_has_its_reason(revision: str) -> None:
    lines = baseline(revision).read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line.startswith("  - ")]
    assert entries
    assert [entry for entry in entries if " # " not in entry] == []
