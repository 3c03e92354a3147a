"""agentList over the sandbox."""

import pytest

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json
from asteroid_sandbox.seed import ANNEX_ORGANIZATION_ID, ORGANIZATION_ID, OWNER_ID
from asteroid_sandbox.seed.agents import (
    INVOICE_DOWNLOAD,
    NIGHT_AUDIT,
    QUOTE_FORM,
    SALES_TAG_ID,
    TAG_GROUP_ID,
)
from tests.tools.conftest import Tools

pytestmark = pytest.mark.anyio

current_only = pytest.mark.parametrize("generation", [Generation.CURRENT])
legacy_only = pytest.mark.parametrize("generation", [Generation.LEGACY])


def names(data: dict[str, Json]) -> list[Json]:
    listed = data["agents"]
    assert isinstance(listed, list)
    return [each["name"] for each in listed if isinstance(each, dict)]


async def test_agents_are_listed_with_id_and_name_in_text_and_data(tools: Tools) -> None:
    result = await tools("agentList", organizationId=ORGANIZATION_ID)
    assert result.structured is not None
    assert result.text.startswith("page 1 of 1, 6 agents in all\n")
    assert result.structured["summary"] == "page 1 of 1, 6 agents in all"
    assert result.structured["total"] == 6
    assert {"Insurance Quote Form", "Price Watch"} < set(map(str, names(result.structured)))
    assert f"- agentId: {QUOTE_FORM.id} | name: Insurance Quote Form | createdAt: 20" in result.text


async def test_a_summary_holds_neither_owner_nor_organization(tools: Tools) -> None:
    data = await tools.data("agentList", organizationId=ORGANIZATION_ID, searchName="quote")
    assert isinstance(listed := data["agents"], list)
    assert isinstance(agent := listed[0], dict)
    assert set(agent) == {"agentId", "name", "createdAt"}


async def test_full_detail_adds_owner_and_organization(tools: Tools) -> None:
    result = await tools(
        "agentList", organizationId=ORGANIZATION_ID, searchName="quote", detail="full"
    )
    assert f"organizationId: {ORGANIZATION_ID}" in result.text
    assert f"userId: {OWNER_ID}" in result.text
    assert "agentId" in result.text
    assert " id: " not in result.text


async def test_a_part_of_the_name_finds_an_agent_in_any_case(tools: Tools) -> None:
    data = await tools.data("agentList", organizationId=ORGANIZATION_ID, searchName="QUOTE")
    assert names(data) == ["Insurance Quote Form"]


async def test_the_next_steps_carry_the_first_agents_id(tools: Tools) -> None:
    result = await tools("agentList", organizationId=ORGANIZATION_ID, searchName="quote")
    assert result.structured is not None
    step = f'workflowsList agentId="{QUOTE_FORM.id}" lists its versions'
    assert f"- {step}" in result.text
    assert isinstance(steps := result.structured["nextSteps"], list)
    assert steps[0] == step
    run = f'agentExecutePost agentId="{QUOTE_FORM.id}" runs it, with the inputs that workflowGet'
    assert run in result.text


async def test_where_nothing_was_found_the_next_step_is_to_look_wider(tools: Tools) -> None:
    data = await tools.data("agentList", organizationId=ORGANIZATION_ID, searchName="no such")
    assert data["summary"] == "page 1 of 1, 0 agents in all"
    assert data["agents"] == []
    assert isinstance(steps := data["nextSteps"], list)
    assert steps[0] == (
        f'agentList organizationId="{ORGANIZATION_ID}" without filters lists all there are'
    )


async def test_behind_the_last_page_the_next_step_is_the_first_one(tools: Tools) -> None:
    data = await tools.data("agentList", organizationId=ORGANIZATION_ID, page=9)
    assert "there is no page 9" in str(data["summary"])
    assert data["nextSteps"] == [
        f'agentList organizationId="{ORGANIZATION_ID}" page=1 begins with the first'
    ]


async def test_pages_name_the_one_that_follows(tools: Tools) -> None:
    first = await tools.data("agentList", organizationId=ORGANIZATION_ID, pageSize=4)
    assert first["summary"] == "page 1 of 2, 6 agents in all, next: page=2"
    assert first["nextPage"] == 2
    last = await tools.data("agentList", organizationId=ORGANIZATION_ID, pageSize=4, page=2)
    assert "nextPage" not in last
    assert len(names(first)) == 4
    assert len(names(last)) == 2
    assert not set(map(str, names(first))) & set(map(str, names(last)))


@pytest.mark.parametrize("direction", ["asc", "desc"])
async def test_agents_can_be_sorted_by_name(tools: Tools, direction: str) -> None:
    data = await tools.data(
        "agentList", organizationId=ORGANIZATION_ID, sortField="name", sortDirection=direction
    )
    found = list(map(str, names(data)))
    assert found == sorted(found, reverse=direction == "desc")


async def test_another_organization_has_other_agents(tools: Tools) -> None:
    data = await tools.data("agentList", organizationId=ANNEX_ORGANIZATION_ID)
    assert names(data) == [NIGHT_AUDIT.name]


async def test_the_organization_is_asked_for_where_there_are_several(tools: Tools) -> None:
    text = await tools.refused("agentList")
    assert ORGANIZATION_ID in text
    assert ANNEX_ORGANIZATION_ID in text


@current_only
async def test_tags_narrow_the_list(tools: Tools) -> None:
    tagged = await tools.data("agentList", organizationId=ORGANIZATION_ID, tagIds=[SALES_TAG_ID])
    assert set(map(str, names(tagged))) == {"Insurance Quote Form", "Price Watch"}
    both = await tools.data(
        "agentList",
        organizationId=ORGANIZATION_ID,
        tagIds=[SALES_TAG_ID, TAG_GROUP_ID],
        tagMatch="all",
    )
    assert names(both) == []


@current_only
async def test_agents_without_a_tag_of_a_group_can_be_listed(tools: Tools) -> None:
    data = await tools.data(
        "agentList", organizationId=ORGANIZATION_ID, withoutTagGroupId=TAG_GROUP_ID
    )
    assert set(map(str, names(data))) == {"Portal Export", "Stock Monitor"}
    assert INVOICE_DOWNLOAD.name not in names(data)


@legacy_only
@pytest.mark.parametrize(
    "argument", [{"tagIds": [SALES_TAG_ID]}, {"withoutTagGroupId": SALES_TAG_ID}]
)
async def test_the_legacy_api_has_no_tags_and_says_so(
    tools: Tools, argument: dict[str, Json]
) -> None:
    text = await tools.refused("agentList", organizationId=ORGANIZATION_ID, **argument)
    assert f"{next(iter(argument))} is not offered" in text
    assert await tools.requests() == []


async def test_how_tags_match_needs_tags(tools: Tools) -> None:
    text = await tools.refused("agentList", organizationId=ORGANIZATION_ID, tagMatch="all")
    assert "tagMatch: works only together with tagIds" in text
    assert await tools.requests() == []


async def test_every_bad_argument_is_named_with_what_is_accepted(tools: Tools) -> None:
    text = await tools.refused(
        "agentList", organizationId="demo", sortField="createdAt", pageSize=101, name="quote"
    )
    assert "4 problems" in text
    assert "organizationId: must be a UUID" in text
    assert 'sortField: must be one of name, created_at; got "createdAt"' in text
    assert "pageSize: must be at most 100; got 101" in text
    assert "name: is not known" in text
