"""What callers do to executions: the status machine, messages, deletion, sync."""

import pytest
from tests.sandbox.client import NOWHERE, Client, FakeClock
from tests.sandbox.runs import RUN_IDS, build, look, payloads, start

from asteroid_sandbox.seed import MEMBER_ID
from asteroid_sandbox.seed.agents import PRICE_WATCH, QUOTE_FORM

BY_STATUS = {
    "running": "stock-running",
    "paused": "stock-paused",
    "paused_by_agent": "expense-asking",
    "awaiting_confirmation": "expense-confirming",
    "completed": "quote-full",
    "failed": "export-first",
    "cancelled": "expense-withdrawn",
}
ALLOWED = {
    ("running", "paused"),
    ("running", "cancelled"),
    ("paused", "running"),
    ("paused", "cancelled"),
    ("paused_by_agent", "running"),
    ("paused_by_agent", "cancelled"),
    ("awaiting_confirmation", "running"),
    ("awaiting_confirmation", "cancelled"),
}
POSSIBLE = {
    "running": "It can become paused or cancelled.",
    "paused": "It can become running or cancelled.",
    "paused_by_agent": "It can become running or cancelled.",
    "awaiting_confirmation": "It can become running or cancelled.",
    "completed": "It has ended, which is final.",
    "failed": "It has ended, which is final.",
    "cancelled": "It has ended, which is final.",
}
VERBS = {"running": "resume", "paused": "pause", "cancelled": "cancel"}


@pytest.mark.parametrize("wanted", VERBS)
@pytest.mark.parametrize("current", BY_STATUS)
def test_a_status_changes_only_as_the_machine_allows(
    member: Client, current: str, wanted: str
) -> None:
    run = RUN_IDS[BY_STATUS[current]]
    assert look(member, run)["status"] == current

    answer = member.post(f"/executions/{run}/status", {"status": wanted})

    if (current, wanted) in ALLOWED:
        assert (answer.status_code, answer.text) == (200, "Execution status updated.")
        assert answer.headers["content-type"].startswith("text/plain")
        assert look(member, run)["status"] == wanted
    else:
        assert answer.status_code == 400
        assert answer.json()["message"] == (
            f"An execution cannot go from {current} to {wanted}. {POSSIBLE[current]}"
        )
        assert "errors" not in answer.json()
        assert look(member, run)["status"] == current


@pytest.mark.parametrize(("wanted", "verb"), VERBS.items())
@pytest.mark.parametrize("current", BY_STATUS)
def test_the_single_purpose_routes_follow_the_same_machine(
    member: Client, current: str, wanted: str, verb: str
) -> None:
    run = RUN_IDS[BY_STATUS[current]]

    answer = member.post(f"/executions/{run}/{verb}")

    if (current, wanted) in ALLOWED:
        assert answer.json() == {"executionId": run, "status": wanted}
    else:
        assert answer.status_code == 400


@pytest.mark.parametrize("status", ["completed", "failed", "queued", "", None, 7])
def test_only_three_statuses_can_be_asked_for(member: Client, status: object) -> None:
    run = RUN_IDS["stock-running"]

    assert member.post(f"/executions/{run}/status", {"status": status}).status_code == 400


def test_a_paused_execution_stands_still_and_goes_on_where_it_was(
    member: Client, clock: FakeClock
) -> None:
    run = start(member, build(member, "[[take: 60s]]"))
    clock.advance(seconds=20)
    member.post(f"/executions/{run}/pause")
    clock.advance(hours=1)
    still = look(member, run)["status"]
    member.post(f"/executions/{run}/resume")
    clock.advance(seconds=20)
    going = look(member, run)["status"]
    clock.advance(seconds=40)

    assert (still, going, look(member, run)["status"]) == ("paused", "running", "completed")


def test_a_cancelled_execution_tells_that_a_user_wanted_it(
    member: Client, clock: FakeClock
) -> None:
    run = RUN_IDS["stock-running"]
    member.post(f"/executions/{run}/cancel")
    clock.advance(seconds=1)

    reasons = [p["cancelledPayload"] for p in payloads(member, run) if "cancelledPayload" in p]
    assert reasons == [{"reason": "user_requested"}]
    assert look(member, run)["terminalAt"] == "2026-05-04T12:00:00.000Z"


def test_a_message_answers_the_question_and_lets_the_run_go_on(
    member: Client, clock: FakeClock
) -> None:
    run = RUN_IDS["expense-asking"]
    (asked,) = [p for p in payloads(member, run) if p.get("status") == "paused_by_agent"]
    (question,) = asked["pausedPayload"]["question"]["questions"]

    answer = member.post(f"/executions/{run}/user-messages", {"message": "Office"})

    assert question["question"] == "Which cost centre does this expense belong to?"
    assert [option["label"] for option in question["options"]] == ["Travel", "Office", "Training"]
    assert (answer.status_code, answer.text) == (201, "User message added.")
    said = [p for p in payloads(member, run) if p["activityType"] == "user_message_received"]
    assert said == [
        {"activityType": "user_message_received", "message": "Office", "userUUID": MEMBER_ID}
    ]
    clock.advance(minutes=1)
    assert look(member, run)["status"] == "awaiting_confirmation"
    member.post(f"/executions/{run}/resume")
    clock.advance(minutes=1)
    assert look(member, run)["executionResult"]["outcome"] == "approved"


def test_a_message_to_a_running_execution_is_heard(member: Client) -> None:
    run = RUN_IDS["stock-running"]

    assert member.post(f"/executions/{run}/user-messages", {"message": "Hi"}).status_code == 201
    assert look(member, run)["status"] == "running"


@pytest.mark.parametrize("key", ["quote-full", "export-first", "expense-withdrawn"])
def test_an_ended_execution_takes_no_messages(member: Client, key: str) -> None:
    before = payloads(member, RUN_IDS[key])

    refused = member.post(f"/executions/{RUN_IDS[key]}/user-messages", {"message": "Hi"})

    assert refused.status_code == 400
    assert refused.json()["message"].endswith("takes no messages. Only one that is under way does.")
    assert payloads(member, RUN_IDS[key]) == before


@pytest.mark.parametrize("body", [{}, {"message": ""}, {"message": 7}])
def test_a_message_must_say_something(member: Client, body: object) -> None:
    path = f"/executions/{RUN_IDS['stock-running']}/user-messages"

    assert member.post(path, body).status_code == 400


def test_an_ended_execution_can_be_deleted_and_is_not_shown_again(member: Client) -> None:
    run = RUN_IDS["quote-full"]
    total = member.get("/executions").json()["total"]

    assert member.delete(f"/executions/{run}").status_code == 204
    assert member.get(f"/executions/{run}").status_code == 404
    assert member.get(f"/executions/{run}/activities").status_code == 404
    assert member.delete(f"/executions/{run}").status_code == 404
    assert member.get("/executions").json()["total"] == total - 1


def test_an_execution_that_has_not_ended_stays(member: Client) -> None:
    assert member.delete(f"/executions/{RUN_IDS['stock-running']}").status_code == 400


def test_an_execution_is_synced_to_another_version(member: Client) -> None:
    run, version = RUN_IDS["quote-full"], QUOTE_FORM.version_id(3)
    before = payloads(member, run)
    path = f"/agents/{QUOTE_FORM.id}/workflows/{version}/sync-execution"

    answer = member.post(path, {"executionId": run})

    assert answer.json() == {"executionId": run, "workflowId": version}
    assert look(member, run)["workflowVersionId"] == version
    assert look(member, run)["workflowVersion"] == 3
    assert payloads(member, run) == before


def test_an_execution_of_another_agent_is_not_synced(member: Client) -> None:
    path = f"/agents/{PRICE_WATCH.id}/workflows/{PRICE_WATCH.version_id(1)}/sync-execution"

    assert member.post(path, {"executionId": RUN_IDS["quote-full"]}).status_code == 404
    assert member.post(path, {"executionId": NOWHERE}).status_code == 404
    assert member.post(path, {}).status_code == 400
