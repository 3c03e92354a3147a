"""Executions: finding them and learning what became of them."""

from typing import Annotated

from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.declaration.answer import Answer, Paged
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.rules import exclusive, together
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.declaration.tool import READS, Toolset, tool
from asteroid_mcp.tools.executions.answers import (
    ExecutionDetails,
    ExecutionPage,
    details_of,
    item_of,
)
from asteroid_mcp.tools.executions.filters import (
    BatchId,
    CreatedAfter,
    CreatedBefore,
    CreatedWithin,
    HasScriptFailures,
    HumanLabels,
    InputsKey,
    InputsValue,
    MetadataKey,
    MetadataPairs,
    MetadataValue,
    OutcomeLabel,
    PartOfId,
    Phases,
    ProfileIds,
    SortField,
    Statuses,
    TriggerSources,
    VersionNumber,
    check_times,
)
from asteroid_mcp.tools.executions.search import after_search, found_executions
from asteroid_mcp.tools.executions.story import headline, next_calls
from asteroid_mcp.tools.executions.waiting import (
    LONGEST_WAIT_SECONDS,
    reason_of,
    settled_execution,
)
from asteroid_mcp.tools.shared.bodies import given
from asteroid_mcp.tools.shared.moments import rfc3339
from asteroid_mcp.tools.shared.pages import page_fields
from asteroid_mcp.tools.shared.vocabulary import (
    AgentId,
    Detail,
    ExecutionId,
    OrganizationId,
    Page,
    PageSize,
    SortDirection,
)


@tool(
    title="List executions",
    toolset=Toolset.EXECUTIONS,
    scope=Scope.READ,
    effects=READS,
    rules=(
        exclusive("createdWithin", "createdAfter"),
        together("metadataKey", "metadataValue"),
        together("inputsKey", "inputsValue"),
    ),
)
async def executions_list(
    call: Call,
    *,
    organization_id: Annotated[
        OrganizationId,
        About(
            description="The organization, from getContext. May be left out with agentId, or if "
            "there is only one."
        ),
    ]
    | None = None,
    agent_id: AgentId | None = None,
    workflow_version: VersionNumber | None = None,
    status: Statuses | None = None,
    phase: Phases | None = None,
    created_within: CreatedWithin | None = None,
    created_after: CreatedAfter | None = None,
    created_before: CreatedBefore | None = None,
    metadata_key: MetadataKey | None = None,
    metadata_value: MetadataValue | None = None,
    metadata: MetadataPairs | None = None,
    inputs_key: InputsKey | None = None,
    inputs_value: InputsValue | None = None,
    outcome_label: OutcomeLabel | None = None,
    profile_ids: ProfileIds | None = None,
    human_labels: HumanLabels | None = None,
    has_script_failures: HasScriptFailures | None = None,
    trigger_source: TriggerSources | None = None,
    execution_id: PartOfId | None = None,
    batch_id: BatchId | None = None,
    sort_field: SortField = "created_at",
    sort_direction: SortDirection = "desc",
    page: Page = 1,
    page_size: PageSize = 20,
    detail: Detail = "summary",
) -> Answer[ExecutionPage]:
    """Find runs, newest first: those of an agent, those that failed, those of the last day.

    All filters that are given must match. executionGet tells more of one of them.
    """
    check_times(created_within, created_after, created_before)
    filters = given(
        agentId=agent_id,
        workflowVersion=workflow_version,
        status=status,
        phase=phase,
        createdWithin=created_within,
        createdAfter=created_after and rfc3339(created_after),
        createdBefore=created_before and rfc3339(created_before),
        metadataKey=metadata_key,
        metadataValue=metadata_value,
        metadata=metadata,
        inputsKey=inputs_key,
        inputsValue=inputs_value,
        outcomeLabel=outcome_label,
        profileIds=profile_ids,
        humanLabels=human_labels,
        hasScriptFailures=has_script_failures,
        triggerSource=trigger_source,
        executionId=execution_id,
        batchId=batch_id,
        sortField=sort_field,
        sortDirection=sort_direction,
    )
    found = await found_executions(call, organization_id, filters, page=page, page_size=page_size)
    listed = [item_of(execution, detail) for execution in found["items"]]
    return Answer(
        summary="",
        data={**page_fields(found), "executions": listed},
        paged=Paged("executions", "execution"),
        next_steps=after_search(found, filters),
        narrower="Ask for fewer with pageSize, or for some with more filters.",
    )


@tool(title="Get an execution", toolset=Toolset.EXECUTIONS, scope=Scope.READ, effects=READS)
async def execution_get(
    call: Call,
    *,
    execution_id: ExecutionId,
    wait_seconds: Annotated[
        int,
        About(
            description="Wait up to so many seconds for it to end or to need someone.",
            minimum=0,
            maximum=LONGEST_WAIT_SECONDS,
        ),
    ] = 0,
    include_urls: Annotated[
        bool,
        About(description="Give the links to its recording and live view, which may be secret."),
    ] = False,
    detail: Detail = "summary",
) -> Answer[ExecutionDetails]:
    """Learn what became of a run: its status, outcome and result, or why it failed or waits.

    Also the node at which it failed, what a paused agent asks, and what people said about it.
    With waitSeconds it waits for a run that is still going; call it again if that is not enough.
    executionActivitiesGet has the log.
    """
    execution = await settled_execution(call, execution_id, wait_seconds)
    reason = await reason_of(call, execution)
    return Answer(
        summary=headline(execution, reason),
        data=details_of(execution, reason, detail=detail, include_urls=include_urls),
        next_steps=next_calls(execution, reason),
        signed_urls=include_urls,
    )
