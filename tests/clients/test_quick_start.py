"""The quick start by the SDK's own client over HTTP: every tool, both eras, both APIs."""

from collections.abc import AsyncIterator, Iterator
from typing import cast

import httpx
import pytest
from mcp.client import Client
from mcp.types import TextContent
from tests.clients.dev_server import dev_server

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.tools.catalogue import TOOLS

pytestmark = pytest.mark.anyio

_OUTPUT_SCHEMA: JsonObject = {
    "type": "object",
    "properties": {"premium": {"type": "number"}, "applicant_name": {"type": "string"}},
    "required": ["premium", "applicant_name"],
    "additionalProperties": False,
}


class Person:
    """Someone with an editor, who can let time pass in the sandbox; remembers the tools called."""

    def __init__(self, client: Client, origin: str, generation: Generation) -> None:
        self._client = client
        self._origin = origin
        self.is_legacy = generation is Generation.LEGACY
        self.called: set[str] = set()

    async def call(self, name: str, /, **arguments: Json) -> JsonObject:
        """Call a tool that must succeed; its text must begin with its summary."""
        result = await self._call(name, arguments)
        text = result[0]
        assert not result[2], text
        structured = result[1]
        assert structured is not None
        assert text.startswith(str(structured["summary"]))
        return structured

    async def refused(self, name: str, /, **arguments: Json) -> str:
        """Call a tool that must refuse; answers what it says."""
        text, structured, is_error = await self._call(name, arguments)
        assert is_error, text
        assert structured is None
        return text

    async def _call(self, name: str, arguments: JsonObject) -> tuple[str, JsonObject | None, bool]:
        self.called.add(name)
        result = await self._client.call_tool(name, arguments)
        (content,) = result.content
        assert isinstance(content, TextContent)
        structured = cast("JsonObject | None", result.structured_content)
        return content.text, structured, bool(result.is_error)

    async def wait(self, seconds: int) -> None:
        """Let time pass in the sandbox."""
        async with httpx.AsyncClient() as client:
            clock = f"{self._origin}/sandbox/_sandbox/clock"
            (await client.post(clock, json={"advanceSeconds": seconds})).raise_for_status()


@pytest.fixture(scope="module", params=list(Generation))
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Generation]]:
    generation = Generation(request.param)
    home = tmp_path_factory.mktemp(f"quick-start-{generation}")
    with dev_server(home, settings={"ASTEROID_API_GENERATION": generation}) as url:
        yield url, generation


@pytest.fixture(params=["auto", "legacy"])
async def person(
    request: pytest.FixtureRequest, served: tuple[str, Generation]
) -> AsyncIterator[Person]:
    url, generation = served
    origin = url.removesuffix("/mcp")
    async with httpx.AsyncClient() as desk:
        (await desk.post(f"{origin}/sandbox/_sandbox/reset")).raise_for_status()
    async with Client(url, mode=request.param) as client:
        yield Person(client, origin, generation)


async def test_the_quick_start_calls_every_tool_with_sense(person: Person) -> None:
    organization = await _look_around(person)
    agent, version = await _read_an_agent(person, organization)
    changed = await _ship_a_change(person, agent, version)
    profile = await _manage_profiles(person, organization)
    execution = await _run_and_steer(person, organization, agent, profile)
    await _test_a_version_that_asks(person, organization)
    await _manage_shared_files(person, agent)
    await _delete_all_shared_files(person, organization)
    await _sync_or_learn_why_not(person, agent, changed, execution)
    await _delete_the_profile(person, profile)
    assert person.called == {tool.name for tool in TOOLS}


async def _look_around(person: Person) -> str:
    context = await person.call("getContext")
    assert context["email"] == "owner@sandbox.example"
    organizations = {each["name"]: each["id"] for each in _objects(context["organizations"])}
    assert set(organizations) == {"Sandbox Demo", "Sandbox Annex"}
    tools = await person.call("listAvailableTools")
    assert all(each["capability"] for each in _objects(tools["tools"]))
    docs = await person.call("searchDocs", query="selector transition")
    assert "transition" in str(docs["results"]).lower()
    assert "Sandbox Demo" in await person.refused("agentList")
    return str(organizations["Sandbox Demo"])


async def _read_an_agent(person: Person, organization: str) -> tuple[str, JsonObject]:
    found = await person.call("agentList", organizationId=organization, searchName="quote")
    (agent,) = _objects(found["agents"])
    assert agent["name"] == "Insurance Quote Form"
    versions = await person.call("workflowsList", agentId=agent["agentId"])
    published = versions["publishedWorkflowId"]
    version = await person.call("workflowGet", agentId=agent["agentId"], workflowId=published)
    assert version["isPublished"] is True
    assert "5 nodes, 4 transitions" in str(version["summary"])
    verdict = await person.call("schemaValidate", schema=_OUTPUT_SCHEMA)
    assert verdict["valid"] is True
    return str(agent["agentId"]), version


async def _ship_a_change(person: Person, agent: str, version: JsonObject) -> str:
    graph = cast("dict[str, list[dict[str, JsonObject]]]", version["graph"])
    output = graph["nodes"][-1]
    output["properties"]["schema"] = _OUTPUT_SCHEMA
    created = await person.call(
        "workflowCreate",
        agentId=agent,
        parentId=version["workflowId"],
        graph=cast("Json", graph),
        rules=version["rules"],
        settings=version["settings"],
        inputs=version["inputs"],
    )
    workflow = str(created["workflowId"])
    listed = await person.call("workflowsList", agentId=agent)
    newest = _objects(listed["workflows"])[0]
    assert (newest["workflowId"], newest["isPublished"]) == (workflow, False)
    published = await person.call("workflowPublish", agentId=agent, workflowId=workflow)
    assert published["version"] == newest["version"]
    if not person.is_legacy:
        assert "Quote" in str(published["schemaChanges"])
    return workflow


async def _manage_profiles(person: Person, organization: str) -> str:
    cookie: JsonObject = {
        "name": "session",
        "key": "sid",
        "value": "cookie-secret",
        "domain": "quotes.sandbox.example",
        "secure": True,
        "httpOnly": True,
        "sameSite": "Lax",
    }
    created = await person.call(
        "agentProfilesCreate",
        organizationId=organization,
        name="Quick start",
        description="For a try",
        cookies=[cookie],
    )
    assert "cookie-secret" not in str(created)
    profile = str(created["profileId"])
    listed = await person.call("agentProfilesList", organizationId=organization)
    assert profile in str(listed["profiles"])
    await person.call("agentProfileUpdate", profileId=profile, description="Still for a try")
    shown = await person.call("agentProfileGet", profileId=profile)
    assert "Still for a try" in str(shown)
    assert "cookie-secret" not in str(shown)
    await person.call("agentProfileClearBrowserCache", profileId=profile)
    return profile


async def _run_and_steer(person: Person, organization: str, agent: str, profile: str) -> str:
    staged = await person.call(
        "tempFilesStage",
        organizationId=organization,
        files=[{"name": "applicants.csv", "text": "name\nSandbox Ltd\n"}],
    )
    inputs: JsonObject = {"applicant_name": "Sandbox Ltd", "postcode": "10115"}
    missing = await person.refused("agentExecutePost", agentId=agent, inputs={})
    assert "applicant_name" in missing
    started = await person.call(
        "agentExecutePost",
        agentId=agent,
        inputs=inputs,
        profileId=profile,
        tempFiles=staged["tempFiles"],
        metadata={"purpose": "quick-start"},
    )
    execution = str(started["executionId"])
    await person.wait(4)
    await _steer(person, organization, execution)
    await person.wait(300)
    ended = await person.call("executionGet", executionId=execution)
    assert ended["status"] == "completed"
    assert "quoted" in str(ended["summary"])
    assert "Sandbox Ltd" in str(ended["result"])
    log = await person.call(
        "executionActivitiesGet", executionId=execution, activityTypes=["transitioned_node"]
    )
    assert "Fill form" in str(log["log"])
    return execution


async def _steer(person: Person, organization: str, execution: str) -> None:
    running = await person.call(
        "executionsList",
        organizationId=organization,
        metadataKey="purpose",
        metadataValue="quick-start",
        status=["running"],
    )
    assert [each["executionId"] for each in _objects(running["executions"])] == [execution]
    await person.call(
        "executionContextFilesUpload",
        executionId=execution,
        files=[{"name": "more.txt", "base64": "bW9yZQ=="}],
    )
    files = await person.call("executionContextFilesGet", executionId=execution)
    assert {str(each["fileName"]) for each in _objects(files["files"])} == {
        "applicants.csv",
        "more.txt",
    }
    await person.call("executionStatusUpdate", executionId=execution, status="paused")
    paused = await person.call("executionGet", executionId=execution)
    assert paused["status"] == "paused"
    await person.call("executionStatusUpdate", executionId=execution, status="running")


async def _test_a_version_that_asks(person: Person, organization: str) -> None:
    found = await person.call("agentList", organizationId=organization, searchName="Expense")
    agent = _objects(found["agents"])[0]["agentId"]
    versions = await person.call("workflowsList", agentId=agent)
    published = versions["publishedWorkflowId"]
    version = await person.call("workflowGet", agentId=agent, workflowId=published)
    inputs = {str(each["name"]): "12" for each in _objects(version["inputs"])}
    started = await person.call(
        "workflowExecute",
        agentId=agent,
        workflowId=published,
        inputs=cast("JsonObject", inputs),
    )
    execution = started["executionId"]
    await person.wait(300)
    asking = await person.call("executionGet", executionId=execution)
    assert asking["status"] == "paused_by_agent"
    assert "executionUserMessagesAdd" in str(asking["nextSteps"])
    assert asking["questions"]
    await person.call("executionUserMessagesAdd", executionId=execution, message="Approve")
    await person.wait(300)
    after = await person.call("executionGet", executionId=execution)
    assert after["status"] in {"completed", "awaiting_confirmation"}


async def _manage_shared_files(person: Person, agent: str) -> None:
    await person.call(
        "agentSharedFilesUpload", agentId=agent, files=[{"name": "notes.md", "text": "one"}]
    )
    listed = await person.call("agentSharedFilesGet", agentId=agent)
    (notes,) = [each for each in _objects(listed["files"]) if "notes.md" in str(each["filePath"])]
    await _freeze_or_learn_why_not(person, agent, str(notes["fileId"]))
    await person.call(
        "agentSharedFilesUpdate",
        agentId=agent,
        fileId=notes["fileId"],
        file={"text": "one two"},
    )
    listed = await person.call("agentSharedFilesGet", agentId=agent)
    (notes,) = [each for each in _objects(listed["files"]) if "notes.md" in str(each["filePath"])]
    assert notes["fileSize"] == len("one two")
    await person.call("agentSharedFilesDelete", agentId=agent, fileId=notes["fileId"])
    listed = await person.call("agentSharedFilesGet", agentId=agent)
    assert "notes.md" not in str(listed["files"])


async def _delete_all_shared_files(person: Person, organization: str) -> None:
    found = await person.call("agentList", organizationId=organization, searchName="Price Watch")
    agent = _objects(found["agents"])[0]["agentId"]
    await person.call(
        "agentSharedFilesUpload",
        agentId=agent,
        files=[{"name": "a.txt", "text": "a"}, {"name": "b.txt", "text": "b"}],
    )
    await person.call("agentSharedFilesDeleteAll", agentId=agent)
    assert (await person.call("agentSharedFilesGet", agentId=agent))["files"] == []


async def _freeze_or_learn_why_not(person: Person, agent: str, file: str) -> None:
    if not person.is_legacy:
        text = await person.refused(
            "agentSharedFilesFreeze", agentId=agent, fileId=file, isFrozen=True
        )
        assert "not offered" in text
        return
    await person.call("agentSharedFilesFreeze", agentId=agent, fileId=file, isFrozen=True)
    text = await person.refused("agentSharedFilesDelete", agentId=agent, fileId=file)
    assert "Frozen files cannot be" in text
    await person.call("agentSharedFilesFreeze", agentId=agent, fileId=file, isFrozen=False)


async def _sync_or_learn_why_not(person: Person, agent: str, workflow: str, execution: str) -> None:
    if person.is_legacy:
        synced = await person.call(
            "workflowSyncExecution", agentId=agent, workflowId=workflow, executionId=execution
        )
        assert synced["workflowId"] == workflow
        return
    text = await person.refused(
        "workflowSyncExecution", agentId=agent, workflowId=workflow, executionId=execution
    )
    assert "workflowExecute" in text


async def _delete_the_profile(person: Person, profile: str) -> None:
    await person.call("agentProfileDelete", profileId=profile)
    text = await person.refused("agentProfileGet", profileId=profile)
    assert "agentProfilesList" in text


def _objects(value: Json) -> list[JsonObject]:
    return cast("list[JsonObject]", value)
