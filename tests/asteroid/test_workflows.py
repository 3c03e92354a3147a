import pytest

from asteroid_mcp.asteroid import workflows
from asteroid_mcp.asteroid.bodies import ExecuteWorkflowRequest, WorkflowRequest
from asteroid_mcp.asteroid.errors import NotOffered
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import JsonObject

from .clients import asteroid_that
from .fake_asteroid import sends

pytestmark = pytest.mark.anyio

PATHS = pytest.mark.parametrize(
    ("generation", "path"),
    [
        (Generation.CURRENT, "/agents/v2/workflows/a-1/versions"),
        (Generation.LEGACY, "/agents/v2/agents/a-1/workflows"),
    ],
)
GRAPH: JsonObject = {
    "nodes": [{"id": "n-1", "name": "Start", "type": "start", "properties": {"type": "start"}}],
    "transitions": [],
    "sticky_notes": [],
}
SNAPSHOT: JsonObject = {
    "id": "v-1",
    "version": 3,
    "isPublished": True,
    "rules": "",
    "graph": GRAPH,
    "settings": {"viewport_width": 1, "viewport_height": 1, "max_timeout_mins": 1},
    "inputs": [],
    "files": [],
    "createdAt": "2026-01-02T03:04:05Z",
    "rev": 1,
}
BODY: WorkflowRequest = {
    "rules": "Be quick.",
    "graph": {"nodes": [], "transitions": [], "sticky_notes": []},
    "settings": {"viewport_width": 1, "viewport_height": 1, "max_timeout_mins": 1},
    "inputs": [{"name": "dob", "schema": {"type": "string"}, "required": True}],
    "parentId": "v-0",
}


@PATHS
async def test_versions_are_listed_as_a_bare_array(generation: Generation, path: str) -> None:
    told = [{"id": "v-1", "version": 1, "isPublished": False, "createdAt": "2026-01-02T03:04:05Z"}]
    async with asteroid_that(sends(told), generation=generation) as (api, fake):
        assert await workflows.list_workflows(api, agent_id="a-1") == told
    assert (fake.request.method, fake.request.target) == ("GET", path)


@PATHS
@pytest.mark.parametrize("agent", ["agentId", "workflowId"])
async def test_a_version_names_its_agent_in_whichever_form_it_comes(
    generation: Generation, path: str, agent: str
) -> None:
    told = sends({**SNAPSHOT, agent: "a-1"})
    async with asteroid_that(told, generation=generation) as (api, fake):
        workflow = await workflows.get_workflow(api, agent_id="a-1", workflow_id="v-1")
    assert workflow == {**SNAPSHOT, "agentId": "a-1"}
    assert (fake.request.method, fake.request.target) == ("GET", f"{path}/v-1")


@PATHS
@pytest.mark.parametrize("told", [{"versionId": "v-2"}, {"workflowId": "v-2"}])
async def test_a_version_is_made_from_the_whole_body(
    generation: Generation, path: str, told: JsonObject
) -> None:
    async with asteroid_that(sends(told, 201), generation=generation) as (api, fake):
        made = await workflows.create_workflow(api, agent_id="a-1", body=BODY)
    assert made == {"workflowId": "v-2"}
    assert (fake.request.method, fake.request.target) == ("POST", path)
    assert fake.request.json == BODY


async def test_a_version_is_checked_without_being_made() -> None:
    report = {"issues": [{"severity": "error", "message": "No output node", "path": ["nodes"]}]}
    async with asteroid_that(sends(report)) as (api, fake):
        assert await workflows.validate_workflow(api, agent_id="a-1", body=BODY) == report
    assert fake.request.method == "POST"
    assert fake.request.target == "/agents/v2/workflows/a-1/versions/validate"


async def test_the_legacy_api_cannot_check_without_making() -> None:
    async with asteroid_that(sends({}), generation=Generation.LEGACY) as (api, fake):
        with pytest.raises(NotOffered):
            await workflows.validate_workflow(api, agent_id="a-1", body=BODY)
    assert fake.requests == []


@PATHS
@pytest.mark.parametrize("version", ["versionId", "workflowId"])
async def test_a_version_is_published_without_a_body(
    generation: Generation, path: str, version: str
) -> None:
    told = sends({version: "v-1", "version": 4, "schemaChanges": []})
    async with asteroid_that(told, generation=generation) as (api, fake):
        published = await workflows.publish_workflow(api, agent_id="a-1", workflow_id="v-1")
    assert published == {"workflowId": "v-1", "version": 4, "schemaChanges": []}
    assert (fake.request.method, fake.request.target) == ("POST", f"{path}/v-1/publish")
    assert fake.request.body == b""


RUN: ExecuteWorkflowRequest = {
    "inputs": {"name": "Ada"},
    "profileId": "p-1",
    "metadata": {"case": "7"},
    "parentExecutionId": "e-0",
    "executionOptions": {"variantKey": "north"},
}
OLD_RUN: JsonObject = {
    "inputVariables": {"name": "Ada"},
    "agentProfileId": "p-1",
    "metadata": {"case": "7"},
    "parentExecutionId": "e-0",
    "executionOptions": {"sharedStorageKey": "north"},
}


@PATHS
async def test_a_version_is_run_in_the_words_of_its_generation(
    generation: Generation, path: str
) -> None:
    started = {"executionId": "e-1"}
    async with asteroid_that(sends(started, 202), generation=generation) as (api, fake):
        assert (
            await workflows.execute_workflow(api, agent_id="a-1", workflow_id="v-1", body=RUN)
            == started
        )
    assert (fake.request.method, fake.request.target) == ("POST", f"{path}/v-1/execute")
    assert fake.request.json == (RUN if generation is Generation.CURRENT else OLD_RUN)


async def test_an_execution_is_moved_to_another_version_in_the_legacy_api() -> None:
    synced = {"executionId": "e-1", "workflowId": "v-2"}
    async with asteroid_that(sends(synced), generation=Generation.LEGACY) as (api, fake):
        answer = await workflows.sync_execution(
            api, agent_id="a-1", workflow_id="v-2", execution_id="e-1"
        )
    assert answer == synced
    assert fake.request.method == "POST"
    assert fake.request.target == "/agents/v2/agents/a-1/workflows/v-2/sync-execution"
    assert fake.request.json == {"executionId": "e-1"}


async def test_the_current_api_cannot_move_an_execution() -> None:
    async with asteroid_that(sends({})) as (api, fake):
        with pytest.raises(NotOffered, match="workflowSyncExecution"):
            await workflows.sync_execution(
                api, agent_id="a-1", workflow_id="v-2", execution_id="e-1"
            )
    assert fake.requests == []
