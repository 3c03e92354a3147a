import pytest

from asteroid_mcp.asteroid import executions
from asteroid_mcp.asteroid.bodies import ExecutionFilters
from asteroid_mcp.asteroid.errors import NotOffered
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import JsonObject

from .clients import asteroid_that
from .fake_asteroid import Reply, says, sends

pytestmark = pytest.mark.anyio
BOTH = pytest.mark.parametrize("generation", Generation)

OLD: JsonObject = {
    "id": "e-1",
    "agentId": "a-1",
    "agentName": "Quotes",
    "workflowId": "v-1",
    "agentProfileId": "p-1",
    "agentProfileName": "Portal",
    "status": "running",
    "createdAt": "2026-01-02T03:04:05Z",
    "organizationId": "o-1",
    "browserLiveViewUrl": "https://live.example/1",
}
NEW: JsonObject = {
    "id": "e-1",
    "agentId": "a-1",
    "agentName": "Quotes",
    "workflowId": "a-1",
    "workflowName": "Quotes",
    "workflowVersionId": "v-1",
    "workflowVersion": 3,
    "workflowVersionPublished": True,
    "agentProfileId": "p-1",
    "agentProfileName": "Portal",
    "profileId": "p-1",
    "profileName": "Portal",
    "status": "running",
    "createdAt": "2026-01-02T03:04:05Z",
    "organizationId": "o-1",
    "liveViewUrl": "https://live.example/1",
    "browserLiveViewUrl": "https://live.example/1",
}
OURS: JsonObject = {
    "id": "e-1",
    "agentId": "a-1",
    "agentName": "Quotes",
    "workflowId": "v-1",
    "profileId": "p-1",
    "profileName": "Portal",
    "status": "running",
    "createdAt": "2026-01-02T03:04:05Z",
    "organizationId": "o-1",
    "liveViewUrl": "https://live.example/1",
}
OURS_WITH_VERSION = {**OURS, "workflowVersion": 3, "workflowPublished": True}


@BOTH
@pytest.mark.parametrize(("told", "ours"), [(OLD, OURS), (NEW, OURS_WITH_VERSION)])
async def test_an_execution_reads_the_same_in_whichever_form_it_comes(
    generation: Generation, told: JsonObject, ours: JsonObject
) -> None:
    async with asteroid_that(sends(told), generation=generation) as (api, fake):
        assert await executions.get_execution(api, execution_id="e-1") == ours
    assert (fake.request.method, fake.request.target) == ("GET", "/agents/v2/executions/e-1")


@BOTH
async def test_a_list_may_mix_both_forms(generation: Generation) -> None:
    page = sends({"items": [OLD, NEW], "page": 1, "pageSize": 20, "total": 2})
    async with asteroid_that(page, generation=generation) as (api, fake):
        listed = await executions.list_executions(api)
    assert listed["items"] == [OURS, OURS_WITH_VERSION]
    assert (fake.request.method, fake.request.path) == ("GET", "/agents/v2/executions")
    assert fake.request.query == [("page", "1"), ("pageSize", "20")]


NOBODY = sends({"items": [], "page": 3, "pageSize": 50, "total": 0})
FILTERS: ExecutionFilters = {
    "organizationId": "o-1",
    "agentId": "a-1",
    "profileIds": ["p-1", "p-2"],
    "status": ["failed", "cancelled"],
    "hasScriptFailures": False,
    "workflowVersion": 3,
    "createdAfter": "2026-01-02T03:04:05+01:00",
}


async def test_filters_are_sent_in_the_current_words() -> None:
    filters: ExecutionFilters = {**FILTERS, "metadata": ["case=7", "team=north"]}
    async with asteroid_that(NOBODY) as (api, fake):
        await executions.list_executions(api, filters=filters, page=3, page_size=50)
    assert fake.request.query == [
        ("organizationId", "o-1"),
        ("workflowId", "a-1"),
        ("profileIds", "p-1"),
        ("profileIds", "p-2"),
        ("status", "failed"),
        ("status", "cancelled"),
        ("hasScriptFailures", "false"),
        ("workflowVersion", "3"),
        ("createdAfter", "2026-01-02T03:04:05+01:00"),
        ("metadata", "case=7"),
        ("metadata", "team=north"),
        ("page", "3"),
        ("pageSize", "50"),
    ]


async def test_filters_are_sent_in_the_legacy_words() -> None:
    filters: ExecutionFilters = {**FILTERS, "hasScriptFailures": True}
    async with asteroid_that(NOBODY, generation=Generation.LEGACY) as (api, fake):
        await executions.list_executions(api, filters=filters, page=3, page_size=50)
    assert fake.request.query == [
        ("organizationId", "o-1"),
        ("agentId", "a-1"),
        ("agentProfileIds", "p-1"),
        ("agentProfileIds", "p-2"),
        ("status", "failed"),
        ("status", "cancelled"),
        ("hasScriptFailures", "true"),
        ("workflowVersion", "3"),
        ("createdAfter", "2026-01-02T03:04:05+01:00"),
        ("page", "3"),
        ("pageSize", "50"),
    ]


async def test_a_filter_that_legacy_would_pass_over_is_refused() -> None:
    filters: ExecutionFilters = {"phase": ["active"], "createdWithin": "24h", "sort": "status:asc"}
    async with asteroid_that(NOBODY, generation=Generation.LEGACY) as (api, fake):
        with pytest.raises(NotOffered) as refused:
            await executions.list_executions(api, filters=filters)
    assert refused.value.parameters == ("phase", "createdWithin", "sort")
    assert fake.requests == []


@BOTH
async def test_a_log_is_a_bare_array_whose_unknown_activities_pass(generation: Generation) -> None:
    activity = {
        "id": "x-1",
        "executionId": "e-1",
        "timestamp": "2026-01-02T03:04:05Z",
        "payload": {"activityType": "dreamt", "of": ["sheep"]},
    }
    async with asteroid_that(sends([activity]), generation=generation) as (api, fake):
        log = await executions.list_activities(api, execution_id="e-1", order="desc", limit=5)
    assert log == [activity]
    assert fake.request.path == "/agents/v2/executions/e-1/activities"
    assert fake.request.query == [("order", "desc"), ("limit", "5")]


async def test_a_log_is_asked_for_without_words_that_were_not_given() -> None:
    async with asteroid_that(sends(None)) as (api, fake):
        assert await executions.list_activities(api, execution_id="e-1") == []
    assert fake.request.target == "/agents/v2/executions/e-1/activities"


@BOTH
async def test_a_status_is_asked_for_and_answered_in_plain_text(generation: Generation) -> None:
    answer = says("Execution status updated.")
    async with asteroid_that(answer, generation=generation) as (api, fake):
        said = await executions.update_status(api, execution_id="e-1", status="paused")
    assert said == "Execution status updated."
    assert (fake.request.method, fake.request.json) == ("POST", {"status": "paused"})
    assert fake.request.target == "/agents/v2/executions/e-1/status"
    assert fake.request.headers["accept"].startswith("text/plain")


@BOTH
@pytest.mark.parametrize(
    "answer",
    [says("User message added.", 201), sends("User message added.", 201)],
    ids=["text", "json"],
)
async def test_a_message_reaches_the_agent(generation: Generation, answer: Reply) -> None:
    async with asteroid_that(answer, generation=generation) as (api, fake):
        said = await executions.add_user_message(api, execution_id="e-1", message="Größe: 3 €")
    assert said == "User message added."
    assert (fake.request.method, fake.request.json) == ("POST", {"message": "Größe: 3 €"})
    assert fake.request.target == "/agents/v2/executions/e-1/user-messages"
