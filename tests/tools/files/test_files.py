"""Staging files, an agent's shared files, JSON schemas."""

import base64
import hashlib
import json
from typing import cast

import pytest

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_sandbox.seed import ORGANIZATION_ID
from tests.tools.conftest import Clock, Tools
from tests.tools.reading import objects

pytestmark = pytest.mark.anyio


async def _agent(tools: Tools, name: str = "Insurance Quote Form") -> str:
    found = await tools.data("agentList", organizationId=ORGANIZATION_ID, searchName=name)
    return str(objects(found["agents"])[0]["agentId"])


async def _files(tools: Tools, agent: str, detail: str = "summary") -> dict[str, JsonObject]:
    listed = await tools.data("agentSharedFilesGet", agentId=agent, detail=detail)
    return {str(each["filePath"]).rpartition("/")[2]: each for each in objects(listed["files"])}


async def test_staged_files_are_ready_for_a_run(tools: Tools) -> None:
    result = await tools(
        "tempFilesStage",
        organizationId=ORGANIZATION_ID,
        files=[{"name": "a.csv", "text": "x"}, {"name": "b.bin", "base64": "AAE="}],
    )
    assert result.structured is not None
    staged = objects(result.structured["tempFiles"])
    assert [each["name"] for each in staged] == ["a.csv", "b.bin"]
    assert result.structured["expiresInMinutes"] == 60
    assert f'"id": "{staged[0]["id"]}"' in result.text
    find, run = cast("list[str]", result.structured["nextSteps"])
    assert find.startswith(f'agentList organizationId="{ORGANIZATION_ID}" ')
    assert run.startswith(f"agentExecutePost tempFiles={json.dumps(staged)} ")


async def test_staged_files_expire(tools: Tools, clock: Clock) -> None:
    data = await tools.data(
        "tempFilesStage",
        organizationId=ORGANIZATION_ID,
        files=[{"name": "a.csv", "text": "x"}],
    )
    clock.advance(61 * 60)
    text = await tools.refused(
        "agentExecutePost",
        agentId=await _agent(tools, "Price Watch"),
        inputs={"product": "lamp"},
        tempFiles=data["tempFiles"],
    )
    assert "tempFiles" in text


async def test_staging_whose_answer_was_lost_may_be_repeated(tools: Tools) -> None:
    for path in ("/agents/v2/temp-files", "/agents/v2/temp-files/*"):
        await tools.fault("POST", path, "malformed")
    files: list[Json] = [{"name": "a.csv", "text": "x"}]
    text = await tools.refused("tempFilesStage", organizationId=ORGANIZATION_ID, files=files)
    assert "to call it again does no harm" in text


async def test_every_problem_of_the_files_is_named_and_nothing_is_sent(tools: Tools) -> None:
    text = await tools.refused(
        "tempFilesStage",
        organizationId=ORGANIZATION_ID,
        files=[{"name": "../a", "text": "x"}, {"name": "b"}, {"name": "c", "base64": "?"}],
    )
    for where in ("files[0].name", "files[1]", "files[2].base64"):
        assert where in text
    assert not [each for each in await tools.requests() if "temp-files" in each]


async def test_the_organization_is_asked_for_where_there_are_several(tools: Tools) -> None:
    text = await tools.refused("tempFilesStage", files=[{"name": "a.csv", "text": "x"}])
    assert ORGANIZATION_ID in text
    assert "Sandbox Annex" in text


async def test_shared_files_are_listed_with_what_the_other_tools_need(tools: Tools) -> None:
    agent = await _agent(tools)
    result = await tools("agentSharedFilesGet", agentId=agent)
    assert result.structured is not None
    files = await _files(tools, agent)
    assert set(files) == {"form-guide.md", "price-list.csv"}
    assert result.structured["totalSize"] == sum(
        int(str(each["fileSize"])) for each in files.values()
    )
    assert all(f"fileId: {each['fileId']}" in result.text for each in files.values())
    assert files["price-list.csv"]["contentType"] == "text/csv"
    assert not any("checksum" in each or "id" in each for each in files.values())
    assert "downloadUrl" not in result.text


async def test_a_list_leads_to_changing_a_file_or_adding_one(tools: Tools) -> None:
    agent = await _agent(tools)
    listed = await tools.data("agentSharedFilesGet", agentId=agent)
    change, add = cast("list[str]", listed["nextSteps"])
    file_id = objects(listed["files"])[0]["fileId"]
    assert change.startswith(
        f'agentSharedFilesUpdate agentId="{agent}" fileId="{file_id}" file={{"text": "..."}} '
    )
    upload = f'agentSharedFilesUpload agentId="{agent}" files=[{{"name": "...", "text": "..."}}] '
    assert add.startswith(upload)
    none = await tools.data("agentSharedFilesGet", agentId=await _agent(tools, "Price Watch"))
    assert none["summary"] == "no shared files, 0 bytes"
    assert len(cast("list[str]", none["nextSteps"])) == 1


async def test_full_detail_says_more_of_a_file(tools: Tools) -> None:
    agent = await _agent(tools)
    full = await tools.data("agentSharedFilesGet", agentId=agent, detail="full")
    assert all({"fileName", "checksum"} <= set(each) for each in objects(full["files"]))


async def test_an_uploaded_file_is_there_and_the_same(tools: Tools) -> None:
    agent = await _agent(tools)
    content = bytes(range(256))
    await tools.data(
        "agentSharedFilesUpload",
        agentId=agent,
        files=[{"name": "all.bin", "base64": base64.b64encode(content).decode()}],
    )
    stored = (await _files(tools, agent, detail="full"))["all.bin"]
    assert stored["fileSize"] == 256
    assert stored["checksum"] == hashlib.sha256(content).hexdigest()


async def test_updating_replaces_the_content_and_keeps_the_place(tools: Tools) -> None:
    agent = await _agent(tools)
    before = (await _files(tools, agent))["price-list.csv"]
    data = await tools.data(
        "agentSharedFilesUpdate", agentId=agent, fileId=before["fileId"], file={"text": "new"}
    )
    assert str(data["summary"]).startswith('Wrote "price-list.csv". ')
    after = (await _files(tools, agent))["price-list.csv"]
    kept = ("filePath", "contentType")
    assert [after[name] for name in kept] == [before[name] for name in kept]
    assert after["fileSize"] == 3


async def test_what_is_wrong_with_new_content_is_said_before_anything_is_asked(
    tools: Tools,
) -> None:
    agent = "3f2b8c1e-6d4a-4b7e-9a55-0c1d2e3f4a5b"
    for file, problem in (
        ({"name": "a.txt", "text": "x"}, "file.name: is not known"),
        ({}, "file: needs text or base64; has neither"),
        ({"base64": "?"}, "file.base64: must be base64"),
    ):
        content = cast("JsonObject", file)
        text = await tools.refused(
            "agentSharedFilesUpdate", agentId=agent, fileId="one", file=content
        )
        assert problem in text
    assert await tools.requests() == []


async def test_a_file_that_is_not_there_cannot_be_replaced(tools: Tools) -> None:
    text = await tools.refused(
        "agentSharedFilesUpdate", agentId=await _agent(tools), fileId="one", file={"text": "x"}
    )
    assert "fileId comes from agentSharedFilesGet" in text


async def _changes(tools: Tools, agent: str) -> list[JsonObject]:
    """The answers to one change of each kind."""
    upload: list[Json] = [{"name": "notes.md", "text": "one"}]
    wrote = await tools.data("agentSharedFilesUpload", agentId=agent, files=upload)
    file_id = (await _files(tools, agent))["price-list.csv"]["fileId"]
    updated = await tools.data(
        "agentSharedFilesUpdate", agentId=agent, fileId=file_id, file={"text": "new"}
    )
    file_id = (await _files(tools, agent))["price-list.csv"]["fileId"]
    deleted = await tools.data("agentSharedFilesDelete", agentId=agent, fileId=file_id)
    return [wrote, updated, deleted, await tools.data("agentSharedFilesDeleteAll", agentId=agent)]


@pytest.mark.parametrize("generation", [Generation.LEGACY])
async def test_on_the_legacy_api_a_change_is_seen_by_runs_at_once(tools: Tools) -> None:
    agent = await _agent(tools)
    before = await tools.data("workflowsList", agentId=agent)
    for changed in await _changes(tools, agent):
        assert "New runs see this at once" in str(changed["summary"])
        assert changed["nextSteps"] == [
            f'agentSharedFilesGet agentId="{agent}" lists the files as they are now'
        ]
    after = await tools.data("workflowsList", agentId=agent)
    assert after["publishedWorkflowId"] != before["publishedWorkflowId"]


@pytest.mark.parametrize("generation", [Generation.CURRENT])
async def test_on_the_current_api_a_change_waits_to_be_published(tools: Tools) -> None:
    agent = await _agent(tools)
    before = await tools.data("workflowsList", agentId=agent)
    for changed in await _changes(tools, agent):
        assert "Runs do not see this yet" in str(changed["summary"])
        find, publish, _look = cast("list[str]", changed["nextSteps"])
        assert find.startswith(f'workflowsList agentId="{agent}"')
        assert publish.startswith(f'workflowPublish agentId="{agent}"')
    after = await tools.data("workflowsList", agentId=agent)
    assert after["publishedWorkflowId"] == before["publishedWorkflowId"]
    newest = objects(after["workflows"])[0]["workflowId"]
    await tools.data("workflowPublish", agentId=agent, workflowId=newest)
    assert await _files(tools, agent) == {}


async def test_a_deleted_file_is_gone_and_the_others_stay(tools: Tools) -> None:
    agent = await _agent(tools)
    gone = (await _files(tools, agent))["price-list.csv"]
    data = await tools.data("agentSharedFilesDelete", agentId=agent, fileId=gone["fileId"])
    assert str(data["summary"]).startswith('Deleted "price-list.csv". ')
    assert objects(data["files"])[0]["fileId"] == gone["fileId"]
    assert set(await _files(tools, agent)) == {"form-guide.md"}
    again = await tools.refused("agentSharedFilesDelete", agentId=agent, fileId=gone["fileId"])
    assert "fileId comes from agentSharedFilesGet" in again


async def test_deleting_all_files_counts_and_names_them(tools: Tools) -> None:
    agent = await _agent(tools)
    data = await tools.data("agentSharedFilesDeleteAll", agentId=agent)
    assert str(data["summary"]).startswith(
        'Deleted 2 shared files: "form-guide.md", "price-list.csv". '
    )
    assert await _files(tools, agent) == {}


async def test_many_deleted_files_are_named_in_part(tools: Tools) -> None:
    agent = await _agent(tools, "Price Watch")
    for first in ("a", "b"):
        files: list[Json] = [{"name": f"{first}{number}.txt", "text": ""} for number in range(6)]
        await tools.data("agentSharedFilesUpload", agentId=agent, files=files)
    data = await tools.data("agentSharedFilesDeleteAll", agentId=agent)
    assert '"b3.txt" and 2 more. ' in str(data["summary"])


async def test_where_there_are_no_files_nothing_is_deleted(tools: Tools) -> None:
    agent = await _agent(tools, "Price Watch")
    data = await tools.data("agentSharedFilesDeleteAll", agentId=agent)
    assert "nothing to delete" in str(data["summary"])
    assert data["files"] == []
    assert "agentSharedFilesUpload" in str(data["nextSteps"])
    assert {each.split()[0] for each in await tools.requests()} == {"GET"}


async def test_a_change_whose_answer_was_lost_says_where_to_look(tools: Tools) -> None:
    agent = await _agent(tools)
    for method, path in (
        ("PATCH", "/agents/v2/workflows/*/head/files"),
        ("POST", "/agents/v2/agents/*/shared-files"),
    ):
        await tools.fault(method, path, "malformed")
    text = await tools.refused(
        "agentSharedFilesUpload", agentId=agent, files=[{"name": "a.txt", "text": "a"}]
    )
    assert "first look with agentSharedFilesGet with the same agentId" in text


async def _frozen(tools: Tools, agent: str) -> JsonObject:
    """A shared file that has been frozen, which only the older API can do."""
    file = (await _files(tools, agent))["form-guide.md"]
    await tools.data("agentSharedFilesFreeze", agentId=agent, fileId=file["fileId"], isFrozen=True)
    return file


@pytest.mark.parametrize("generation", [Generation.LEGACY])
async def test_a_frozen_file_refuses_to_change_or_go(tools: Tools) -> None:
    agent = await _agent(tools)
    frozen = await _frozen(tools, agent)
    for refused in (
        tools.refused("agentSharedFilesDelete", agentId=agent, fileId=frozen["fileId"]),
        tools.refused("agentSharedFilesDeleteAll", agentId=agent),
        tools.refused(
            "agentSharedFilesUpdate",
            agentId=agent,
            fileId=frozen["fileId"],
            file={"text": "x"},
        ),
    ):
        assert "frozen" in (await refused).lower()
    assert set(await _files(tools, agent)) == {"form-guide.md", "price-list.csv"}


@pytest.mark.parametrize("generation", [Generation.LEGACY])
async def test_freezing_is_undone_by_unfreezing(tools: Tools) -> None:
    agent = await _agent(tools)
    frozen = await _frozen(tools, agent)
    thawed = await tools.data(
        "agentSharedFilesFreeze", agentId=agent, fileId=frozen["fileId"], isFrozen=False
    )
    assert thawed["summary"] == '"form-guide.md" is not frozen any more'
    assert "agentSharedFilesGet" in str(thawed["nextSteps"])
    await tools.data("agentSharedFilesDeleteAll", agentId=agent)
    assert await _files(tools, agent) == {}


@pytest.mark.parametrize("generation", [Generation.CURRENT])
async def test_freezing_is_not_offered_where_the_api_does_not_know_it(tools: Tools) -> None:
    agent = await _agent(tools)
    file = (await _files(tools, agent))["form-guide.md"]
    text = await tools.refused(
        "agentSharedFilesFreeze", agentId=agent, fileId=file["fileId"], isFrozen=True
    )
    assert "agentSharedFilesFreeze is not offered" in text


async def test_a_good_schema_is_valid(tools: Tools) -> None:
    schema: JsonObject = {
        "type": "object",
        "properties": {"total": {"type": "number"}},
        "required": ["total"],
        "additionalProperties": False,
    }
    data = await tools.data("schemaValidate", schema=schema)
    assert (data["valid"], data["errors"], data["summary"]) == (True, [], "The schema is valid")
    assert str(data["nextSteps"]).count("workflowCreate") == 1


async def test_a_schema_that_arrives_as_a_string_is_read(tools: Tools) -> None:
    data = await tools.data("schemaValidate", schema='{"type": "object", "properties": {}}')
    assert data["valid"] is False
    assert "schemaValidate again" in str(data["nextSteps"])


async def test_what_is_wrong_with_a_schema_is_said(tools: Tools) -> None:
    result = await tools("schemaValidate", schema={"type": "object", "properties": {"a": {}}})
    assert result.structured is not None
    errors = result.structured["errors"]
    assert isinstance(errors, list)
    assert len(errors) >= 2
    assert all(str(error) in result.text for error in errors)
