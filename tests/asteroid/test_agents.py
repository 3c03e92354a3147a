import pytest

from asteroid_mcp.asteroid import agents
from asteroid_mcp.asteroid.bodies import ExecuteRequest
from asteroid_mcp.asteroid.errors import NotOffered
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json, JsonObject

from .clients import asteroid_that
from .fake_asteroid import sends

pytestmark = pytest.mark.anyio

AGENT: JsonObject = {"id": "a-1", "name": "Quotes", "createdAt": "2026-01-02T03:04:05Z"}
PAGE: Json = {"items": [AGENT], "page": 2, "pageSize": 1, "total": 3}


@pytest.mark.parametrize(
    ("generation", "path"),
    [(Generation.CURRENT, "/agents/v2/workflows"), (Generation.LEGACY, "/agents/v2/agents")],
)
async def test_a_list_always_says_which_page(generation: Generation, path: str) -> None:
    async with asteroid_that(sends(PAGE), generation=generation) as (api, fake):
        assert await agents.list_agents(api) == PAGE
    assert (fake.request.method, fake.request.path) == ("GET", path)
    assert fake.request.query == [("page", "1"), ("pageSize", "20")]


async def test_a_list_sends_every_filter_and_repeats_the_key_of_many() -> None:
    async with asteroid_that(sends(PAGE)) as (api, fake):
        await agents.list_agents(
            api,
            organization_id="o-1",
            page=2,
            page_size=1,
            search_name="a+b & ü",
            sort_field="created_at",
            sort_direction="desc",
            tag_ids=["t-1", "t-2"],
            tag_match="all",
            without_tag_group_id="g-1",
        )
    assert fake.request.query == [
        ("organizationId", "o-1"),
        ("page", "2"),
        ("pageSize", "1"),
        ("searchName", "a+b & ü"),
        ("sortField", "created_at"),
        ("sortDirection", "desc"),
        ("tagIds", "t-1"),
        ("tagIds", "t-2"),
        ("tagMatch", "all"),
        ("withoutTagGroupId", "g-1"),
    ]


async def test_the_legacy_list_has_no_tags_and_says_so_instead_of_listing_all() -> None:
    async with asteroid_that(sends(PAGE), generation=Generation.LEGACY) as (api, fake):
        with pytest.raises(NotOffered) as refused:
            await agents.list_agents(api, tag_ids=["t-1"], tag_match="all")
    assert refused.value.parameters == ("tagIds", "tagMatch")
    assert fake.requests == []


FULL: ExecuteRequest = {
    "inputs": {"name": "Ada", "age": 36},
    "profileId": "p-1",
    "tempFiles": [{"id": "f-1", "name": "form.pdf"}],
    "metadata": {"case": "7"},
    "version": 3,
    "executionOptions": {"variantKey": "north", "softTimeoutMins": 5},
}


async def test_an_agent_is_run_as_the_current_api_wants_it() -> None:
    body: ExecuteRequest = {**FULL, "onCapacityLimit": "queue"}
    started = {"executionId": "e-1", "status": "queued"}
    async with asteroid_that(sends(started, 202)) as (api, fake):
        assert await agents.execute_agent(api, agent_id="a-1", body=body) == started
    assert fake.request.method == "POST"
    assert fake.request.target == "/agents/v2/workflows/a-1/execute"
    assert fake.request.json == body


async def test_an_agent_is_run_as_the_legacy_api_wants_it() -> None:
    started = sends({"executionId": "e-1"}, 202)
    async with asteroid_that(started, generation=Generation.LEGACY) as (api, fake):
        await agents.execute_agent(api, agent_id="a-1", body=FULL)
    assert fake.request.target == "/agents/v2/agents/a-1/execute"
    assert fake.request.json == {
        "inputs": {"name": "Ada", "age": 36},
        "agentProfileId": "p-1",
        "tempFiles": [{"id": "f-1", "name": "form.pdf"}],
        "metadata": {"case": "7"},
        "version": 3,
        "executionOptions": {"sharedStorageKey": "north", "softTimeoutMins": 5},
    }


async def test_a_profile_group_has_its_older_name_in_the_legacy_api() -> None:
    started = sends({"executionId": "e-1"}, 202)
    options: JsonObject = {"softTimeoutMins": 5}
    body: ExecuteRequest = {"profileGroupId": "g-1", "executionOptions": options}
    async with asteroid_that(started, generation=Generation.LEGACY) as (api, fake):
        await agents.execute_agent(api, agent_id="a-1", body=body)
    assert fake.request.json == {"agentProfilePoolId": "g-1", "executionOptions": options}


@pytest.mark.parametrize("name", ["head", "onCapacityLimit"])
async def test_the_legacy_api_would_run_something_else_without_a_word(name: str) -> None:
    body: ExecuteRequest = {"head": True} if name == "head" else {"onCapacityLimit": "queue"}
    async with asteroid_that(sends({}), generation=Generation.LEGACY) as (api, fake):
        with pytest.raises(NotOffered) as refused:
            await agents.execute_agent(api, agent_id="a-1", body=body)
    assert refused.value.parameters == (name,)
    assert fake.requests == []
