"""Learning what became of an execution."""

from typing import TYPE_CHECKING, cast

import pytest

from asteroid_sandbox.seed import seed_id
from tests.tools.conftest import Clock, Tools

if TYPE_CHECKING:
    from asteroid_mcp.asteroid.models import JsonObject

pytestmark = pytest.mark.anyio

QUOTE_FORM = seed_id("agent", "quote-form")
A_UUID = "3f2b8c1e-6d4a-4b7e-9a55-0c1d2e3f4a5b"


def run(key: str) -> str:
    return seed_id("execution", key)


async def test_a_completed_one_says_its_outcome_and_result(tools: Tools) -> None:
    result = await tools("executionGet", executionId=run("quote-basic"))

    first_line = result.text.splitlines()[0]
    assert first_line.startswith(
        r'completed with outcome "quoted" after 18 s: "Reached \"Quote\" after 7'
    )
    assert first_line.endswith("Next: executionActivitiesGet")
    assert result.structured is not None
    assert result.structured["summary"] == first_line
    assert set(cast("JsonObject", result.structured["result"])) == {"premium", "reference"}
    assert result.structured["metadata"] == {"customer": "C-1002", "channel": "web"}
    assert result.structured["executionId"] == run("quote-basic")
    assert result.structured["humanLabels"] == ["Reviewed"]
    assert result.structured["comments"] == ["The premium matches the price list."]
    assert result.structured["profileName"] == "Portal Login"
    assert result.structured["trigger"] == "api"
    assert "premium: " in result.text


async def test_workflow_id_is_the_version_that_ran(tools: Tools) -> None:
    data = await tools.data("executionGet", executionId=run("quote-first"))

    assert data["agentId"] == QUOTE_FORM
    assert data["workflowId"] == seed_id("version", "quote-form/1")


async def test_a_failed_one_says_where_and_why_in_its_first_line(tools: Tools) -> None:
    data = await tools.data("executionGet", executionId=run("export-again"))

    assert data["summary"] == (
        'failed at "Export report" after 16 s: "The Export button never became active". '
        "Next: executionActivitiesGet"
    )
    assert data["failedAt"] == "Export report"
    assert data["reason"] == "The Export button never became active"
    assert data["parentExecutionId"] == run("export-first")


async def test_a_failed_one_can_be_run_again_with_its_ids(tools: Tools) -> None:
    data = await tools.data("executionGet", executionId=run("export-first"))

    assert cast("list[str]", data["nextSteps"])[-1] == (
        f'workflowExecute agentId="{data["agentId"]}" workflowId="{data["workflowId"]}" '
        f'parentExecutionId="{run("export-first")}" with the same inputs runs it again'
    )


async def test_why_the_last_run_of_an_agent_failed_takes_two_calls(tools: Tools) -> None:
    runs = await tools.data(
        "executionsList", agentId=seed_id("agent", "portal-export"), status=["failed"], pageSize=1
    )
    (last,) = cast("list[JsonObject]", runs["executions"])
    data = await tools.data("executionGet", executionId=last["executionId"])

    assert data["failedAt"] == "Export report"
    assert data["reason"] == "The Export button never became active"


async def test_a_cancelled_one_says_that_somebody_asked_for_it(tools: Tools) -> None:
    data = await tools.data("executionGet", executionId=run("expense-withdrawn"))

    assert data["reason"] == "somebody asked for it (user_requested)"
    assert data["failedAt"] == "Check receipt"


async def test_one_that_asks_shows_the_question_and_its_options(tools: Tools) -> None:
    result = await tools("executionGet", executionId=run("expense-asking"))

    assert result.structured is not None
    (question,) = cast("list[JsonObject]", result.structured["questions"])
    assert question["question"] == "Which cost centre does this expense belong to?"
    options = cast("list[JsonObject]", question["options"])
    assert [option["label"] for option in options] == ["Travel", "Office", "Training"]
    assert result.text.startswith('paused_by_agent: "Which cost centre')
    it = f'executionId="{run("expense-asking")}"'
    answer, cancel = cast("list[str]", result.structured["nextSteps"])
    assert answer == (
        f'executionUserMessagesAdd {it} message="..." answers with "Travel", "Office", "Training" '
        "or other words; ask the person if in doubt"
    )
    assert cancel == f'executionStatusUpdate {it} status="cancelled" ends it for good'


async def test_one_that_awaits_confirmation_says_of_what(tools: Tools) -> None:
    data = await tools.data("executionGet", executionId=run("expense-confirming"))

    assert data["reason"] == 'Go from "Check receipt" to "Enter payment"?'


async def test_a_script_that_failed_is_told_in_one_line(tools: Tools) -> None:
    data = await tools.data("executionGet", executionId=run("invoice"))

    (failure,) = cast("list[str]", data["scriptFailures"])
    assert failure.startswith("2026-11-19T03:00:04.000Z ./scripts/download.js")
    assert failure.endswith('of "Download invoice": Timed out waiting for #billing')


async def test_the_log_is_read_only_where_it_tells_the_reason(tools: Tools) -> None:
    await tools("executionGet", executionId=run("quote-basic"))
    await tools("executionGet", executionId=run("stock-running"))
    await tools("executionGet", executionId=run("export-first"))

    assert await tools.requests() == [
        f"GET /agents/v2/executions/{run('quote-basic')}",
        f"GET /agents/v2/executions/{run('stock-running')}",
        f"GET /agents/v2/executions/{run('export-first')}",
        f"GET /agents/v2/executions/{run('export-first')}/activities",
    ]


async def test_links_to_recordings_come_only_when_asked_for(tools: Tools) -> None:
    quiet = await tools("executionGet", executionId=run("quote-basic"))
    full = await tools("executionGet", executionId=run("quote-basic"), detail="full")
    asked_for = await tools("executionGet", executionId=run("quote-basic"), includeUrls=True)

    assert "recordingUrl" not in quiet.text + full.text
    assert "signature=" not in quiet.text + full.text
    assert asked_for.structured is not None
    assert "signature=" in str(asked_for.structured["recordingUrl"])
    assert "platformUrl" in quiet.text


async def test_the_full_answer_has_everything_beside_the_reason(tools: Tools) -> None:
    data = await tools.data("executionGet", executionId=run("export-first"), detail="full")

    everything = cast("JsonObject", data["execution"])
    assert data["reason"] == "The Export button never became active"
    assert cast("list[JsonObject]", everything["comments"])[0]["content"] == (
        "Happens every time since the portal was rebuilt."
    )
    assert (data["inputs"], everything["inputs"]) == ({}, {})
    assert data["failedAt"] == "Export report"


async def test_a_run_is_followed_to_its_end_by_waiting(tools: Tools, clock: Clock) -> None:
    started = await tools.data(
        "agentExecutePost",
        agentId=QUOTE_FORM,
        inputs={"applicant_name": "Applicant Nine", "postcode": "50667"},
    )
    began = clock.time

    data = await tools.data("executionGet", executionId=started["executionId"], waitSeconds=20)

    assert data["status"] == "completed"
    assert data["outcome"] == "quoted"
    assert (clock.time - began).total_seconds() == 18


async def test_a_wait_ends_before_the_run_does_if_it_must(tools: Tools, clock: Clock) -> None:
    began = clock.time

    data = await tools.data("executionGet", executionId=run("stock-running"), waitSeconds=7)

    assert data["summary"] == "running since 2026-11-20T08:00:00.000Z. Next: executionGet"
    assert (clock.time - began).total_seconds() == 7


async def test_a_wait_of_more_than_20_seconds_is_refused(tools: Tools) -> None:
    text = await tools.refused("executionGet", executionId=run("stock-running"), waitSeconds=21)

    assert "waitSeconds: must be at most 20" in text


async def test_an_execution_that_is_not_there_is_explained(tools: Tools) -> None:
    assert "executionsList" in await tools.refused("executionGet", executionId=A_UUID)


async def test_a_log_that_fails_leaves_the_rest_of_the_answer(tools: Tools) -> None:
    activities = "/agents/v2/executions/*/activities"
    await tools.fault("GET", activities, "malformed", times=9)

    data = await tools.data("executionGet", executionId=run("export-first"))

    assert data["summary"] == "failed after 16 s. Next: executionActivitiesGet"
    assert "reason" not in data
