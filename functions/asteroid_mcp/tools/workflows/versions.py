"""Workflows: an agent's immutable versions."""

from collections.abc import Collection, Sequence
from typing import Annotated, NotRequired, TypedDict, cast

from asteroid_mcp.asteroid import workflows
from asteroid_mcp.asteroid.bodies import WorkflowRequest
from asteroid_mcp.asteroid.workflow_models import (
    PublishedWorkflow,
    ValidationIssue,
    Workflow,
    WorkflowRef,
)
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.declaration.answer import Answer
from asteroid_mcp.tools.declaration.arguments import BadArguments
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.declaration.tool import ADDS, CHANGES, READS, Toolset, tool
from asteroid_mcp.tools.shared.bodies import given
from asteroid_mcp.tools.shared.pages import PageFields, page_fields, page_line
from asteroid_mcp.tools.shared.vocabulary import (
    AgentId,
    Page,
    PageSize,
    WorkflowId,
)
from asteroid_mcp.tools.workflows.answers import (
    WorkflowShown,
    headline,
    newest_first,
    numbered,
    published,
    verdict,
    workflow_shown,
)
from asteroid_mcp.tools.workflows.checks import version_problems
from asteroid_mcp.tools.workflows.parameters import (
    EnvironmentTemplate,
    GraphParameter,
    NodeIds,
    ParentId,
    Rules,
    Settings,
    WorkflowInputs,
)

_TO_BE_EDITED = frozenset({"graph", "rules", "inputs", "settings", "environmentTemplate"})


class WorkflowPage(PageFields):
    """One page of an agent's versions, newest first; `published` may be on another page."""

    published: NotRequired[Annotated[str | None, About(description="The published version's ID.")]]
    workflows: list[WorkflowRef]


class MadeWorkflow(TypedDict):
    """The new version, or with validateOnly what was found."""

    workflowId: NotRequired[Annotated[str, About(description="The new version.")]]
    issues: NotRequired[list[ValidationIssue]]


@tool(title="List workflow versions", toolset=Toolset.WORKFLOWS, scope=Scope.READ, effects=READS)
async def workflows_list(
    call: Call, *, agent_id: AgentId, page: Page = 1, page_size: PageSize = 20
) -> Answer[WorkflowPage]:
    """Find the versions of an agent, newest first, and which one is published.

    workflowGet gives the graph of one.
    """
    versions = newest_first(await workflows.list_workflows(call.api, agent_id=agent_id))
    start = (page - 1) * page_size
    fields = page_fields({"page": page, "pageSize": page_size, "total": len(versions)})
    live = next((each for each in versions if each["isPublished"]), None)
    return Answer(
        summary=f"{page_line(fields, 'versions')}; {_published(live)}",
        data={
            **fields,
            "published": live["id"] if live else None,
            "workflows": versions[start : start + page_size],
        },
        next_steps=_after_listing(agent_id, live, versions[:1]),
        narrower="Ask for fewer with pageSize.",
    )


@tool(title="Get a workflow version", toolset=Toolset.WORKFLOWS, scope=Scope.READ, effects=READS)
async def workflow_get(
    call: Call, *, agent_id: AgentId, workflow_id: WorkflowId, node_ids: NodeIds | None = None
) -> Answer[WorkflowShown]:
    """Read one version: graph, rules, inputs, settings and files.

    To change an agent, edit what this gives and hand all of it to workflowCreate.
    """
    found = await workflows.get_workflow(call.api, agent_id=agent_id, workflow_id=workflow_id)
    ids = f'agentId="{agent_id}" workflowId="{workflow_id}"'
    return Answer(
        summary=headline(found, node_ids),
        data=workflow_shown(found, node_ids),
        next_steps=_after_reading(agent_id, found, node_ids),
        whole=_TO_BE_EDITED,
        narrower=f'workflowGet {ids} nodeIds=["<a node\'s id>"] gives these nodes whole and names '
        "all others. Do not send a graph that was cut to workflowCreate.",
    )


@tool(
    title="Create a workflow version",
    toolset=Toolset.WORKFLOWS,
    scope=Scope.WRITE,
    effects=ADDS,
    confirm_with="workflowsList with the same agentId (the newest comes first)",
)
async def workflow_create(
    call: Call,
    *,
    agent_id: AgentId,
    graph: GraphParameter,
    rules: Rules,
    settings: Settings,
    inputs: WorkflowInputs | None = None,
    parent_id: ParentId | None = None,
    environment_template: EnvironmentTemplate | None = None,
    validate_only: Annotated[
        bool,
        About(description="Only tell what is wrong, create nothing (not on the legacy API)."),
    ] = False,
) -> Answer[MadeWorkflow]:
    """Change an agent: make a new version out of the whole graph, rules, settings and inputs.

    Start from workflowGet, edit, and send all of it with parentId. The version is not published:
    test it with workflowExecute, then use workflowPublish. Versions are never overwritten.
    """
    graph.setdefault("sticky_notes", [])
    if problems := version_problems(graph, settings, inputs or []):
        raise BadArguments(problems)
    body = given(
        graph=graph,
        rules=rules,
        settings=settings,
        inputs=inputs,
        parentId=parent_id,
        environmentTemplate=environment_template,
    )
    make = _validated if validate_only else _created
    return await make(call, agent_id, cast("WorkflowRequest", body))


@tool(
    title="Publish a workflow version",
    toolset=Toolset.WORKFLOWS,
    scope=Scope.WRITE,
    effects=CHANGES,
    confirm_with="workflowsList with the same agentId, which names the published version",
)
async def workflow_publish(
    call: Call, *, agent_id: AgentId, workflow_id: WorkflowId
) -> Answer[PublishedWorkflow]:
    """Make a version the one that all new runs of the agent use, instead of the one before.

    Test it with workflowExecute first, and ask the person: schedules and callers use it at once.
    Publishing an older version again rolls back.
    """
    done = await workflows.publish_workflow(call.api, agent_id=agent_id, workflow_id=workflow_id)
    return Answer(
        summary=published(done),
        data=done,
        next_steps=(
            f'agentExecutePost agentId="{agent_id}" runs it',
            f'workflowsList agentId="{agent_id}" lists the versions before it, to go back to',
        ),
    )


async def _created(call: Call, agent_id: str, body: WorkflowRequest) -> Answer[MadeWorkflow]:
    made = await workflows.create_workflow(call.api, agent_id=agent_id, body=body)
    ids = f'agentId="{agent_id}" workflowId="{made["workflowId"]}"'
    return Answer(
        summary=f"Version {made['workflowId']} is created and not published yet",
        data={"workflowId": made["workflowId"]},
        next_steps=(
            f"workflowExecute {ids} tests it",
            f"workflowPublish {ids} makes it the version that new runs use",
        ),
    )


async def _validated(call: Call, agent_id: str, body: WorkflowRequest) -> Answer[MadeWorkflow]:
    report = await workflows.validate_workflow(call.api, agent_id=agent_id, body=body)
    issues = report["issues"]
    can_run = all(issue["severity"] != "error" for issue in issues)
    return Answer(
        summary=verdict(issues),
        data={"issues": issues},
        next_steps=("workflowCreate without validateOnly creates it",) if can_run else (),
    )


def _published(live: WorkflowRef | None) -> str:
    if live is None:
        return "none is published"
    return f"published is {numbered(live.get('version'))}, {live['id']}"


def _after_listing(
    agent_id: str, live: WorkflowRef | None, newest: Sequence[WorkflowRef]
) -> tuple[str, ...]:
    shown = {each["id"]: each.get("version") for each in ([live, *newest] if live else newest)}
    return tuple(
        f'workflowGet agentId="{agent_id}" workflowId="{workflow_id}" gives {numbered(version)}'
        for workflow_id, version in shown.items()
    )


def _after_reading(
    agent_id: str, workflow: Workflow, node_ids: Collection[str] | None
) -> tuple[str, ...]:
    ids = f'agentId="{agent_id}" workflowId="{workflow["id"]}"'
    if node_ids is not None:
        return (f"workflowGet {ids} gives all of it, which is what workflowCreate needs",)
    create = f'workflowCreate agentId="{agent_id}" parentId="{workflow["id"]}"'
    steps = (
        f"{create} with the edited graph, rules, settings and inputs makes the next version",
        f"workflowExecute {ids} runs this version",
    )
    publish = f"workflowPublish {ids} makes it the version that new runs use"
    return steps if workflow["isPublished"] else (*steps, publish)
