"""Agents: what holds workflow versions and is run."""

from typing import Annotated, Literal, NotRequired, TypedDict, cast

from asteroid_mcp.asteroid import agents
from asteroid_mcp.asteroid.models import Agent
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.declaration.answer import Answer, Paged
from asteroid_mcp.tools.declaration.arguments import BadArguments, Problem
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.declaration.tool import READS, Toolset, tool
from asteroid_mcp.tools.shared.organization import organization_of
from asteroid_mcp.tools.shared.pages import PageFields, page_fields
from asteroid_mcp.tools.shared.vocabulary import (
    Detail,
    OrganizationId,
    Page,
    PageSize,
    SortDirection,
)


class AgentItem(TypedDict):
    """An agent. Its owner and organization come with `detail: "full"`."""

    agentId: str
    name: str
    createdAt: str
    userId: NotRequired[str]
    organizationId: NotRequired[str]


class AgentPage(PageFields):
    """One page of an organization's agents."""

    agents: list[AgentItem]


type TagId = Annotated[str, About(format="uuid")]


@tool(title="List agents", toolset=Toolset.AGENTS, scope=Scope.READ, effects=READS)
async def agent_list(
    call: Call,
    *,
    organization_id: OrganizationId | None = None,
    search_name: Annotated[
        str, About(description="Part of the name, in any case.", min_length=1, max_length=255)
    ]
    | None = None,
    sort_field: Annotated[
        Literal["name", "created_at"], About(description="What the list is sorted by.")
    ]
    | None = None,
    sort_direction: SortDirection | None = None,
    tag_ids: Annotated[
        list[TagId],
        About(description="Only agents with these tags (not on the legacy API).", max_items=50),
    ]
    | None = None,
    tag_match: Annotated[
        Literal["any", "all"],
        About(description="Whether one of tagIds is enough (`any`, the default) or all count."),
    ]
    | None = None,
    without_tag_group_id: Annotated[
        str,
        About(
            description="Only agents without a tag of this group (not on the legacy API).",
            format="uuid",
        ),
    ]
    | None = None,
    page: Page = 1,
    page_size: PageSize = 20,
    detail: Detail = "summary",
) -> Answer[AgentPage]:
    """Find an agent's ID by its name, or see which agents an organization has.

    Give the ID to workflowsList for its versions, to agentExecutePost to run it, or to
    executionsList for its past runs.
    """
    if tag_match and not tag_ids:
        raise BadArguments([Problem("tagMatch", "works only together with tagIds")])
    organization = await organization_of(call, organization_id)
    found = await agents.list_agents(
        call.api,
        organization_id=organization,
        page=page,
        page_size=page_size,
        search_name=search_name,
        sort_field=sort_field,
        sort_direction=sort_direction,
        tag_ids=tag_ids or (),
        tag_match=tag_match,
        without_tag_group_id=without_tag_group_id,
    )
    items = found["items"]
    return Answer(
        summary="",
        paged=Paged("agents", "agent"),
        data={**page_fields(found), "agents": [_item(agent, detail) for agent in items]},
        next_steps=_next_steps(items[0]["id"])
        if items
        else _nothing_here(organization, found["total"]),
        narrower="Ask for fewer with pageSize, or for some with searchName.",
    )


def _item(agent: Agent, detail: str) -> AgentItem:
    shown = {"agentId": agent["id"], "name": agent["name"], "createdAt": agent["createdAt"]}
    more = agent.items() if detail == "full" else ()
    return cast("AgentItem", shown | {name: value for name, value in more if name != "id"})


def _next_steps(agent_id: str) -> tuple[str, ...]:
    return (
        f'workflowsList agentId="{agent_id}" lists its versions',
        f'executionsList agentId="{agent_id}" lists its executions',
        f'agentExecutePost agentId="{agent_id}" runs it, with the inputs that workflowGet lists',
    )


def _nothing_here(organization_id: str, total: int) -> tuple[str, ...]:
    if total:
        return (f'agentList organizationId="{organization_id}" page=1 begins with the first',)
    return (
        f'agentList organizationId="{organization_id}" without filters lists all there are',
        "getContext names the other organizations, if there are any",
    )
