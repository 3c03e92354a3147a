"""Staging files, an agent's shared files, JSON schemas."""

import base64
import hashlib

import pytest

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import JsonObject
from asteroid_sandbox.seed import ORGANIZATION_ID
from tests.tools.conftest import Clock, Tools
from tests.tools.reading import objects

pytestmark = pytest.mark.anyio


async def _agent(tools: Tools, name: str = "Insurance Quote Form") -> str:
    found = await tools.data("agentList", organizationId=ORGANIZATION_ID, searchName=name)
    return str(objects(found["agents"])[0]["id"])


async def _files(tools: Tools, agent: str) -> dict[str, JsonObject]:
    listed = await tools.data("agentSharedFilesGet", agentId=agent)
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
    assert all(str(each["id"]) in result.text for each in files.values())
    assert "downloadUrl" not in result.text


async def test_full_detail_says_more_of_a_file(tools: Tools) -> None:
    agent = await _agent(tools)
    full = await tools.data("agentSharedFilesGet", agentId=agent, detail="full")
    assert all("fileName" in each for each in objects(full["files"]))


async def test_an_uploaded_file_is_there_and_the_same(tools: Tools) -> None:
    agent = await _agent(tools)
    content = bytes(range(256))
    await tools.data(
        "agentSharedFilesUpload",
        agentId=agent,
        files=[{"name": "all.bin", "base64": base64.b64encode(content).decode()}],
    )
    stored = (await _files(tools, agent))["all.bin"]
    assert stored["fileSize"] == 256
    assert stored["checksum"] == hashlib.sha256(content).hexdigest()


async def test_updating_replaces_the_content_and_keeps_the_place(tools: Tools) -> None:
    agent = await _agent(tools)
    before = (await _files(tools, agent))["price-list.csv"]
    data = await tools.data(
        "agentSharedFilesUpdate",
        agentId=agent,
        fileId=before["id"],
        file={"name": "price-list.csv", "text": "new"},
    )
    assert "price-list.csv" in str(data["summary"])
    after = (await _files(tools, agent))["price-list.csv"]
    assert (after["filePath"], after["fileSize"]) == (before["filePath"], 3)


async def test_a_deleted_file_is_gone_and_the_others_stay(tools: Tools) -> None:
    agent = await _agent(tools)
    gone = (await _files(tools, agent))["price-list.csv"]
    await tools.data("agentSharedFilesDelete", agentId=agent, fileId=gone["id"])
    assert set(await _files(tools, agent)) == {"form-guide.md"}
    again = await tools.refused("agentSharedFilesDelete", agentId=agent, fileId=gone["id"])
    assert "fileId comes from agentSharedFilesGet" in again


async def test_a_frozen_file_refuses_to_change_or_go(tools: Tools) -> None:
    agent = await _agent(tools)
    frozen = (await _files(tools, agent))["form-guide.md"]
    for refused in (
        tools.refused("agentSharedFilesDelete", agentId=agent, fileId=frozen["id"]),
        tools.refused("agentSharedFilesDeleteAll", agentId=agent),
        tools.refused(
            "agentSharedFilesUpdate",
            agentId=agent,
            fileId=frozen["id"],
            file={"name": "form-guide.md", "text": "x"},
        ),
    ):
        assert "frozen" in (await refused).lower()
    assert set(await _files(tools, agent)) == {"form-guide.md", "price-list.csv"}


async def test_freezing_is_undone_by_unfreezing_where_the_api_knows_it(tools: Tools) -> None:
    agent = await _agent(tools)
    frozen = (await _files(tools, agent))["form-guide.md"]
    call = {"agentId": agent, "fileId": frozen["id"], "isFrozen": False}
    if tools.generation is Generation.CURRENT:
        text = await tools.refused("agentSharedFilesFreeze", **call)
        assert "agentSharedFilesFreeze is not offered" in text
        return
    assert "not frozen any more" in str(
        (await tools.data("agentSharedFilesFreeze", **call))["summary"]
    )
    await tools.data("agentSharedFilesDeleteAll", agentId=agent)
    assert await _files(tools, agent) == {}


async def test_a_good_schema_is_valid(tools: Tools) -> None:
    schema: JsonObject = {
        "type": "object",
        "properties": {"total": {"type": "number"}},
        "required": ["total"],
        "additionalProperties": False,
    }
    data = await tools.data("schemaValidate", schema=schema)
    assert (data["valid"], data["errors"], data["summary"]) == (True, [], "The schema is valid")


async def test_a_schema_that_arrives_as_a_string_is_read(tools: Tools) -> None:
    data = await tools.data("schemaValidate", schema='{"type": "object", "properties": {}}')
    assert data["valid"] is False


async def test_what_is_wrong_with_a_schema_is_said(tools: Tools) -> None:
    result = await tools("schemaValidate", schema={"type": "object", "properties": {"a": {}}})
    assert result.structured is not None
    errors = result.structured["errors"]
    assert isinstance(errors, list)
    assert len(errors) >= 2
    assert all(str(error) in result.text for error in errors)
