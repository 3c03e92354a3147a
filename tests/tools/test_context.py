"""Who the user is, what AI nodes can use, what the documentation says."""

import httpx
import pytest

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.auth.caller import LOCAL_CALLER
from asteroid_mcp.server.dispatch import Dispatcher
from tests.tools.conftest import Tools
from tests.tools.dispatchers import dispatcher
from tests.tools.reading import objects

pytestmark = pytest.mark.anyio


async def test_the_context_names_the_user_and_leads_to_the_agents(tools: Tools) -> None:
    result = await tools("getContext")
    assert result.structured is not None
    demo, annex = objects(result.structured["organizations"])
    assert result.structured["email"] == "owner@sandbox.example"
    assert result.text.startswith(
        'owner@sandbox.example, organizations: "Sandbox Demo", "Sandbox Annex"'
    )
    assert str(demo["id"]) in result.text
    step = f'agentList organizationId="{annex["id"]}" lists the agents of "Sandbox Annex"'
    assert step in result.text


async def test_the_capabilities_of_ai_nodes_are_listed(tools: Tools) -> None:
    data = await tools.data("listAvailableTools")
    capabilities = objects(data["tools"])
    required = [str(each["name"]) for each in capabilities if each["isRequired"]]
    assert f"{len(capabilities)} capabilities" in str(data["summary"])
    assert all(name in str(data["summary"]) for name in required)
    assert all(each["description"] for each in capabilities)


async def test_how_a_node_is_written_is_in_the_documentation(tools: Tools) -> None:
    data = await tools.data("listAvailableTools")
    assert data["nextSteps"] == ['searchDocs query="AI Task node" tells how a node is written']
    found = await tools.data("searchDocs", query="AI Task node")
    assert "AI Task node" in str(objects(found["results"])[0]["title"])


async def test_a_search_finds_the_guide_that_speaks_of_it(tools: Tools) -> None:
    result = await tools("searchDocs", query="selector transition", limit=2)
    assert result.structured is not None
    found = objects(result.structured["results"])
    assert 1 <= len(found) <= 2
    assert "selector" in str(found[0]["content"]).lower()
    assert str(found[0]["title"]) in result.text


async def test_a_search_without_results_says_what_to_try(tools: Tools) -> None:
    data = await tools.data("searchDocs", query="zzzz qqqq")
    assert data["results"] == []
    assert "try other or fewer words" in str(data["summary"])


def _long_answer(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"results": [{"title": "Nodes", "content": "word " * 1_000}]})


@pytest.fixture
def long_docs() -> Dispatcher:
    return dispatcher(httpx.MockTransport(_long_answer))


async def test_a_summary_is_the_beginning_and_says_how_to_get_all(long_docs: Dispatcher) -> None:
    result = await long_docs.call(LOCAL_CALLER, "searchDocs", {"query": "nodes"})
    assert result.structured is not None
    (found,) = objects(result.structured["results"])
    assert found["characters"] == 5_000
    assert len(str(found["content"])) < 2_000
    assert 'searchDocs query="nodes" detail="full" limit=1' in result.text


async def test_full_detail_is_the_whole_text(long_docs: Dispatcher) -> None:
    result = await long_docs.call(LOCAL_CALLER, "searchDocs", {"query": "nodes", "detail": "full"})
    assert result.structured is not None
    (found,) = objects(result.structured["results"])
    assert found == {"title": "Nodes", "content": "word " * 1_000}
    assert "nextSteps" not in result.structured


async def test_a_query_with_quotes_is_quoted_as_the_next_call_needs_it(
    long_docs: Dispatcher,
) -> None:
    result = await long_docs.call(LOCAL_CALLER, "searchDocs", {"query": 'the "outcome" label'})
    assert r'searchDocs query="the \"outcome\" label" detail="full"' in result.text


async def test_the_format_belongs_to_the_current_api(tools: Tools) -> None:
    if tools.generation is Generation.CURRENT:
        assert (await tools.data("searchDocs", query="nodes", format="text"))["results"]
    else:
        assert "format is not offered" in await tools.refused(
            "searchDocs", query="nodes", format="text"
        )
