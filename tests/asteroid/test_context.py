from typing import TYPE_CHECKING

import pytest

from asteroid_mcp.asteroid import context, schemas
from asteroid_mcp.asteroid.errors import NotOffered
from asteroid_mcp.asteroid.generation import Generation

from .clients import asteroid_that
from .fake_asteroid import sends

if TYPE_CHECKING:
    from asteroid_mcp.asteroid.models import JsonObject

pytestmark = pytest.mark.anyio
BOTH = pytest.mark.parametrize("generation", Generation)


@BOTH
async def test_the_context_tells_the_person_and_their_organizations(generation: Generation) -> None:
    told = {
        "userId": "u-1",
        "email": "owner@sandbox.example",
        "organizations": [{"id": "o-1", "name": "Claims"}],
    }
    async with asteroid_that(sends(told), generation=generation) as (api, fake):
        assert await context.get_context(api) == told
    assert (fake.request.method, fake.request.target) == ("GET", "/agents/v2/context")


async def test_whoami_tells_what_a_key_without_a_person_is() -> None:
    told = {"kind": "api_key", "id": "k-1", "credential": "org_api_key", "organizationId": "o-1"}
    async with asteroid_that(sends(told)) as (api, fake):
        assert await context.whoami(api) == told
    assert (fake.request.method, fake.request.target) == ("GET", "/users/v2/whoami")


async def test_the_legacy_generation_knows_no_whoami() -> None:
    async with asteroid_that(sends({}), generation=Generation.LEGACY) as (api, fake):
        with pytest.raises(NotOffered, match="whoami"):
            await context.whoami(api)
    assert fake.requests == []


@pytest.mark.parametrize(
    ("generation", "target"),
    [
        (Generation.CURRENT, "/agents/v2/workflows/available-tools"),
        (Generation.LEGACY, "/agents/v2/agents/available-tools"),
    ],
)
async def test_the_tools_of_ai_nodes_are_listed(generation: Generation, target: str) -> None:
    tool = {"name": "Mail", "description": "Sends", "capability": "mail", "isRequired": False}
    async with asteroid_that(sends({"tools": [tool]}), generation=generation) as (api, fake):
        assert await context.list_available_tools(api) == {"tools": [tool]}
    assert (fake.request.method, fake.request.target) == ("GET", target)


@BOTH
async def test_a_docs_search_sends_the_question_alone(generation: Generation) -> None:
    found = {"results": [{"title": "Nodes", "content": "A node is ..."}]}
    async with asteroid_that(sends(found), generation=generation) as (api, fake):
        assert await context.search_docs(api, query="nodes") == found
    assert (fake.request.method, fake.request.target) == ("POST", "/agents/v2/docs/search")
    assert fake.request.json == {"query": "nodes"}


async def test_a_docs_search_sends_the_format_that_is_asked_for() -> None:
    async with asteroid_that(sends({"results": []})) as (api, fake):
        await context.search_docs(api, query="nodes", format="text")
    assert fake.request.json == {"query": "nodes", "format": "text"}


async def test_the_legacy_docs_search_has_no_format() -> None:
    async with asteroid_that(sends({}), generation=Generation.LEGACY) as (api, fake):
        with pytest.raises(NotOffered) as refused:
            await context.search_docs(api, query="nodes", format="text")
    assert refused.value.parameters == ("format",)
    assert fake.requests == []


@BOTH
async def test_a_schema_is_sent_whole_and_judged(generation: Generation) -> None:
    schema: JsonObject = {"type": "object", "properties": {"total": {"type": ["number", "null"]}}}
    verdict = {"valid": False, "errors": ["additionalProperties must be false"]}
    async with asteroid_that(sends(verdict), generation=generation) as (api, fake):
        assert await schemas.validate_schema(api, schema=schema) == verdict
    assert (fake.request.method, fake.request.target) == ("POST", "/agents/v2/schema/validate")
    assert fake.request.json == {"schema": schema}
