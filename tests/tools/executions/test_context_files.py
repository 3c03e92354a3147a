"""The files that an execution was given."""

from typing import cast

import pytest

from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_sandbox.seed import seed_id
from tests.tools.conftest import Tools

pytestmark = pytest.mark.anyio

PAID = seed_id("execution", "expense-paid")
RUNNING = seed_id("execution", "stock-running")
CONTEXT_FILES = "/agents/v2/executions/*/context-files"


async def names(tools: Tools, execution_id: str) -> list[Json]:
    data = await tools.data("executionContextFilesGet", executionId=execution_id)
    return [file["fileName"] for file in cast("list[JsonObject]", data["files"])]


async def uploads(tools: Tools) -> list[str]:
    return [each for each in await tools.requests() if each.startswith("POST ")]


async def test_the_files_that_a_run_was_given_are_listed(tools: Tools) -> None:
    result = await tools("executionContextFilesGet", executionId=PAID)

    assert result.structured is not None
    (file,) = cast("list[JsonObject]", result.structured["files"])
    assert (
        file.items()
        >= {
            "fileName": "receipt.txt",
            "filePath": "uploads/receipt.txt",
            "fileSize": 40,
            "mimeType": "text/plain",
        }.items()
    )
    assert result.text.startswith(f"1 file given to execution {PAID}")
    assert "| fileName: receipt.txt |" in result.text


async def test_links_come_only_when_asked_for(tools: Tools) -> None:
    quiet = await tools("executionContextFilesGet", executionId=PAID)
    asked_for = await tools("executionContextFilesGet", executionId=PAID, includeUrls=True)

    assert "http" not in quiet.text
    assert asked_for.structured is not None
    (file,) = cast("list[JsonObject]", asked_for.structured["files"])
    assert "signature=" in str(file["signedUrl"])
    assert str(file["downloadUrl"]).endswith("/download")
    assert str(file["signedUrl"]) in asked_for.text


async def test_links_to_the_files_and_what_the_run_made_come_next(tools: Tools) -> None:
    it = f'executionId="{PAID}"'
    made = f'executionActivitiesGet {it} activityTypes=["file_added"] shows files that it made'
    quiet = await tools.data("executionContextFilesGet", executionId=PAID)
    asked_for = await tools.data("executionContextFilesGet", executionId=PAID, includeUrls=True)
    empty = await tools.data("executionContextFilesGet", executionId=RUNNING)

    assert quiet["nextSteps"] == [
        f"executionContextFilesGet {it} includeUrls=true gives links to download these",
        made,
    ]
    assert asked_for["nextSteps"] == [made]
    assert len(cast("list[str]", empty["nextSteps"])) == 1


async def test_a_running_execution_is_given_files(tools: Tools) -> None:
    data = await tools.data(
        "executionContextFilesUpload",
        executionId=RUNNING,
        files=[
            {"name": "levels.csv", "text": "article,level\n"},
            {"name": "scan.pdf", "base64": "JVBERg=="},
        ],
    )

    assert data["summary"] == f"2 files given to execution {RUNNING}"
    assert data["files"] == [
        {"fileName": "levels.csv", "fileSize": 14, "mimeType": "text/csv"},
        {"fileName": "scan.pdf", "fileSize": 4, "mimeType": "application/pdf"},
    ]
    assert str(data["nextSteps"]).count(RUNNING) == 2
    assert await names(tools, RUNNING) == ["levels.csv", "scan.pdf"]


async def test_a_run_that_has_ended_takes_no_files(tools: Tools) -> None:
    text = await tools.refused(
        "executionContextFilesUpload", executionId=PAID, files=[{"name": "a", "text": "x"}]
    )

    assert "completed" in text
    assert await names(tools, PAID) == ["receipt.txt"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "files: must have at least 1 item"),
        ([{"name": "a"}], "files[0]: needs text or base64"),
        ([{"name": "../a", "text": "x"}], "files[0].name: must be a file's name without folders"),
        ([{"name": "a", "base64": "&"}], "files[0].base64: must be base64"),
        ([{"name": "a", "path": "/etc/hosts"}], "files[0].path: is not known"),
    ],
)
async def test_files_that_cannot_be_sent_are_refused_before_anything_is_asked(
    tools: Tools, files: list[Json], words: str
) -> None:
    text = await tools.refused("executionContextFilesUpload", executionId=RUNNING, files=files)

    assert words in text
    assert await uploads(tools) == []


async def test_an_upload_whose_answer_was_lost_is_not_repeated(tools: Tools) -> None:
    await tools.fault("POST", CONTEXT_FILES, "500")

    text = await tools.refused(
        "executionContextFilesUpload", executionId=RUNNING, files=[{"name": "a", "text": "x"}]
    )

    assert "executionContextFilesGet with the same executionId" in text
    assert len(await uploads(tools)) == 1
