"""The official SDK drives the sandbox, each release in an environment of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.sandbox.process import running_sandbox

from asteroid_sandbox.seed import DEMO_API_KEY

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
MOST_SECONDS = 300

type Seen = dict[str, Any]


def drive(release: str, home: Path) -> Seen:
    """What a release's driver saw of a fresh sandbox."""
    interpreter = _environment_of(release) / "bin" / "python"
    driver = HERE / f"drive_{release}.py"
    with running_sandbox(home) as served:
        settings = {"PYTHONPATH": str(ROOT)}
        printed = _output([interpreter, driver, served.base, DEMO_API_KEY], settings)
    seen: Seen = json.loads(printed)
    return seen


def _environment_of(release: str) -> Path:
    environment = ROOT / ".tools" / f"sdk-{release}"
    uv = os.environ.get("UV") or _output([ROOT / "scripts" / "get-uv"], {}).strip()
    group, interpreter = f"--only-group=sdk-{release}", str(Path(sys.executable).resolve())
    command = [uv, "sync", "--frozen", group, "--no-install-project", "--python", interpreter]
    _output(command, {"UV_PROJECT_ENVIRONMENT": str(environment)})
    return environment


def _output(command: Sequence[str | Path], settings: Mapping[str, str]) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    finished = subprocess.run(
        command,
        cwd=ROOT,
        env={**kept, **settings},
        capture_output=True,
        encoding="utf-8",
        timeout=MOST_SECONDS,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


@pytest.fixture(scope="module")
def current(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What SDK 1.9.167 saw."""
    return drive("current", tmp_path_factory.mktemp("current"))


@pytest.fixture(scope="module")
def legacy(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What SDK 1.7.198 saw."""
    return drive("legacy", tmp_path_factory.mktemp("legacy"))


def test_the_current_sdk_looks_around(current: Seen) -> None:
    seen = current["context"]

    assert seen["email"] == "owner@sandbox.example"
    assert seen["organizations"] == ["Sandbox Demo", "Sandbox Annex"]
    assert seen["whoami"] == "user_api_key"
    assert seen["workflows"] == ["Expense Approval", "Insurance Quote Form", "Invoice Download"]
    assert seen["workflow_total"] == 6
    assert seen["docs"][0] == "Versions and publishing: Publish a version"
    assert seen["good_schema"]
    assert len(seen["bad_schema"]) == 2


def test_the_current_sdk_builds_and_publishes_versions(current: Seen) -> None:
    assert current["versions"] == {
        "first": 1,
        "second": 2,
        "changes": ["added tone", "changed Result"],
        "issues": [],
        "spec_issues": [],
        "parent_is_first": True,
        "of_workflow": True,
        "nodes": ["Start", "Greet", "Result"],
        "list": [[2, True, False], [1, False, True]],
        "inputs": ["who", "tone"],
        "outputs": ["Result"],
    }


def test_the_current_sdk_edits_the_head(current: Seen) -> None:
    seen = current["head"]

    assert {"graph.json", "nodes/greet/instructions.md", "rules.md"} <= set(seen["paths"])
    assert (seen["rules"], seen["forked"], seen["stale"]) == ("Never shout.", True, 409)
    assert seen["files"] == [["notes/hello.txt", 5]]
    assert seen["inline"] == ["aGVsbG8="]
    assert seen["published"] == [3, False]
    assert seen["again"]
    assert seen["version_files"] == ["notes/hello.txt"]


def test_the_current_sdk_keeps_profiles_without_seeing_secrets(current: Seen) -> None:
    seen = current["profiles"]

    assert seen["credentials"] == [["LOGIN", "********"]]
    assert seen["cookies"] == ["sid"]
    assert seen["inbox"].endswith("@agentmail.asteroid.ai")
    assert (seen["clash"], seen["changed"], seen["read"]) == (409, ["Changed", True], "SDK Profile")
    assert seen["found"] == ["SDK Profile"]
    assert "not-to-be-seen" not in json.dumps(current)


def test_the_current_sdk_still_reaches_the_deprecated_routes(current: Seen) -> None:
    assert current["old names"] == {
        "agent": True,
        "tree": [True, "Insurance Quote Form"],
        "files": ["form-guide.md"],
        "published": 3,
        "profiles": 4,
        "tools": 9,
        "staged": "a.txt",
        "files_of_run": True,
    }


def test_the_current_sdk_follows_a_run_to_its_end(current: Seen) -> None:
    seen = current["run"]

    assert (seen["initial"], seen["statuses"][-1]) == ("starting", "completed")
    assert (seen["outcome"], seen["result"]) == ("greeted", {"who": "the world"})
    assert (seen["version"], seen["published"], seen["workflow_is_workflow"]) == (3, True, True)
    assert (seen["profile"], seen["metadata"]) == ("SDK Profile", {"ticket": "T-1"})
    assert seen["activities"].count("transitioned_node") == 3
    assert seen["activities"][-1] == seen["newest"] == "terminal"
    assert seen["context_files"] == ["letter.txt", "more.txt"]
    assert (seen["produced"], seen["sync"]) == ("greeting.txt", "completed")


def test_the_current_sdk_reruns_and_waits(current: Seen) -> None:
    assert current["reruns"] == {
        "result": {"who": "again"},
        "parent": True,
        "marked": True,
        "waited": "starting",
        "waited_end": "completed",
        "exact": {"who": "you"},
    }


def test_the_current_sdk_steers_runs(current: Seen) -> None:
    assert current["steering"] == {
        "steps": [
            "paused",
            "running",
            "paused_by_agent",
            "awaiting_confirmation",
            "completed",
            "cancelled",
        ],
        "outcome": "approved",
        "late": 400,
        "gone": ["NotFoundException", 404],
    }


def test_the_current_sdk_reads_every_demo_execution(current: Seen) -> None:
    seen = current["listing"]

    assert {"completed", "failed", "cancelled", "paused", "running"} <= set(seen["statuses"])
    assert seen["total_is_length"]
    assert {"reasoning", "action_failed", "file_added", "user_message_received"} <= set(
        seen["activity_types"]
    )
    assert seen["failed"] == ["Portal Export", "Portal Export"]
    assert seen["tagged"] == 2
    assert seen["sources"] == ["api", "schedule", "ui"]


def test_the_current_sdk_gets_refusals_as_its_own_exceptions(current: Seen) -> None:
    seen = current["refusals"]
    missing = json.loads(seen["missing inputs"]["body"])

    assert seen["unknown execution"]["type"] == "NotFoundException"
    assert seen["unknown profile"]["status"] == 404
    assert [error["parameter"] for error in missing["errors"]] == [
        "inputs.applicant_name",
        "inputs.postcode",
    ]
    assert seen["no organization"]["body"].startswith("organizationId is required")
    assert current["deleted"] == [404, 404]


def test_the_legacy_sdk_looks_around(legacy: Seen) -> None:
    seen = legacy["context"]

    assert seen["agents"] == ["Portal Export", "Price Watch", "Stock Monitor"]
    assert seen["agent_total"] == 6
    assert seen["docs"][0] == "Versions and publishing: Publish a version"
    assert seen["snapshots"]["Price Watch"] == ["start", "url", "iris", "iris", "output", "output"]
    assert not seen["bad_schema"]


def test_the_legacy_sdk_builds_and_publishes_workflows(legacy: Seen) -> None:
    assert legacy["workflows"] == {
        "published": [True, 2],
        "snapshot": [True, True, 2],
        "task": [True, 0.5],
        "inputs": ["who"],
        "list": [[2, True], [1, False]],
    }


def test_the_legacy_sdk_keeps_profiles_with_their_browser_settings(legacy: Seen) -> None:
    seen = legacy["profiles"]

    assert seen["proxy"] == {"server": "http://proxy.example:8080", "username": "proxy-user"}
    assert seen["changed"] == [True, True, "windows"]
    assert (seen["read"], seen["found"]) == ("custom", ["SDK Profile"])
    assert "not-to-be-seen" not in json.dumps(legacy)


def test_the_legacy_sdk_shares_files_and_cannot_change_a_frozen_one(legacy: Seen) -> None:
    seen = legacy["shared_files"]
    refusal = "Frozen files cannot be changed or deleted: a.csv. Unfreeze them first."

    assert seen["uploaded"] == [["a.csv", 1, 1], ["b.csv", 2, 1]]
    assert seen["changed"] == ["a.csv", 3, 2]
    assert seen["checksum_changed"]
    assert seen["frozen"]
    assert (
        seen["refused"]
        == seen["kept"]
        == {"type": "BadRequestException", "status": 400, "body": refusal}
    )
    assert (seen["total"], seen["left"], seen["end"]) == (5, ["b.csv"], [])


def test_the_legacy_sdk_follows_a_run_to_its_end(legacy: Seen) -> None:
    seen = legacy["run"]

    assert (seen["said"], seen["status"], seen["outcome"]) == (
        "Files uploaded.",
        "completed",
        "greeted",
    )
    assert seen["inputs"] == {"who": "the world"}
    assert seen["workflow_is_version"]
    assert seen["context_files"] == ["letter.txt", "more.txt"]
    assert seen["produced"] == ["greeting.txt"]
    assert (seen["synced"], seen["rerun"], seen["exact"]) == (True, True, "completed")


def test_the_legacy_sdk_steers_runs(legacy: Seen) -> None:
    seen = legacy["steering"]

    assert seen["steps"] == ["paused_by_agent", "awaiting_confirmation", "completed"]
    assert seen["texts"] == ["User message added.", "Execution status updated."]
    assert (seen["cancelled"], seen["late"]) == ("cancelled", 400)


def test_the_legacy_sdk_reads_every_demo_execution(legacy: Seen) -> None:
    seen = legacy["listing"]

    assert seen["statuses"]["Sandbox Annex"] == ["running", "starting"]
    assert {"completed", "paused_by_agent"} <= set(seen["statuses"]["Sandbox Demo"])
    assert seen["failed"] == ["Portal Export", "Portal Export"]
    assert seen["script_failures"] == 1
