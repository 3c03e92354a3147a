"""Starting executions, steering them and talking to their agents."""

from typing import cast

import httpx
import pytest

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.tools.executions.steering import agent_execute_post
from asteroid_sandbox.seed import ANNEX_ORGANIZATION_ID, ORGANIZATION_ID, seed_id
from tests.tools.conftest import Clock, Tools
from tests.tools.scripted import Script

pytestmark = pytest.mark.anyio

current_only = pytest.mark.parametrize("generation", [Generation.CURRENT], indirect=True)
legacy_only = pytest.mark.parametrize("generation", [Generation.LEGACY], indirect=True)

QUOTE_FORM = seed_id("agent", "quote-form")
NIGHT_AUDIT = seed_id("agent", "night-audit")
PORTAL_PROFILE = seed_id("profile", "portal")
PORTAL_LOGINS = seed_id("profile-group", "portal")
INPUTS: JsonObject = {"applicant_name": "Applicant Nine", "postcode": "50667"}


def run(key: str) -> str:
    return seed_id("execution", key)


async def started(tools: Tools, **arguments: Json) -> JsonObject:
    """The execution that a call started, in full."""
    began = await tools.data(
        "agentExecutePost", **{"agentId": QUOTE_FORM, "inputs": INPUTS, **arguments}
    )
    data = await tools.data("executionGet", executionId=began["executionId"], detail="full")
    return cast("JsonObject", data["execution"])


async def asked(tools: Tools) -> list[str]:
    """What was asked of the API beside reads."""
    return [each for each in await tools.requests() if not each.startswith("GET ")]


async def status_of(tools: Tools, execution_id: str) -> Json:
    return (await tools.data("executionGet", executionId=execution_id))["status"]


async def test_a_run_starts_with_the_published_version(tools: Tools) -> None:
    result = await tools("agentExecutePost", agentId=QUOTE_FORM, inputs=INPUTS)

    assert result.structured is not None
    execution_id = str(result.structured["executionId"])
    assert result.structured["status"] == "starting"
    assert result.structured["version"] == "the published version"
    assert result.text.startswith(f"Execution {execution_id} of the published version is starting")
    assert f'executionGet executionId="{execution_id}" waitSeconds=20' in result.text
    execution = cast(
        "JsonObject",
        (await tools.data("executionGet", executionId=execution_id, detail="full"))["execution"],
    )
    assert execution["workflowId"] == seed_id("version", "quote-form/2")
    assert execution["inputs"] == INPUTS


async def test_another_version_runs_by_its_number(tools: Tools) -> None:
    began = await tools.data("agentExecutePost", agentId=QUOTE_FORM, inputs=INPUTS, version=1)
    execution = await started(tools, version=1)

    assert began["version"] == "version 1"
    assert f"{began['executionId']} of version 1 is" in str(began["summary"])
    assert execution["workflowId"] == seed_id("version", "quote-form/1")


@current_only
async def test_the_editable_head_runs_when_asked_for(tools: Tools) -> None:
    began = await tools.data("agentExecutePost", agentId=QUOTE_FORM, inputs=INPUTS, head=True)
    execution = await started(tools, head=True)

    assert began["version"] == "the editable head"
    assert execution["workflowId"] == seed_id("version", "quote-form/3")


async def test_a_run_takes_its_profile_metadata_and_options(tools: Tools) -> None:
    execution = await started(
        tools,
        profileId=PORTAL_PROFILE,
        metadata={"ticket": "OPS-17"},
        executionOptions={"softTimeoutMins": 5, "variantKey": "north"},
    )

    assert execution["profileId"] == PORTAL_PROFILE
    assert execution["metadata"] == {"ticket": "OPS-17"}
    assert execution["executionOptions"] == {"softTimeoutMins": 5, "variantKey": "north"}


async def test_a_profile_is_taken_from_a_group(tools: Tools) -> None:
    execution = await started(tools, profileGroupId=PORTAL_LOGINS)

    assert execution["profileName"] in {"Portal Login", "Portal Backup Login"}


async def test_staged_files_go_with_the_run(tools: Tools) -> None:
    staged = await tools.data(
        "tempFilesStage",
        organizationId=ORGANIZATION_ID,
        files=[{"name": "orders.csv", "text": "a,b\n"}],
    )

    execution = await started(tools, tempFiles=staged["tempFiles"])

    files = await tools.data("executionContextFilesGet", executionId=execution["id"])
    assert [each["fileName"] for each in cast("list[JsonObject]", files["files"])] == ["orders.csv"]


@current_only
async def test_a_run_waits_in_line_where_the_limit_is_reached(tools: Tools) -> None:
    arguments: JsonObject = {"agentId": NIGHT_AUDIT, "inputs": {"article": "N-3"}}
    text = await tools.refused("agentExecutePost", **arguments)
    data = await tools.data("agentExecutePost", **arguments, onCapacityLimit="queue")

    assert 'onCapacityLimit="queue"' in text
    assert data["status"] == "queued"
    queued = await tools.data(
        "executionsList", organizationId=ANNEX_ORGANIZATION_ID, status=["queued"]
    )
    assert data["executionId"] in {
        each["executionId"] for each in cast("list[JsonObject]", queued["executions"])
    }


@legacy_only
@pytest.mark.parametrize(
    ("arguments", "lacking"),
    [({"head": True}, "head"), ({"onCapacityLimit": "queue"}, "onCapacityLimit")],
)
async def test_the_legacy_api_says_what_it_lacks(
    tools: Tools, arguments: JsonObject, lacking: str
) -> None:
    text = await tools.refused("agentExecutePost", agentId=QUOTE_FORM, **arguments)

    assert lacking in text
    assert await asked(tools) == []


async def test_the_default_at_the_limit_needs_no_newer_api(tools: Tools) -> None:
    assert (await started(tools, onCapacityLimit="reject", head=False))["inputs"] == INPUTS


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"profileId": PORTAL_PROFILE, "profileGroupId": PORTAL_LOGINS}, "exclude each other"),
        ({"version": 1, "head": True}, "version and head exclude each other"),
        (
            {"tempFiles": [{"id": "t", "name": "a"}], "onCapacityLimit": "queue"},
            "tempFiles: cannot wait",
        ),
        ({"metadata": {"ticket": 17}}, "metadata.ticket: must be a string"),
        ({"executionOptions": {"softTimeoutMins": 0}}, "executionOptions.softTimeoutMins"),
        ({"executionOptions": {"speed": "high"}}, "executionOptions.speed"),
        ({"tempFiles": [{"id": "t"}]}, "tempFiles[0].name"),
        ({"version": "two"}, "version: must be a whole number"),
        ({"onCapacityLimit": "wait"}, "reject, queue"),
    ],
)
async def test_what_cannot_be_started_is_refused_before_anything_is_asked(
    tools: Tools, arguments: JsonObject, words: str
) -> None:
    text = await tools.refused("agentExecutePost", agentId=QUOTE_FORM, **arguments)

    assert words in text
    assert await asked(tools) == []


async def test_a_missing_input_is_named_and_nothing_starts(tools: Tools) -> None:
    text = await tools.refused("agentExecutePost", agentId=QUOTE_FORM, inputs={"postcode": "1"})

    assert "applicant_name" in text


async def test_a_start_whose_answer_was_lost_is_not_repeated(tools: Tools) -> None:
    """It did start, so the text tells where to look before another one is started."""
    await tools.fault("POST", "/agents/v2/*/*/execute", "malformed")

    text = await tools.refused("agentExecutePost", agentId=QUOTE_FORM, inputs=INPUTS)

    assert "executionsList with the same agentId" in text
    assert len(await asked(tools)) == 1
    runs = await tools.data("executionsList", agentId=QUOTE_FORM)
    assert runs["total"] == 4


async def test_an_answer_without_a_status_is_a_start_all_the_same() -> None:
    def answer(_: httpx.Request) -> Json:
        return {"executionId": "e9"}

    begun = await agent_execute_post.run(Script(answer).call(), {"agentId": QUOTE_FORM})

    assert begun.summary == "Execution e9 of the published version is started"


async def test_a_run_is_paused_and_resumed(tools: Tools, clock: Clock) -> None:
    running = run("stock-running")

    paused = await tools.data("executionStatusUpdate", executionId=running, status="paused")
    clock.advance(60)
    halted = await status_of(tools, running)
    resumed = await tools.data("executionStatusUpdate", executionId=running, status="running")

    assert paused["summary"] == f"Execution {running} goes from running to paused"
    assert (paused["previousStatus"], paused["status"]) == ("running", "paused")
    it = f'executionId="{running}"'
    assert paused["nextSteps"] == [
        f'executionStatusUpdate {it} status="running" lets it go on',
        f'executionStatusUpdate {it} status="cancelled" ends it for good',
    ]
    assert f'executionStatusUpdate {it} status="paused" pauses it' in str(resumed["nextSteps"])
    assert halted == "paused"
    assert resumed["previousStatus"] == "paused"
    assert await status_of(tools, running) == "running"


async def test_a_confirmation_is_given_by_running_on(tools: Tools, clock: Clock) -> None:
    confirming = run("expense-confirming")

    await tools.data("executionStatusUpdate", executionId=confirming, status="running")
    clock.advance(60)

    assert await status_of(tools, confirming) == "completed"


async def test_a_cancelled_run_stays_cancelled(tools: Tools) -> None:
    running = run("stock-running")

    data = await tools.data("executionStatusUpdate", executionId=running, status="cancelled")
    text = await tools.refused("executionStatusUpdate", executionId=running, status="running")

    assert data["status"] == "cancelled"
    assert f'parentExecutionId="{running}" with the same inputs' in str(data["nextSteps"])
    assert await status_of(tools, running) == "cancelled"
    assert "has ended as cancelled" in text
    assert "agentExecutePost" in text


@pytest.mark.parametrize("status", ["running", "paused", "cancelled"])
async def test_a_run_that_has_ended_cannot_be_steered(tools: Tools, status: str) -> None:
    text = await tools.refused(
        "executionStatusUpdate", executionId=run("quote-basic"), status=status
    )

    assert "has ended as completed" in text
    assert await asked(tools) == []


@pytest.mark.parametrize(
    ("key", "status"),
    [("stock-running", "running"), ("stock-paused", "paused"), ("expense-withdrawn", "cancelled")],
)
async def test_nothing_is_asked_for_a_status_that_is_there_already(
    tools: Tools, key: str, status: str
) -> None:
    data = await tools.data("executionStatusUpdate", executionId=run(key), status=status)

    assert data["summary"] == f"Execution {run(key)} is {status} already"
    assert await asked(tools) == []


async def test_a_change_that_asteroid_refuses_is_told_with_its_reason(tools: Tools) -> None:
    text = await tools.refused(
        "executionStatusUpdate", executionId=run("expense-asking"), status="paused"
    )

    assert "paused_by_agent to paused" in text


async def test_only_three_statuses_can_be_asked_for(tools: Tools) -> None:
    text = await tools.refused(
        "executionStatusUpdate", executionId=run("stock-running"), status="completed"
    )

    assert "must be one of running, paused, cancelled" in text


async def test_a_message_answers_the_question_and_the_run_goes_on(
    tools: Tools, clock: Clock
) -> None:
    asking = run("expense-asking")

    data = await tools.data("executionUserMessagesAdd", executionId=asking, message="Travel")
    clock.advance(30)

    assert data["summary"] == f"Message given to execution {asking}, which is running"
    assert data["status"] == "running"
    assert f'executionGet executionId="{asking}"' in str(data["nextSteps"])
    assert await status_of(tools, asking) == "awaiting_confirmation"
    log = await tools.data(
        "executionActivitiesGet", executionId=asking, activityTypes=["user_message_received"]
    )
    assert str(cast("list[str]", log["log"])[0]).endswith("user_message_received: Travel")


async def test_a_message_does_not_wake_a_run_that_somebody_paused(tools: Tools) -> None:
    paused = run("stock-paused")

    result = await tools("executionUserMessagesAdd", executionId=paused, message="Hurry up")

    assert result.structured is not None
    assert result.text.startswith(
        f"Message given to execution {paused}, which is paused and stays so until it is resumed"
    )
    assert result.structured["status"] == "paused"
    first, *_ = cast("list[str]", result.structured["nextSteps"])
    assert first == (f'executionStatusUpdate executionId="{paused}" status="running" lets it go on')


async def test_a_message_is_given_even_if_the_status_cannot_be_read_then(tools: Tools) -> None:
    asking = run("expense-asking")
    await tools.fault("GET", "/agents/v2/executions/*", "malformed", times=9)

    data = await tools.data("executionUserMessagesAdd", executionId=asking, message="Travel")

    assert data["summary"] == f"Message given to execution {asking}"
    assert "status" not in data
    assert "waitSeconds=20" in str(data["nextSteps"])


async def test_a_run_that_has_ended_takes_no_message(tools: Tools) -> None:
    text = await tools.refused(
        "executionUserMessagesAdd", executionId=run("quote-basic"), message="Hello"
    )

    assert "completed" in text


@pytest.mark.parametrize("message", ["", "x" * 10_001])
async def test_a_message_has_1_to_10000_characters(tools: Tools, message: str) -> None:
    text = await tools.refused(
        "executionUserMessagesAdd", executionId=run("expense-asking"), message=message
    )

    assert "message: must have at" in text
    assert await asked(tools) == []


async def test_a_message_whose_fate_is_unknown_is_looked_up_in_the_log(tools: Tools) -> None:
    await tools.fault("POST", "/agents/v2/executions/*/user-messages", "500")

    text = await tools.refused(
        "executionUserMessagesAdd", executionId=run("expense-asking"), message="Travel"
    )

    assert 'executionActivitiesGet activityTypes=["user_message_received"]' in text
    assert len(await asked(tools)) == 1
