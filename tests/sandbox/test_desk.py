"""The desk: faults on order, the log of calls, the clock, the reset."""

import pytest
from tests.sandbox.client import Client, FakeClock, Stage
from tests.sandbox.runs import RUN_IDS, build, execute, look

from asteroid_sandbox.app import create_app
from asteroid_sandbox.seed import DEMO_API_KEY

FAULTS = "//_sandbox/faults"
CONTEXT = "/agents/v2/context"


def order(client: Client, fault: str, path: str = CONTEXT, **details: object) -> None:
    body = {"method": "GET", "path": path, "fault": fault, **details}
    answer = client.post(FAULTS, body)
    assert answer.status_code == 204, answer.text


@pytest.mark.parametrize("status", ["429", "500", "503"])
def test_a_status_is_answered_as_often_as_ordered(member: Client, status: str) -> None:
    order(member, status, times=2)

    answers = [member.get("/context") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [int(status), int(status), 200]
    assert answers[0].json()["code"] == int(status)
    assert "Retry-After" not in answers[0].headers


def test_a_refusal_can_say_when_to_come_back(member: Client) -> None:
    order(member, "429", retryAfter=7)

    assert member.get("/context").headers["Retry-After"] == "7"


def test_a_fault_strikes_its_route_and_method_only(member: Client) -> None:
    order(member, "500", "/agents/v2/executions/*/activities")
    run = f"/executions/{RUN_IDS['invoice']}"

    assert member.get(run).status_code == 200
    assert member.post("/docs/search", {"query": "x"}).status_code == 200
    assert member.get(f"{run}/activities").status_code == 500
    assert member.get(f"{run}/activities").status_code == 200


def test_faults_on_one_route_come_one_after_another(member: Client) -> None:
    order(member, "500")
    order(member, "503")

    assert [member.get("/context").status_code for _ in range(3)] == [500, 503, 200]


def test_a_refused_call_was_not_done_and_a_garbled_one_was(member: Client) -> None:
    agent = build(member, "Go.")
    path = f"/agents/v2/workflows/{agent}/execute"
    total = member.get("/executions").json()["total"]
    member.post(FAULTS, {"method": "POST", "path": path, "fault": "500"})
    member.post(FAULTS, {"method": "POST", "path": path, "fault": "malformed"})

    refused, garbled = execute(member, agent), execute(member, agent)

    assert refused.status_code == 500
    assert garbled.status_code == 200
    with pytest.raises(ValueError, match="Expecting"):
        garbled.json()
    assert member.get("/executions").json()["total"] == total + 1


def test_a_slow_answer_takes_its_time(member: Client, clock: FakeClock) -> None:
    order(member, "slow", seconds=30)
    before = clock()

    assert member.get("/context").status_code == 200
    assert (clock() - before).total_seconds() == 30


def test_faults_can_be_taken_back(member: Client) -> None:
    order(member, "500", times=100)
    member.delete(FAULTS)

    assert member.get("/context").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"method": "GET", "path": CONTEXT, "fault": "418"},
        {"method": "LOOK", "path": CONTEXT, "fault": "500"},
        {"method": "GET", "path": "/context", "fault": "500"},
        {"method": "GET", "path": CONTEXT, "fault": "500", "times": 0},
        {"method": "GET", "path": CONTEXT, "fault": "slow", "seconds": -1},
        {"method": "GET", "path": CONTEXT, "fault": "429", "retryAfter": "soon"},
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(stage: Stage, body: dict[str, object]) -> None:
    assert stage.nobody.post(FAULTS, body).status_code == 400


def test_the_log_lists_the_api_calls_and_nothing_else(member: Client) -> None:
    member.get("/executions", {"status": "failed"})
    member.post("/docs/search", {"query": "x"})
    member.get("//users/v2/whoami")

    log = member.get("//_sandbox/requests").json()

    assert log == [
        {"method": "GET", "path": "/agents/v2/executions", "query": "status=failed"},
        {"method": "POST", "path": "/agents/v2/docs/search", "query": ""},
        {"method": "GET", "path": "/users/v2/whoami", "query": ""},
    ]
    member.delete("//_sandbox/requests")
    assert member.get("//_sandbox/requests").json() == []


def test_the_clock_is_put_forward_and_stays_so(stage: Stage, member: Client) -> None:
    answer = member.post("//_sandbox/clock", {"advanceSeconds": 12 * 3600})

    assert answer.json() == {"now": "2026-05-05T00:00:00.000Z"}
    assert look(member, RUN_IDS["stock-running"])["status"] == "completed"
    again = Client(create_app(stage.home, now=stage.clock), {"X-Api-Key": DEMO_API_KEY})
    assert again.post("//_sandbox/clock", {"advanceSeconds": 0}).json() == answer.json()


@pytest.mark.parametrize("seconds", [-1, "x", True, 10**12])
def test_the_clock_goes_forward_only_and_not_too_far(stage: Stage, seconds: object) -> None:
    answer = stage.nobody.post("//_sandbox/clock", {"advanceSeconds": seconds})

    assert answer.status_code == 400


def test_a_reset_brings_the_demo_data_back(member: Client) -> None:
    before = member.get("/executions").json()
    member.post("//_sandbox/clock", {"advanceSeconds": 3600})
    order(member, "500", "/agents/v2/executions", times=9)
    member.delete(f"/executions/{RUN_IDS['invoice']}")
    member.post(f"/executions/{RUN_IDS['stock-running']}/cancel")

    assert member.post("//_sandbox/reset").status_code == 204

    assert member.get("//_sandbox/requests").json() == []
    after = member.get("/executions").json()
    assert [run["id"] for run in after["items"]] == [run["id"] for run in before["items"]]
    assert [run["status"] for run in after["items"]] == [run["status"] for run in before["items"]]


def test_an_unknown_path_or_method_is_a_problem_too(member: Client) -> None:
    unknown, wrong = member.get("/nowhere"), member.delete("/context")

    assert (unknown.status_code, unknown.json()["title"]) == (404, "Not Found")
    assert (wrong.status_code, wrong.json()["title"]) == (405, "Method Not Allowed")
    assert "GET" in wrong.headers["Allow"]
