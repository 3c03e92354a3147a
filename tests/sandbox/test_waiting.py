"""Waiting for an execution's end within one request."""

import pytest
from tests.sandbox.client import Client, FakeClock
from tests.sandbox.runs import RUN_IDS, build

from asteroid_sandbox.engine.json_values import Json


def execute_and_wait(
    client: Client, instructions: str, **body: Json
) -> tuple[int, dict[str, Json]]:
    agent = build(client, instructions)
    answer = client.post(f"/workflows/{agent}/execute/sync", {"inputs": {"who": "you"}, **body})
    return answer.status_code, answer.json()


def test_the_result_comes_when_the_run_ends_in_time(member: Client) -> None:
    status, body = execute_and_wait(member, "Greet {{.who}}.")

    assert (status, body["status"]) == (200, "completed")
    result = body["executionResult"]
    assert isinstance(result, dict)
    assert result["outcome"] == "greeted"


def test_a_failure_comes_without_a_result(member: Client) -> None:
    status, body = execute_and_wait(member, "[[fail: no]]")

    assert (status, body["status"]) == (200, "failed")
    assert "executionResult" not in body


def test_a_run_that_takes_longer_is_left_to_itself(member: Client, clock: FakeClock) -> None:
    before = clock()

    status, body = execute_and_wait(member, "[[take: 60s]]", timeoutSeconds=5)

    assert (status, body["status"]) == (202, "running")
    assert (clock() - before).total_seconds() == 5


def test_nobody_waits_for_a_run_that_waits_for_somebody(member: Client, clock: FakeClock) -> None:
    before = clock()

    status, body = execute_and_wait(member, "[[ask: Well? | Yes | No]]")

    assert (status, body["status"]) == (202, "paused_by_agent")
    assert (clock() - before).total_seconds() < 25


@pytest.mark.parametrize(
    ("key", "status"), [("quote-full", 200), ("stock-paused", 202), ("expense-confirming", 202)]
)
def test_a_known_execution_can_be_waited_for(member: Client, key: str, status: int) -> None:
    assert member.get(f"/executions/{RUN_IDS[key]}/sync").status_code == status


def test_waiting_again_comes_to_the_end(member: Client) -> None:
    _, body = execute_and_wait(member, "[[take: 20s]]", timeoutSeconds=5)
    path = f"/executions/{body['executionId']}/sync"

    assert member.get(path, {"timeoutSeconds": 2}).status_code == 202
    assert member.get(path).json()["status"] == "completed"


@pytest.mark.parametrize("seconds", [0, 26])
def test_nobody_waits_longer_than_25_seconds(member: Client, seconds: int) -> None:
    run = RUN_IDS["quote-full"]

    assert execute_and_wait(member, "x", timeoutSeconds=seconds)[0] == 400
    assert member.get(f"/executions/{run}/sync", {"timeoutSeconds": seconds}).status_code == 400


def test_the_older_route_waits_as_well(member: Client) -> None:
    agent = build(member, "Greet.")
    answer = member.post(f"/agents/{agent}/execute/sync", {"dynamicData": {"who": "you"}})

    assert answer.json()["status"] == "completed"
