"""Files staged for executions, given to them and made by them."""

from pathlib import Path

import pytest
from tests.sandbox.client import NOWHERE, Client, FakeClock

from asteroid_sandbox.app import create_app
from asteroid_sandbox.limits import Limits
from asteroid_sandbox.seed import ANNEX_ORGANIZATION_ID, MEMBER_API_KEY, ORGANIZATION_ID
from asteroid_sandbox.seed.agents import NIGHT_AUDIT, PRICE_WATCH
from asteroid_sandbox.seed.runs import DEMO_RUNS

RUNS = {run.key: f"/executions/{run.id}" for run in DEMO_RUNS}


def test_staged_files_are_given_to_the_execution(member: Client) -> None:
    staged = member.upload("/temp-files", ("a.txt", b"a"), ("b.txt", b"bb")).json()["tempFiles"]
    body = {"inputs": {"product": "kettle"}, "tempFiles": staged}

    run = member.post(f"/workflows/{PRICE_WATCH.id}/execute", body).json()["executionId"]

    files = member.get(f"/executions/{run}/context-files").json()
    assert [file["name"] for file in staged] == ["a.txt", "b.txt"]
    assert [(file["fileName"], file["fileSize"]) for file in files] == [("a.txt", 1), ("b.txt", 2)]
    assert files[0]["workflowId"] == files[0]["agentId"] == PRICE_WATCH.id
    assert (files[0]["fileExt"], files[0]["fileType"]) == (".txt", "text")
    assert files[0]["filePath"] == "uploads/a.txt"


def test_staged_files_expire_after_an_hour(member: Client, clock: FakeClock) -> None:
    staged = member.upload("/temp-files", ("a.txt", b"a")).json()["tempFiles"]
    body = {"inputs": {"product": "kettle"}, "tempFiles": staged}
    path = f"/workflows/{PRICE_WATCH.id}/execute"

    clock.advance(minutes=59)
    in_time = member.post(path, body)
    clock.advance(minutes=1)
    too_late = member.post(path, body)

    assert in_time.status_code == 202
    assert too_late.status_code == 400
    assert too_late.json()["errors"][0]["parameter"] == "tempFiles"


def test_staged_files_belong_to_one_organization(owner: Client) -> None:
    query = {"organizationId": ORGANIZATION_ID}
    parts = [("files", ("a.txt", b"a", "text/plain"))]
    staged = owner.request("POST", "/temp-files", query=query, files=parts).json()["tempFiles"]
    body = {"inputs": {"article": "x"}, "tempFiles": staged}

    assert owner.post(f"/workflows/{NIGHT_AUDIT.id}/execute", body).status_code == 400


@pytest.mark.parametrize("given", [{"id": NOWHERE, "name": "a"}, {"name": "a"}])
def test_a_file_that_was_never_staged_is_refused(member: Client, given: dict[str, str]) -> None:
    body = {"inputs": {"product": "kettle"}, "tempFiles": [{**given}]}

    assert member.post(f"/workflows/{PRICE_WATCH.id}/execute", body).status_code == 400


def test_staging_speaks_in_plain_words(member: Client) -> None:
    foreign = member.upload(f"/temp-files/{ANNEX_ORGANIZATION_ID}", ("a.txt", b"a"))
    empty = member.post("/temp-files")
    garbled = Client(member.app, {**member.headers, "content-type": "multipart/form-data"})

    assert (foreign.status_code, foreign.text) == (403, "User is not a member of the organization.")
    assert (empty.status_code, empty.text) == (400, "Invalid file upload request.")
    assert garbled.request("POST", "/temp-files", content=b"x").text == empty.text


def test_the_older_route_stages_for_the_organization_in_its_path(owner: Client) -> None:
    staged = owner.upload(f"/temp-files/{ORGANIZATION_ID}", ("a.txt", b"a"))

    assert [file["name"] for file in staged.json()["tempFiles"]] == ["a.txt"]


def test_only_a_files_own_name_is_kept(member: Client) -> None:
    staged = member.upload("/temp-files", ("../../etc/passwd", b""), ("C:\\temp\\a.txt", b""))

    assert [file["name"] for file in staged.json()["tempFiles"]] == ["passwd", "a.txt"]


@pytest.mark.parametrize("key", ["stock-running", "stock-paused", "expense-asking"])
def test_context_files_go_to_an_execution_that_is_under_way(
    member: Client, clock: FakeClock, key: str
) -> None:
    clock.advance(seconds=5)

    answer = member.upload(f"{RUNS[key]}/context-files", ("note.txt", b"note"))

    assert (answer.status_code, answer.text) == (200, "Files uploaded.")
    (activity,) = [
        item
        for item in member.get(f"{RUNS[key]}/activities").json()
        if item["payload"]["activityType"] == "file_added"
    ]
    assert activity["timestamp"] == "2026-05-04T12:00:05.000Z"
    assert activity["payload"]["source"] == "upload"
    assert Client(member.app, {}).get(activity["payload"]["presignedUrl"]).text == "note"


@pytest.mark.parametrize("key", ["quote-full", "export-first", "expense-withdrawn"])
def test_an_ended_execution_takes_no_context_files(member: Client, key: str) -> None:
    answer = member.upload(f"{RUNS[key]}/context-files", ("note.txt", b"note"))

    assert answer.status_code == 400
    assert answer.text.startswith("Invalid file upload request.")
    assert member.get(f"{RUNS[key]}/context-files").json() == []


def test_a_queued_execution_takes_no_context_files(owner: Client) -> None:
    answer = owner.upload(f"{RUNS['audit-queued']}/context-files", ("note.txt", b"note"))

    assert answer.status_code == 400
    assert answer.text == (
        "Invalid file upload request. The execution is queued: only one that is under way takes "
        "files."
    )


def test_context_files_have_a_quota(tmp_path: Path) -> None:
    app = create_app(tmp_path / "small", limits=Limits(uploads=10))
    member = Client(app, {"X-Api-Key": MEMBER_API_KEY})
    path = f"{RUNS['stock-running']}/context-files"

    assert member.upload(path, ("a", b"a" * 6)).status_code == 200
    beyond = member.upload(path, ("b", b"b" * 6))
    assert beyond.status_code == 400
    assert "holds 6 bytes of the 10 it may hold" in beyond.text


def test_context_files_are_downloaded_by_a_redirect(member: Client) -> None:
    (file,) = member.get(f"{RUNS['expense-paid']}/context-files").json()
    answer = member.get(file["downloadUrl"])

    assert answer.status_code == 303
    anybody = Client(member.app, {})
    assert anybody.get(answer.headers["location"]).text.startswith("Receipt no. 4711")
    assert anybody.get(file["signedUrl"]).text.startswith("Receipt no. 4711")


def test_execution_files_come_by_directory(member: Client, clock: FakeClock) -> None:
    inputs = {"product": "kettle in stock"}
    path = f"/workflows/{PRICE_WATCH.id}/execute"
    run = member.post(path, {"inputs": inputs}).json()["executionId"]
    member.upload(f"/executions/{run}/context-files", ("note.txt", b"note"))
    clock.advance(minutes=5)

    answer = member.get(f"/executions/{run}/files").json()

    directories = answer["directories"]
    (made,) = directories["workspace"]
    assert set(directories) == {"uploads", "workspace"}
    assert (made["fileName"], made["createdBy"]) == ("offers.csv", "agent")
    assert directories["uploads"][0]["createdBy"] == "user"
    assert answer["lastUpdated"] == made["updatedAt"]
    link = member.get(made["downloadUrl"]).headers["location"]
    assert Client(member.app, {}).get(link).text.startswith("product")


def test_execution_files_show_what_the_version_shares(member: Client) -> None:
    directories = member.get(f"{RUNS['quote-full']}/files").json()["directories"]

    assert [file["filePath"] for file in directories["shared"]] == [
        "shared/form-guide.md",
        "shared/price-list.csv",
    ]
    link = member.get(directories["shared"][1]["downloadUrl"])
    assert link.status_code == 303


def test_given_files_can_be_fetched_as_execution_files(member: Client) -> None:
    files = member.get(f"{RUNS['expense-paid']}/files").json()["directories"]["uploads"]

    assert member.get(files[0]["downloadUrl"]).status_code == 303


def test_the_older_routes_list_the_same_files(member: Client) -> None:
    old = member.get(f"{RUNS['quote-full']}/agent-files").json()["directories"]

    assert [file["fileName"] for file in old["shared"]] == ["form-guide.md", "price-list.csv"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (f"/executions/{NOWHERE}/context-files", "Execution files not found."),
        (f"/executions/{NOWHERE}/files", "Execution files not found."),
        (f"{RUNS['quote-full']}/files/{NOWHERE}/download", "File not found."),
        (f"{RUNS['quote-full']}/context-files/{NOWHERE}/download", "File not found."),
    ],
)
def test_unknown_files_are_not_found_in_plain_words(member: Client, path: str, text: str) -> None:
    answer = member.get(path)

    assert (answer.status_code, answer.text) == (404, text)


def test_context_files_for_an_unknown_execution_are_refused(member: Client) -> None:
    answer = member.upload(f"/executions/{NOWHERE}/context-files", ("a", b"a"))

    assert (answer.status_code, answer.text) == (404, "Execution not found.")
