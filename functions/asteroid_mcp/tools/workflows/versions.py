"""Workflows: an agent's immutable versions."""

import json
from collections.abc import Sequence
from typing import Annotated, NotRequired, TypedDict, cast

from asteroid_mcp.asteroid import workflows
from asteroid_mcp.asteroid.bodies import WorkflowRequest
from asteroid_mcp.asteroid.errors import NotOffered
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.workflow_models import (
    PublishedWorkflow,
    ValidationIssue,
    Workflow,
    WorkflowRef,
)
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.declaration.answer import Answer, Paged
from asteroid_mcp.tools.declaration.arguments import BadArguments
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.declaration.tool import ADDS, CHANGES, READS, Toolset, tool
from asteroid_mcp.tools.shared.bodies import given
from asteroid_mcp.tools.shared.pages import PageFields, page_fields
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
    with_inputs,
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
from asteroid_mcp.tools.workflows.views import View, view_of

_LEFT_OUT = "leave it out; Asteroid checks the version when it is created"
_TO_BE_EDITED = frozenset({"graph", "rules", "inputs", "settings", "environmentTemplate"})


class WorkflowItem(TypedDict):
    """A version in an agent's history. `parentId` is the one it came from."""

    workflowId: str
    version: NotRequired[int]
    isPublished: bool
    createdAt: str
    parentId: NotRequired[str]
    author: NotRequired[str]
    isDeletable: NotRequired[bool]


class Published(TypedDict):
    """Which version is the published one, if there is one."""

    publishedWorkflowId: NotRequired[str | None]


class WorkflowPage(PageFields, Published):
    """One page of an agent's versions, newest first; the published one may be on another page."""

    workflows: list[WorkflowItem]


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
    live = next((each for each in versions if each["isPublished"]), None)
    return Answer(
        summary=_published(live),
        paged=Paged("workflows", "version"),
        data={
            **page_fields({"page": page, "pageSize": page_size, "total": len(versions)}),
            "publishedWorkflowId": live["id"] if live else None,
            "workflows": [_item(each) for each in versions[start : start + page_size]],
        },
        next_steps=_after_listing(agent_id, live, versions[:1]),
        narrower="Ask for fewer with pageSize.",
    )


@tool(title="Get a workflow version", toolset=Toolset.WORKFLOWS, scope=Scope.READ, effects=READS)
async def workflow_get(
    call: Call, *, agent_id: AgentId, workflow_id: WorkflowId, node_ids: NodeIds | None = None
) -> Answer[WorkflowShown]:
    """Read one version: graph, rules, inputs, settings and files.

    To change an agent, edit what this gives and hand all of it to workflowCreate. Of a graph that
    is larger than one answer it gives the first nodes, the names of all, and how to read on; to
    edit such a graph, raise the server's setting ASTEROID_RESULT_CHARACTERS.
    """
    found = await workflows.get_workflow(call.api, agent_id=agent_id, workflow_id=workflow_id)
    view = view_of(found, node_ids, call.result_characters)
    return Answer(
        summary=headline(found, view),
        data=workflow_shown(found, view),
        next_steps=_after_reading(agent_id, found, view),
        whole=_TO_BE_EDITED,
        narrower="What was cut comes whole only with a larger ASTEROID_RESULT_CHARACTERS, a "
        "setting of the server. Do not send it to workflowCreate as it is.",
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
    test it with workflowExecute, then use workflowPublish. Versions are never overwritten. A graph
    that workflowGet shows in part only is edited after raising ASTEROID_RESULT_CHARACTERS.
    """
    if validate_only and call.api.generation is Generation.LEGACY:
        raise NotOffered("workflowCreate", parameters=("validateOnly",), alternative=_LEFT_OUT)
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
            f'workflowGet agentId="{agent_id}" workflowId="{workflow_id}" lists its inputs',
            f'agentExecutePost agentId="{agent_id}" runs it, with those inputs',
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
            f"workflowExecute {ids}{with_inputs(body.get('inputs', []))} tests it",
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
        next_steps=(
            "workflowCreate with the same arguments but validateOnly creates it"
            if can_run
            else "workflowCreate with validateOnly=true again, once the errors are corrected",
        ),
    )


def _item(version: WorkflowRef) -> WorkflowItem:
    others = {name: value for name, value in version.items() if name != "id"}
    return cast("WorkflowItem", {"workflowId": version["id"], **others})


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


def _after_reading(agent_id: str, workflow: Workflow, view: View) -> tuple[str, ...]:
    ids = f'agentId="{agent_id}" workflowId="{workflow["id"]}"'
    run = f"workflowExecute {ids}{with_inputs(workflow.get('inputs') or [])} runs this version"
    if view.is_large:
        return _reading_on(ids, view) or (run,)
    if view.only_nodes:
        return (f"workflowGet {ids} gives all of it, which is what workflowCreate needs",)
    create = f'workflowCreate agentId="{agent_id}" parentId="{workflow["id"]}"'
    steps = (f"{create} with the edited graph, rules, settings and inputs makes the next one", run)
    publish = f"workflowPublish {ids} makes it the version that new runs use"
    return steps if workflow["isPublished"] else (*steps, publish)


def _reading_on(ids: str, view: View) -> tuple[str, ...]:
    if view.next_ids:
        node_ids = json.dumps(view.next_ids, ensure_ascii=False)
        return (f"workflowGet {ids} nodeIds={node_ids} gives the next {len(view.next_ids)} nodes",)
    return (f"workflowGet {ids} names every node",) if view.not_found else ()
