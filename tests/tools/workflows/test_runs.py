"""Running a version and moving an execution to one, over the sandbox."""

from typing import cast

import pytest

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_sandbox.seed import DEMO_API_KEY
from asteroid_sandbox.seed.agents import PRICE_WATCH, QUOTE_FORM, STOCK_MONITOR
from asteroid_sandbox.seed.people import BACKUP_PROFILE_ID, PROFILE_GROUP_ID
from tests.tools.conftest import Tools

pytestmark = pytest.mark.anyio

current_only = pytest.mark.parametrize("generation", [Generation.CURRENT])
legacy_only = pytest.mark.parametrize("generation", [Generation.LEGACY])

NO_ID = "00000000-0000-4000-8000-000000000000"
DRAFT: dict[str, Json] = {"agentId": QUOTE_FORM.id, "workflowId": QUOTE_FORM.version_id(3)}
INPUTS: JsonObject = {"applicant_name": "Applicant Nine", "postcode": "10115"}
MONITOR: dict[str, Json] = {
    "agentId": STOCK_MONITOR.id,
    "workflowId": STOCK_MONITOR.version_id(1),
    "inputs": {"article": "Paper"},
}


async def execution(tools: Tools, execution_id: Json) -> JsonObject:
    """An execution as the API itself answers it."""
    found = await tools.sandbox.get(
        f"/agents/v2/executions/{execution_id}", headers={"X-Api-Key": DEMO_API_KEY}
    )
    return cast("JsonObject", found.json())


async def test_a_version_runs_though_it_is_not_published(tools: Tools) -> None:
    result = await tools("workflowExecute", **DRAFT, inputs=INPUTS)
    assert result.structured is not None
    execution_id = result.structured["executionId"]
    line = f"Execution {execution_id} of version {DRAFT['workflowId']} is started"
    assert result.structured["summary"] == line
    assert result.text.startswith(line)
    assert f'executionGet executionId="{execution_id}"' in result.text
    run = await execution(tools, execution_id)
    assert run["workflowVersionId"] == DRAFT["workflowId"]
    assert run["inputs"] == INPUTS


async def test_everything_that_is_given_with_a_run_arrives(tools: Tools) -> None:
    parent = (await tools.data("workflowExecute", **DRAFT, inputs=INPUTS))["executionId"]
    data = await tools.data(
        "workflowExecute",
        **DRAFT,
        inputs=INPUTS,
        profileId=BACKUP_PROFILE_ID,
        metadata={"ticket": "OPS-17"},
        executionOptions={"softTimeoutMins": 10},
        parentExecutionId=parent,
    )
    run = await execution(tools, data["executionId"])
    assert run["profileId"] == BACKUP_PROFILE_ID
    assert run["metadata"] == {"ticket": "OPS-17"}
    assert run["executionOptions"] == {"softTimeoutMins": 10}
    assert (await execution(tools, parent))["hasBeenRerun"] is True


async def test_a_profile_group_lends_one_of_its_profiles(tools: Tools) -> None:
    data = await tools.data("workflowExecute", **MONITOR, profileGroupId=PROFILE_GROUP_ID)
    assert (await execution(tools, data["executionId"]))["profileId"]


async def test_a_profile_and_a_group_exclude_each_other(tools: Tools) -> None:
    text = await tools.refused(
        "workflowExecute", **DRAFT, profileId=NO_ID, profileGroupId=PROFILE_GROUP_ID
    )
    assert "profileId and profileGroupId exclude each other" in text
    assert await tools.requests() == []


async def test_bad_values_are_all_named_without_a_call(tools: Tools) -> None:
    text = await tools.refused(
        "workflowExecute",
        agentId=QUOTE_FORM.id,
        workflowId="3",
        inputs="Applicant Nine",
        metadata={"ticket": 17},
        executionOptions={"softTimeoutMins": 0, "patience": 1},
        tempFiles=[{"id": "f"}],
    )
    assert "workflowId: must be a UUID" in text
    assert "inputs: must be an object" in text
    assert "metadata.ticket: must be a string" in text
    assert "executionOptions.softTimeoutMins: must be at least 1" in text
    assert "executionOptions.patience: is not known" in text
    assert "tempFiles[0].name: is required" in text
    assert await tools.requests() == []


async def test_a_missing_input_is_told_in_asteroids_words(tools: Tools) -> None:
    text = await tools.refused("workflowExecute", **DRAFT, inputs={"postcode": "10115"})
    assert "applicant_name" in text


async def test_a_start_whose_answer_was_lost_is_not_repeated(tools: Tools) -> None:
    for path in (
        "/agents/v2/workflows/*/versions/*/execute",
        "/agents/v2/agents/*/workflows/*/execute",
    ):
        await tools.fault("POST", path, "malformed")
    text = await tools.refused("workflowExecute", **DRAFT, inputs=INPUTS)
    assert "do not simply repeat it: first look with executionsList" in text
    assert len([each for each in await tools.requests() if each.endswith("/execute")]) == 1


@legacy_only
async def test_an_execution_can_be_moved_to_another_version(tools: Tools) -> None:
    started = await tools.data("workflowExecute", **MONITOR)
    execution_id = started["executionId"]
    shown = await tools.data(
        "workflowGet", agentId=STOCK_MONITOR.id, workflowId=STOCK_MONITOR.version_id(1)
    )
    kept = ("agentId", "graph", "rules", "settings", "inputs")
    made = await tools.data("workflowCreate", **{name: shown[name] for name in kept})
    result = await tools(
        "workflowSyncExecution",
        agentId=STOCK_MONITOR.id,
        workflowId=made["workflowId"],
        executionId=execution_id,
    )
    assert result.structured is not None
    assert result.structured["workflowId"] == made["workflowId"]
    line = f"Execution {execution_id} now follows version {made['workflowId']}"
    assert result.text.startswith(line)
    assert f'executionGet executionId="{execution_id}"' in result.text
    assert (await execution(tools, execution_id))["workflowVersionId"] == made["workflowId"]


@legacy_only
async def test_an_execution_is_not_moved_to_another_agent(tools: Tools) -> None:
    started = await tools.data("workflowExecute", **MONITOR)
    await tools.refused(
        "workflowSyncExecution",
        agentId=PRICE_WATCH.id,
        workflowId=PRICE_WATCH.version_id(1),
        executionId=started["executionId"],
    )
    run = await execution(tools, started["executionId"])
    assert run["workflowVersionId"] == MONITOR["workflowId"]


@current_only
async def test_the_current_api_moves_no_executions_and_names_what_to_do(tools: Tools) -> None:
    text = await tools.refused("workflowSyncExecution", **DRAFT, executionId=NO_ID)
    assert "workflowSyncExecution is not offered" in text
    assert "workflowExecute with parentExecutionId" in text
    assert await tools.requests() == []
