"""Finding executions where the organization was left open."""

from dataclasses import dataclass, field

import httpx
import pytest

from asteroid_mcp.asteroid.credentials import ApiKey
from asteroid_mcp.asteroid.deadline import Deadline
from asteroid_mcp.asteroid.errors import BadRequest
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Execution, Page
from asteroid_mcp.asteroid.transport import Asteroid
from asteroid_mcp.auth.caller import LOCAL_CALLER
from asteroid_mcp.tools.declaration.answer import Refusal
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.executions.search import Filters, found_executions
from asteroid_sandbox.seed import ANNEX_ORGANIZATION_ID, ORGANIZATION_ID, seed_id
from tests.tools.conftest import Tools
from tests.tools.scripted import EXECUTION

pytestmark = pytest.mark.anyio

LIST = "GET /agents/v2/executions"
QUOTE_FORM = seed_id("agent", "quote-form")
NIGHT_AUDIT = seed_id("agent", "night-audit")
A_UUID = "3f2b8c1e-6d4a-4b7e-9a55-0c1d2e3f4a5b"


@dataclass
class Service:
    """An Asteroid whose caller belongs to organizations; one of them has an execution."""

    organizations: tuple[str, ...]
    found_in: str | None = None
    wants_one: bool = True
    asked: list[str | None] = field(default_factory=list)

    async def find(self, filters: Filters, organization_id: str | None = None) -> Page[Execution]:
        transport = httpx.MockTransport(self._respond)
        asteroid = Asteroid("http://asteroid.example", Generation.CURRENT, transport=transport)
        call = Call(asteroid.api(ApiKey("k"), Deadline.after(5)), LOCAL_CALLER)
        return await found_executions(call, organization_id, filters, page=1, page_size=20)

    def _respond(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/context"):
            listed = [{"id": each, "name": each} for each in self.organizations]
            return httpx.Response(200, json={"userId": "u", "email": "e", "organizations": listed})
        organization = request.url.params.get("organizationId")
        self.asked.append(organization)
        if organization is None and self.wants_one:
            return httpx.Response(400, json={"code": 400, "message": "organizationId is required"})
        items = [EXECUTION] if organization == self.found_in else []
        page = {"items": items, "page": 1, "pageSize": 20, "total": len(items)}
        return httpx.Response(200, json=page)


@pytest.mark.parametrize(
    ("agent", "organization"),
    [(QUOTE_FORM, ORGANIZATION_ID), (NIGHT_AUDIT, ANNEX_ORGANIZATION_ID)],
)
async def test_an_agent_is_enough_for_a_user_of_several_organizations(
    tools: Tools, agent: str, organization: str
) -> None:
    named = await tools.data("executionsList", agentId=agent, organizationId=organization)
    left_out = await tools.data("executionsList", agentId=agent)

    assert named["total"] != 0
    assert left_out == named


async def test_an_unknown_agent_is_looked_for_in_each_organization(tools: Tools) -> None:
    data = await tools.data("executionsList", agentId=A_UUID)

    assert data["total"] == 0
    assert data["nextSteps"] == [
        "agentList, with an organizationId of getContext, shows the agents you can see"
    ]
    assert (await tools.requests()).count(LIST) == 3


async def test_no_organization_is_named_where_the_api_needs_none() -> None:
    service = Service(("o1", "o2"), found_in=None, wants_one=False)

    found = await service.find({"agentId": "a1"})

    assert found["total"] == 1
    assert service.asked == [None]


async def test_the_organizations_are_asked_until_one_has_results() -> None:
    service = Service(("o1", "o2", "o3"), found_in="o2")

    found = await service.find({"agentId": "a1"})

    assert found["total"] == 1
    assert service.asked == [None, "o1", "o2"]


async def test_at_most_five_organizations_are_asked() -> None:
    service = Service(tuple(f"o{number}" for number in range(1, 8)), found_in="o7")

    found = await service.find({"agentId": "a1"})

    assert found["items"] == []
    assert service.asked == [None, "o1", "o2", "o3", "o4", "o5"]


async def test_the_only_organization_is_named_at_once() -> None:
    service = Service(("o1",), found_in="o1")

    await service.find({"agentId": "a1"})

    assert service.asked == ["o1"]


async def test_an_organization_that_was_named_is_the_only_one_asked() -> None:
    service = Service(("o1", "o2"), found_in="o1")

    assert (await service.find({"agentId": "a1"}, "o2"))["total"] == 0
    assert service.asked == ["o2"]


async def test_without_an_organization_to_try_the_refusal_stands() -> None:
    with pytest.raises(BadRequest):
        await Service(()).find({"agentId": "a1"})


async def test_without_an_agent_several_organizations_are_a_question() -> None:
    service = Service(("o1", "o2"))

    with pytest.raises(Refusal, match="2 organizations"):
        await service.find({"status": ["failed"]})
    assert service.asked == []
