"""The editable head as a directory of files."""

import json
from base64 import b64decode, b64encode
from typing import Any

import httpx
import pytest
from tests.sandbox.client import Client, FakeClock

from asteroid_sandbox.engine.json_values import Json
from asteroid_sandbox.seed.agents import FORM_GUIDE_ID, PRICE_WATCH, QUOTE_FORM

HEAD = f"/workflows/{QUOTE_FORM.id}/head"
VERSIONS = f"/workflows/{QUOTE_FORM.id}/versions"
STRUCTURE = [
    "environment.json",
    "graph.json",
    "inputs.json",
    "nodes/fill-form/instructions.md",
    "nodes/read-quote/instructions.md",
    "rules.md",
    "settings.json",
]


def tree(client: Client, **query: str | list[str]) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{HEAD}/files", query).json()
    return found


def write(path: str, content: str | bytes) -> dict[str, Json]:
    raw = content.encode() if isinstance(content, str) else content
    return {"path": path, "contentBase64": b64encode(raw).decode()}


def patch(
    client: Client, rev: int, *writes: dict[str, Json], deletes: tuple[str, ...] = ()
) -> httpx.Response:
    body: dict[str, Json] = {"baseRev": rev, "writes": [*writes], "deletes": [*deletes]}
    return client.patch(f"{HEAD}/files", body)


def test_the_tree_holds_structure_inline_and_the_files_by_reference(member: Client) -> None:
    head = tree(member)
    kept = {entry["path"]: entry for entry in head["files"] if entry["kind"] == "agent_file"}

    assert [e["path"] for e in head["files"] if e["kind"] == "structural"] == STRUCTURE
    assert (head["workflowId"], head["workflowName"]) == (QUOTE_FORM.id, "Insurance Quote Form")
    assert (head["versionId"], head["version"]) == (QUOTE_FORM.version_id(3), 3)
    assert set(kept) == {"form-guide.md", "price-list.csv"}
    assert "contentBase64" not in kept["price-list.csv"]
    assert kept["price-list.csv"]["checksum"]


def test_the_older_tree_uses_the_older_names(member: Client) -> None:
    head = member.get(f"/agents/{QUOTE_FORM.id}/workflow-head/files").json()

    assert head["workflowVersionId"] == QUOTE_FORM.version_id(3)
    assert head["agentName"] == "Insurance Quote Form"
    assert "versionId" not in head


def test_contents_are_inlined_as_far_as_asked(member: Client) -> None:
    none = tree(member, contents="none")["files"]
    everything = tree(member, contents="all")["files"]
    small = tree(member, contents="all", maxFileBytes="60")["files"]
    nothing = tree(member, contents="all", maxTotalBytes="0")["files"]

    assert not any("content" in entry for entry in none)
    inlined = {e["path"]: b64decode(e["contentBase64"]) for e in everything if "contentBase64" in e}
    assert inlined["price-list.csv"].startswith(b"cover_level,monthly")
    assert [e["path"] for e in small if "contentBase64" in e] == ["price-list.csv"]
    assert not any("contentBase64" in e for e in nothing)


def test_paths_narrow_the_tree_but_not_its_hash(member: Client) -> None:
    narrow = tree(member, paths=["rules.md", "nowhere.txt"])

    assert [entry["path"] for entry in narrow["files"]] == ["rules.md"]
    assert narrow["contentHash"] == tree(member)["contentHash"]


def test_a_structural_write_changes_the_head_in_place(member: Client, clock: FakeClock) -> None:
    clock.advance(minutes=1)
    before = tree(member)

    after = patch(member, before["rev"], write("nodes/fill-form/instructions.md", "Hi {{.x}}"))

    snapshot = after.json()
    assert after.status_code == 200
    assert snapshot["id"] == before["versionId"]
    assert snapshot["rev"] == before["rev"] + 1
    assert snapshot["createdAt"] == "2026-05-04T12:01:00.000Z"
    assert snapshot["graph"]["nodes"][2]["properties"]["instructions"] == "Hi {{.x}}"
    assert snapshot["inputs"][-1]["name"] == "x"
    assert snapshot["issues"] == member.post(f"{HEAD}/validate").json()["issues"]
    assert tree(member)["contentHash"] != before["contentHash"]


def test_a_stale_structural_write_is_a_conflict_and_changes_nothing(member: Client) -> None:
    rev = tree(member)["rev"]
    patch(member, rev, write("rules.md", "One"))

    stale = patch(member, rev, write("rules.md", "Two"), write("new.txt", "new"))

    assert stale.status_code == 409
    assert stale.json()["code"] == 409
    assert tree(member, paths="rules.md")["files"][0]["content"] == "One"
    assert tree(member, paths="new.txt")["files"] == []


def test_a_stale_write_of_other_files_is_laid_over_the_head(member: Client) -> None:
    patch(member, tree(member)["rev"], write("rules.md", "One"))

    assert patch(member, 0, write("data/new.csv", b"\x00\xff")).status_code == 200
    (entry,) = tree(member, contents="all", paths="data/new.csv")["files"]
    assert b64decode(entry["contentBase64"]) == b"\x00\xff"


def test_an_edit_of_a_head_that_was_published_makes_a_new_version(member: Client) -> None:
    published = member.post(f"{HEAD}/publish").json()

    forked = patch(member, tree(member)["rev"], write("rules.md", "New")).json()

    assert forked["id"] != published["versionId"]
    assert (forked["version"], forked["parentId"]) == (4, published["versionId"])
    assert not forked["isPublished"]
    kept = member.get(f"{VERSIONS}/{published['versionId']}").json()
    assert kept["rules"] != "New"


def test_a_version_that_was_published_once_stays_as_it_is(member: Client) -> None:
    first = member.post(f"{HEAD}/publish").json()["versionId"]
    member.post(f"{VERSIONS}/{QUOTE_FORM.version_id(2)}/publish")

    assert patch(member, tree(member)["rev"], write("rules.md", "New")).json()["id"] != first


def test_an_edit_of_a_head_that_was_executed_makes_a_new_version(member: Client) -> None:
    head = tree(member)["versionId"]
    inputs = {"applicant_name": "A", "postcode": "1"}
    run = member.post(f"/workflows/{QUOTE_FORM.id}/execute", {"head": True, "inputs": inputs})
    assert run.status_code == 202

    assert patch(member, 0, write("x.txt", "x")).json()["id"] != head
    assert len(member.get(f"{VERSIONS}/{head}").json()["files"]) == 2


def test_files_are_deleted_by_path_unless_frozen(member: Client) -> None:
    member.post(f"{HEAD}/publish")
    shared = f"/agents/{QUOTE_FORM.id}/shared-files/{FORM_GUIDE_ID}"
    member.patch(f"{shared}/freeze", {"isFrozen": True})

    gone = patch(member, 0, deletes=("price-list.csv",))
    frozen = patch(member, 0, deletes=("form-guide.md",))
    overwritten = patch(member, 0, write("form-guide.md", "x"))

    assert [file["filePath"] for file in gone.json()["files"]] == ["form-guide.md"]
    assert (frozen.status_code, overwritten.status_code) == (400, 400)
    assert frozen.json()["message"] == overwritten.json()["message"]
    assert frozen.json()["message"] == (
        "Frozen files cannot be changed or deleted: form-guide.md. Unfreeze them first."
    )
    assert "errors" not in frozen.json()


@pytest.mark.parametrize("path", ["form-guide.md", "price-list.csv"])
def test_no_file_of_the_demo_is_frozen(member: Client, path: str) -> None:
    assert patch(member, 0, write(path, "x")).status_code == 200
    assert patch(member, 0, deletes=(path,)).status_code == 200


@pytest.mark.parametrize(
    ("writes", "deletes", "parameter"),
    [
        ([{"path": "/etc/x", "contentBase64": ""}], [], "writes"),
        ([{"path": "a/../b", "contentBase64": ""}], [], "writes"),
        ([{"path": "a.txt", "contentBase64": "not base64!"}], [], "writes"),
        ([{"path": "a.txt"}], [], "writes"),
        (["a.txt"], [], "writes"),
        ([], ["rules.md"], "deletes"),
        ([], ["nowhere.txt"], "deletes"),
        ([], [7], "deletes"),
        ([write("settings.json", "{")], [], "settings.json"),
        ([write("settings.json", "[]")], [], "settings.json"),
        ([write("inputs.json", "{}")], [], "inputs.json"),
        ([write("inputs.json", "[1]")], [], "inputs.json"),
        ([write("nodes/nobody/instructions.md", "x")], [], "nodes/nobody/instructions.md"),
    ],
)
def test_a_patch_that_makes_no_sense_is_refused(
    member: Client, writes: list[Json], deletes: list[Json], parameter: str
) -> None:
    body: dict[str, Json] = {"baseRev": tree(member)["rev"], "writes": writes, "deletes": deletes}

    refused = member.patch(f"{HEAD}/files", body)

    assert refused.status_code == 400
    assert parameter in [error["parameter"] for error in refused.json()["errors"]]


def test_structure_must_be_text(member: Client) -> None:
    assert patch(member, tree(member)["rev"], write("rules.md", b"\xff\xfe")).status_code == 400


def test_a_patch_needs_a_base_rev(member: Client) -> None:
    refused = member.patch(f"{HEAD}/files", {"writes": [], "deletes": []})

    assert refused.json()["errors"] == [{"parameter": "baseRev", "detail": "is required"}]


def test_a_renamed_task_keeps_its_instructions_and_a_removed_one_takes_them_along(
    member: Client,
) -> None:
    before = tree(member, paths=["graph.json", "nodes/fill-form/instructions.md"])
    graph = json.loads(before["files"][0]["content"])
    graph["nodes"][2]["name"] = "Complete form"
    del graph["nodes"][3]

    patch(member, before["rev"], write("graph.json", json.dumps(graph)))

    tasks = [entry for entry in tree(member)["files"] if entry["path"].startswith("nodes/")]
    assert [entry["path"] for entry in tasks] == ["nodes/complete-form/instructions.md"]
    assert tasks[0]["content"] == before["files"][1]["content"]


def test_a_head_that_became_unsound_is_told_and_cannot_be_published(member: Client) -> None:
    graph = json.dumps({"nodes": [], "transitions": [], "sticky_notes": []})

    patched = patch(member, tree(member)["rev"], write("graph.json", graph))

    assert patched.status_code == 200
    assert "error" in {issue["severity"] for issue in patched.json()["issues"]}
    refused = member.post(f"{HEAD}/publish")
    assert refused.status_code == 400
    assert refused.json()["message"] == (
        "Version 3 can be published and run when its errors are mended: "
        "nodes: A workflow needs an output node to end in"
    )
    assert "errors" not in refused.json()


def test_publishing_the_head_twice_changes_nothing_more(member: Client) -> None:
    first, second = member.post(f"{HEAD}/publish").json(), member.post(f"{HEAD}/publish").json()

    assert (first["version"], first["alreadyPublished"]) == (3, False)
    assert (second["version"], second["alreadyPublished"]) == (3, True)


def test_a_versions_files_are_those_it_was_frozen_with(member: Client) -> None:
    path = f"/workflows/{PRICE_WATCH.id}/versions/{PRICE_WATCH.version_id(1)}/files"
    paths = [entry["path"] for entry in member.get(path).json()["files"]]

    assert "nodes/collect-prices/instructions.md" in paths
