"""What cannot be done to runs: the text says why and what to call, and all stays as it was."""

import pytest
from tests.faults.refusals import RUNS, execution, refused_unchanged
from tests.faults.sound_calls import COMPLETED, RUNNING, SOUND, UNPUBLISHED
from tests.faults.tools import ToolCall, Tools

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_sandbox.seed import ANNEX_ORGANIZATION_ID, DEMO_API_KEY, seed_id
from asteroid_sandbox.seed.agents import NIGHT_AUDIT, QUOTE_FORM
from asteroid_sandbox.seed.people import NIGHT_PROFILE_ID

pytestmark = pytest.mark.anyio

_FAILED = seed_id("execution", "export-first")
_CANCELLED = seed_id("execution", "expense-withdrawn")
_PAUSED = seed_id("execution", "stock-paused")
_ASKING = seed_id("execution", "expense-asking")
_QUEUED, _FOREIGN = seed_id("execution", "audit-queued"), seed_id("execution", "audit-running")
_ENDED = [(COMPLETED, "completed"), (_FAILED, "failed"), (_CANCELLED, "cancelled")]
_FILE: list[Json] = [{"name": "late.txt", "text": "Too late."}]

_STAGED_IN_TIME = "- tempFiles: must have been staged for this organization in the last 60 minutes"

every_end = pytest.mark.parametrize(
    ("ended", "status"), _ENDED, ids=[status for _, status in _ENDED]
)


async def _change(tools: Tools, execution_id: str, status: str) -> str:
    return await refused_unchanged(
        tools,
        [execution(execution_id)],
        "executionStatusUpdate",
        executionId=execution_id,
        status=status,
    )


@pytest.mark.parametrize(
    ("ended", "status", "wanted"),
    [
        (ended, status, wanted)
        for ended, status in _ENDED
        for wanted in ("paused", "running", "cancelled")
        if wanted != status
    ],
)
async def test_an_ended_run_is_not_paused_resumed_or_cancelled(
    tools: Tools, ended: str, status: str, wanted: str
) -> None:
    text = await _change(tools, ended, wanted)
    assert f"has ended as {status}, so its status cannot change any more" in text
    assert "agentExecutePost starts a new one" in text
    assert tools.changes_asked_for() == []


@pytest.mark.parametrize(("run", "status"), [(_PAUSED, "paused"), (_CANCELLED, "cancelled")])
async def test_a_run_that_is_as_it_is_wanted_is_left_in_peace(
    tools: Tools, run: str, status: str
) -> None:
    before = await tools.call(execution(run))
    done = await tools.data("executionStatusUpdate", executionId=run, status=status)
    assert f"is {status} already" in str(done["summary"])
    assert tools.changes_asked_for() == []
    assert await tools.call(execution(run)) == before


async def test_a_run_that_asks_a_question_is_not_paused_as_well(tools: Tools) -> None:
    text = await _change(tools, _ASKING, "paused")
    assert "An execution cannot go from paused_by_agent to paused." in text
    assert "executionGet with the same executionId" in text


@pytest.mark.parametrize("wanted", ["paused", "running"])
async def test_a_queued_run_is_neither_paused_nor_resumed(tools: Tools, wanted: str) -> None:
    text = await _change(tools.by(DEMO_API_KEY), _QUEUED, wanted)
    assert f"An execution cannot go from queued to {wanted}." in text
    assert "executionGet with the same executionId" in text


@every_end
async def test_an_ended_run_takes_no_message(tools: Tools, ended: str, status: str) -> None:
    log = ToolCall("executionActivitiesGet", {"executionId": ended, "detail": "full"})
    text = await refused_unchanged(
        tools, [log], "executionUserMessagesAdd", executionId=ended, message="Go on."
    )
    assert f"A {status} execution takes no messages." in text
    assert "executionActivitiesGet" in text


@every_end
async def test_an_ended_run_takes_no_files(tools: Tools, ended: str, status: str) -> None:
    files = ToolCall("executionContextFilesGet", {"executionId": ended})
    text = await refused_unchanged(
        tools, [files], "executionContextFilesUpload", executionId=ended, files=_FILE
    )
    assert f"The execution is {status}" in text
    assert "executionContextFilesGet with the same executionId" in text


@pytest.mark.parametrize(
    ("name", "more"), [("agentExecutePost", {}), ("workflowExecute", {"workflowId": UNPUBLISHED})]
)
async def test_a_run_does_not_start_without_a_required_input(
    tools: Tools, name: str, more: JsonObject
) -> None:
    inputs: JsonObject = {"applicant_name": "Applicant Five"}
    text = await refused_unchanged(
        tools, [RUNS], name, agentId=QUOTE_FORM.id, inputs=inputs, **more
    )
    assert "- inputs.postcode: is required by the workflow" in text
    assert f"Correct the arguments and call {name} again" in text


@pytest.mark.parametrize(
    "call",
    [
        ToolCall("agentExecutePost", {"agentId": NIGHT_AUDIT.id}),
        ToolCall(
            "workflowExecute",
            {"agentId": NIGHT_AUDIT.id, "workflowId": NIGHT_AUDIT.version_id(1)},
        ),
    ],
    ids=lambda call: call.tool,
)
async def test_no_run_starts_beyond_the_organizations_limit(tools: Tools, call: ToolCall) -> None:
    runs = ToolCall("executionsList", {"organizationId": ANNEX_ORGANIZATION_ID})
    text = await refused_unchanged(
        tools.by(DEMO_API_KEY), [runs], call.tool, **call.arguments, inputs={"article": "N-3"}
    )
    assert "A limit of Asteroid is reached (concurrent_executions)" in text
    assert "The organization runs 1 of 1 executions at once." in text
    assert "executionsList" in text
    if call.tool == "workflowExecute":
        assert "onCapacityLimit" not in text
    assert len(tools.changes_asked_for()) == 1


@pytest.mark.parametrize("generation", [Generation.CURRENT])
async def test_the_way_out_of_the_limit_that_is_named_is_one(tools: Tools) -> None:
    started = await tools.by(DEMO_API_KEY).data(
        "agentExecutePost",
        agentId=NIGHT_AUDIT.id,
        inputs={"article": "N-3"},
        onCapacityLimit="queue",
    )
    assert started["status"] == "queued"


async def _start_with(tools: Tools, staged: JsonObject) -> str:
    call = SOUND["agentExecutePost"]
    return await refused_unchanged(
        tools, [RUNS], call.tool, **call.arguments, tempFiles=staged["tempFiles"]
    )


async def test_a_staged_file_that_has_expired_starts_no_run(tools: Tools) -> None:
    staged = await tools.data("tempFilesStage", files=_FILE)
    tools.service.clock.advance(60 * 60)
    text = await _start_with(tools, staged)
    assert _STAGED_IN_TIME in text
    assert "tempFilesStage" in text


async def test_a_file_that_was_staged_for_another_organization_starts_no_run(
    tools: Tools,
) -> None:
    owner = tools.by(DEMO_API_KEY)
    staged = await owner.data("tempFilesStage", files=_FILE, organizationId=ANNEX_ORGANIZATION_ID)
    text = await _start_with(tools, staged)
    assert _STAGED_IN_TIME in text
    assert "tempFilesStage" in text


@pytest.mark.parametrize(
    "call",
    [
        ToolCall("executionStatusUpdate", {"status": "cancelled"}),
        ToolCall("executionUserMessagesAdd", {"message": "Stop."}),
        ToolCall("executionContextFilesUpload", {"files": _FILE}),
    ],
    ids=lambda call: call.tool,
)
async def test_a_run_of_a_foreign_organization_is_neither_seen_nor_touched(
    tools: Tools, call: ToolCall
) -> None:
    owner = tools.by(DEMO_API_KEY)
    before = await owner.call(execution(_FOREIGN))
    text = await tools.refused(call.tool, executionId=_FOREIGN, **call.arguments)
    assert "this user may not see it: Execution not found." in text
    assert "executionId comes from executionsList" in text
    assert await owner.call(execution(_FOREIGN)) == before


async def test_nothing_is_started_in_a_foreign_organization(tools: Tools) -> None:
    owner = tools.by(DEMO_API_KEY)
    runs = ToolCall("executionsList", {"organizationId": ANNEX_ORGANIZATION_ID})
    before = await owner.call(runs)
    foreign = await tools.refused(
        "agentExecutePost", agentId=NIGHT_AUDIT.id, inputs={"article": "N-9"}
    )
    assert "agentId comes from agentList" in foreign
    borrowed = await refused_unchanged(
        tools,
        [RUNS],
        "agentExecutePost",
        **SOUND["agentExecutePost"].arguments,
        profileId=NIGHT_PROFILE_ID,
    )
    assert "Profile not found." in borrowed
    assert "profileId comes from agentProfilesList" in borrowed
    assert await owner.call(runs) == before


async def test_a_run_is_not_moved_to_a_version_of_another_agent(tools: Tools) -> None:
    text = await refused_unchanged(
        tools,
        [execution(RUNNING)],
        "workflowSyncExecution",
        agentId=QUOTE_FORM.id,
        workflowId=UNPUBLISHED,
        executionId=RUNNING,
    )
    legacy = "executionId comes from executionsList"
    current = "workflowExecute with parentExecutionId"
    assert (legacy if tools.generation is Generation.LEGACY else current) in text
