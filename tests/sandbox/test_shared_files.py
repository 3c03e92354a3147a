"""Shared files by the older routes: those of the published version."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from tests.sandbox.client import NOWHERE, Client, FakeClock
from tests.sandbox.versions import a_version

from asteroid_sandbox.app import create_app
from asteroid_sandbox.limits import Limits
from asteroid_sandbox.seed import MEMBER_API_KEY
from asteroid_sandbox.seed.agents import FORM_GUIDE_ID, PRICE_LIST_ID, QUOTE_FORM, STOCK_MONITOR

FILES = f"/agents/{QUOTE_FORM.id}/shared-files"
WORKFLOWS = f"/agents/{QUOTE_FORM.id}/workflows"


def listed(client: Client) -> dict[str, Any]:
    return {file["fileName"]: file for file in client.get(FILES).json()["files"]}


def freeze(client: Client, file_id: str) -> None:
    """Freeze a shared file."""
    answer = client.patch(f"{FILES}/{file_id}/freeze", {"isFrozen": True})
    assert answer.json()["isFrozen"], answer.text


def test_the_list_tells_every_file_and_how_much_they_take(member: Client) -> None:
    answer = member.get(FILES).json()

    assert [file["fileName"] for file in answer["files"]] == ["form-guide.md", "price-list.csv"]
    assert [file["isFrozen"] for file in answer["files"]] == [False, False]
    assert answer["totalSize"] == sum(file["fileSize"] for file in answer["files"])
    assert {file["agentId"] for file in answer["files"]} == {QUOTE_FORM.id}


def test_an_upload_derives_a_new_published_version(member: Client) -> None:
    before = member.get(WORKFLOWS).json()

    uploaded = member.upload(FILES, ("new.txt", b"hello"), ("more.txt", b"more")).json()

    after = member.get(WORKFLOWS).json()
    assert [file["fileName"] for file in uploaded["files"]] == ["more.txt", "new.txt"]
    assert len(after) == len(before) + 1
    assert after[0]["isPublished"]
    assert after[0]["parentId"] == QUOTE_FORM.version_id(2)
    old = member.get(f"{WORKFLOWS}/{QUOTE_FORM.version_id(2)}").json()["files"]
    assert "new.txt" not in [file["fileName"] for file in old]
    assert set(listed(member)) == {"form-guide.md", "more.txt", "new.txt", "price-list.csv"}


def test_a_file_has_its_checksum_and_a_version_of_its_own(member: Client, clock: FakeClock) -> None:
    (first,) = member.upload(FILES, ("new.txt", b"one")).json()["files"]
    clock.advance(hours=1)
    (second,) = member.upload(FILES, ("new.txt", b"two")).json()["files"]

    assert first["checksum"] == hashlib.sha256(b"one").hexdigest()
    assert second["checksum"] == hashlib.sha256(b"two").hexdigest()
    assert (first["version"], second["version"]) == (1, 2)
    assert first["id"] == second["id"]
    assert first["createdAt"] == second["createdAt"] == first["updatedAt"]
    assert second["updatedAt"] > first["updatedAt"]


def test_a_file_is_replaced_under_its_own_name_by_exactly_one_other(member: Client) -> None:
    path = f"{FILES}/{PRICE_LIST_ID}"

    replaced = member.upload(path, ("other-name.csv", b"x"), method="PUT").json()
    two = member.upload(path, ("a", b"a"), ("b", b"b"), method="PUT")

    assert (replaced["fileName"], replaced["version"], replaced["fileSize"]) == (
        "price-list.csv",
        2,
        1,
    )
    assert (two.status_code, two.text) == (400, "Invalid file upload request.")


def test_a_file_is_deleted(member: Client) -> None:
    assert member.delete(f"{FILES}/{PRICE_LIST_ID}").status_code == 204
    assert set(listed(member)) == {"form-guide.md"}


@pytest.mark.parametrize("how", ["replace", "upload", "delete", "delete all"])
def test_a_frozen_file_refuses_to_change(member: Client, how: str) -> None:
    freeze(member, FORM_GUIDE_ID)
    before = listed(member)
    path = f"{FILES}/{FORM_GUIDE_ID}"
    refused = {
        "replace": lambda: member.upload(path, ("x", b"x"), method="PUT"),
        "upload": lambda: member.upload(FILES, ("new.txt", b"x"), ("form-guide.md", b"x")),
        "delete": lambda: member.delete(path),
        "delete all": lambda: member.delete(f"{FILES}/delete-all"),
    }[how]()

    assert refused.status_code == 400
    assert refused.text == (
        "Frozen files cannot be changed or deleted: form-guide.md. Unfreeze them first."
    )
    assert listed(member) == before
    assert len(member.get(WORKFLOWS).json()) == 3


def test_a_thawed_file_can_go(member: Client) -> None:
    freeze(member, FORM_GUIDE_ID)
    path = f"{FILES}/{FORM_GUIDE_ID}"

    thawed = member.patch(f"{path}/freeze", {"isFrozen": False}).json()

    assert not thawed["isFrozen"]
    assert member.delete(f"{FILES}/delete-all").status_code == 204
    assert member.get(FILES).json() == {"files": [], "totalSize": 0}


def test_freezing_derives_no_version(member: Client) -> None:
    frozen = member.patch(f"{FILES}/{PRICE_LIST_ID}/freeze", {"isFrozen": True}).json()

    assert (frozen["isFrozen"], frozen["version"]) == (True, 1)
    assert len(member.get(WORKFLOWS).json()) == 3


def test_freezing_wants_to_know_whether(member: Client) -> None:
    assert member.patch(f"{FILES}/{PRICE_LIST_ID}/freeze", {}).status_code == 400


def test_deleting_all_of_nothing_derives_no_version(member: Client) -> None:
    assert member.delete(f"/agents/{STOCK_MONITOR.id}/shared-files/delete-all").status_code == 204
    assert len(member.get(f"/agents/{STOCK_MONITOR.id}/workflows").json()) == 1


def test_the_quota_holds_for_all_files_together(tmp_path: Path) -> None:
    app = create_app(tmp_path / "small", limits=Limits(shared=200))
    member = Client(app, {"X-Api-Key": MEMBER_API_KEY})

    within = member.upload(FILES, ("a.txt", b"a" * 50))
    beyond = member.upload(FILES, ("b.txt", b"b" * 50))

    assert within.status_code == 200
    assert beyond.status_code == 400
    assert "200 bytes" in beyond.text
    assert "b.txt" not in listed(member)


def test_a_file_cannot_take_the_name_of_the_workflows_structure(member: Client) -> None:
    assert member.upload(FILES, ("rules.md", b"x")).status_code == 400


def test_an_upload_without_files_is_refused(member: Client) -> None:
    refused = member.request("POST", FILES, content=b"")

    assert (refused.status_code, refused.text) == (400, "Invalid file upload request.")


def test_an_agent_that_was_never_published_keeps_files_on_its_head(member: Client) -> None:
    body = {"name": "Draft", "workflow": a_version()}
    agent = member.post("/agents", body).json()["id"]

    member.upload(f"/agents/{agent}/shared-files", ("a.txt", b"a"))

    (only,) = member.get(f"/agents/{agent}/workflows").json()
    assert not only["isPublished"]
    files = member.get(f"/agents/{agent}/workflows/{only['id']}").json()["files"]
    assert [file["fileName"] for file in files] == ["a.txt"]


def test_a_download_leads_to_a_signed_link_that_needs_no_key(
    member: Client, clock: FakeClock
) -> None:
    answer = member.get(f"{FILES}/{PRICE_LIST_ID}/download")
    link = answer.headers["location"]
    anybody = Client(member.app, {})

    assert answer.status_code == 303
    fetched = anybody.get(link)
    assert fetched.content.startswith(b"cover_level,monthly")
    assert fetched.headers["content-type"].startswith("text/csv")
    assert fetched.headers["content-disposition"] == "attachment"
    assert anybody.get(link.replace("signature=", "signature=0")).status_code == 403
    assert anybody.get(link.replace("text%2Fcsv", "text%2Fhtml")).status_code == 403
    clock.advance(minutes=16)
    assert anybody.get(link).status_code == 403


def test_a_file_of_a_past_version_can_still_be_downloaded(member: Client) -> None:
    member.delete(f"{FILES}/{PRICE_LIST_ID}")

    assert member.get(f"{FILES}/{PRICE_LIST_ID}/download").status_code == 303


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", f"{FILES}/{NOWHERE}"),
        ("PUT", f"{FILES}/{NOWHERE}"),
        ("PATCH", f"{FILES}/{NOWHERE}/freeze"),
        ("GET", f"{FILES}/{NOWHERE}/download"),
    ],
)
def test_an_unknown_file_is_not_found_in_plain_words(
    member: Client, method: str, path: str
) -> None:
    answer = member.request(method, path)

    assert (answer.status_code, answer.text) == (404, "File not found.")
