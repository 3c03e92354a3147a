"""Waiting for an execution, and why it stopped."""

from collections.abc import Iterator
from typing import cast

import httpx
import pytest

from asteroid_mcp.asteroid.models import Execution, Json, JsonObject
from asteroid_mcp.tools.executions.status_changes import Reason
from asteroid_mcp.tools.executions.waiting import reason_of, settled_execution
from tests.tools.scripted import EXECUTION, Script

pytestmark = pytest.mark.anyio


def in_turn(*answers: JsonObject) -> Script:
    """Answers one after the other, the last one for ever."""
    left = iter(answers[:-1])

    def answer(_: httpx.Request) -> Json:
        return next(left, answers[-1])

    return Script(answer)


def stages(*statuses: str) -> Iterator[JsonObject]:
    return ({**EXECUTION, "status": status} for status in statuses)


async def test_without_a_wait_the_execution_is_looked_at_once() -> None:
    script = in_turn(*stages("running", "failed"))

    execution = await settled_execution(script.call(), "e1", 0)

    assert execution["status"] == "running"
    assert script.asked == ["/agents/v2/executions/e1"]
    assert script.time == 0


async def test_an_execution_that_has_ended_is_not_waited_for() -> None:
    script = in_turn(*stages("failed"))

    await settled_execution(script.call(), "e1", 20)

    assert len(script.asked) == 1


@pytest.mark.parametrize(
    "status", ["failed", "cancelled", "paused", "paused_by_agent", "awaiting_confirmation"]
)
async def test_the_wait_is_over_when_it_ends_or_needs_someone(status: str) -> None:
    script = in_turn(*stages("queued", "starting", "running", status))

    execution = await settled_execution(script.call(), "e1", 20)

    assert execution["status"] == status
    assert script.time == 6


async def test_the_wait_goes_on_until_the_result_is_there() -> None:
    done: JsonObject = {**EXECUTION, "status": "completed"}
    script = in_turn(done, {**done, "executionResult": {"outcome": "paid"}})

    execution = await settled_execution(script.call(), "e1", 20)

    assert execution.get("executionResult") == {"outcome": "paid"}
    assert script.time == 2


async def test_no_result_is_waited_for_once_the_data_is_purged() -> None:
    script = in_turn({**EXECUTION, "status": "completed", "purgedAt": "2026-02-01T00:00:00Z"})

    await settled_execution(script.call(), "e1", 20)

    assert script.time == 0


async def test_the_wait_is_as_long_as_was_asked_and_no_longer() -> None:
    script = in_turn(*stages("running"))

    await settled_execution(script.call(), "e1", 5)

    assert script.time == 5
    assert len(script.asked) == 4


async def test_the_wait_leaves_time_before_the_deadline_of_the_call() -> None:
    script = in_turn(*stages("running"))

    execution = await settled_execution(script.call(seconds=8), "e1", 20)

    assert execution["status"] == "running"
    assert script.time == 3


def execution_in(status: str, **fields: Json) -> Execution:
    return cast("Execution", {**EXECUTION, "status": status, **fields})


async def test_an_execution_that_tells_its_reason_costs_no_further_call() -> None:
    script = in_turn({})
    done = execution_in("completed", executionResult={"outcome": "", "reasoning": "All paid"})

    reason = await reason_of(script.call(), done)

    assert reason == Reason("All paid")
    assert script.asked == []


@pytest.mark.parametrize("status", ["queued", "starting", "running", "paused", "completed"])
async def test_a_status_that_needs_no_reason_costs_no_further_call(status: str) -> None:
    script = in_turn({})

    assert await reason_of(script.call(), execution_in(status)) == Reason()
    assert script.asked == []


async def test_the_newest_activities_are_asked_for_the_reason() -> None:
    payload: JsonObject = {
        "activityType": "status_changed",
        "status": "cancelled",
        "cancelledPayload": {"reason": "timeout"},
    }
    activity: JsonObject = {
        "id": "x",
        "executionId": "e1",
        "timestamp": "2026-01-31T08:00:00Z",
        "payload": payload,
    }
    entered: JsonObject = {"activityType": "transitioned_node", "newNodeName": "Pay"}
    script = Script(lambda _: [activity, {**activity, "payload": entered}])

    reason = await reason_of(script.call(), execution_in("cancelled"))

    assert reason == Reason("it ran out of time (timeout)", node="Pay")
    assert script.asked == ["/agents/v2/executions/e1/activities?order=desc&limit=100"]


async def test_a_failed_one_that_tells_its_reason_is_asked_only_for_the_node() -> None:
    entered: JsonObject = {"activityType": "transitioned_node", "newNodeName": "Pay"}
    activity: JsonObject = {
        "id": "x",
        "executionId": "e1",
        "timestamp": "2026-01-31T08:00:00Z",
        "payload": entered,
    }
    failed = execution_in("failed", executionResult={"outcome": "", "reasoning": "No such page"})

    reason = await reason_of(Script(lambda _: [activity]).call(), failed)

    assert reason == Reason("No such page", node="Pay")


async def test_one_that_waits_is_at_no_node_where_it_stopped() -> None:
    entered: JsonObject = {"activityType": "transitioned_node", "newNodeName": "Pay"}
    activity: JsonObject = {
        "id": "x",
        "executionId": "e1",
        "timestamp": "2026-01-31T08:00:00Z",
        "payload": entered,
    }

    reason = await reason_of(Script(lambda _: [activity]).call(), execution_in("paused_by_agent"))

    assert reason == Reason()


async def test_a_log_that_cannot_be_read_leaves_only_the_reason_unknown() -> None:
    script = Script(lambda _: None)

    assert await reason_of(script.call(seconds=0), execution_in("failed")) == Reason()
