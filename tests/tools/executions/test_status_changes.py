"""Why an execution is in its status, as its log tells it."""

import pytest

from asteroid_mcp.asteroid.models import Activity, Json, JsonObject
from asteroid_mcp.tools.executions.status_changes import Reason, node_reached, reason_for, reason_in


def change(status: str, **details: Json) -> JsonObject:
    return {"activityType": "status_changed", "status": status, **details}


def logged(payload: JsonObject) -> Activity:
    return {
        "id": "a",
        "executionId": "e",
        "timestamp": "2026-01-31T08:00:00Z",
        "payload": payload,
    }


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (change("failed", failedPayload={"reason": "No such page"}), "No such page"),
        (
            change("failed", failedPayload={"reason": "It broke", "os_error": {"message": "EIO"}}),
            "It broke (EIO)",
        ),
        (change("paused", pausedPayload={"reason": "Paused by a user"}), "Paused by a user"),
        (change("awaiting_confirmation", awaitingConfirmationPayload={"reason": "Pay?"}), "Pay?"),
        (change("completed", completedPayload={"reasoning": "All done"}), "All done"),
        (
            change("cancelled", cancelledPayload={"reason": "max_steps"}),
            "it took too many steps (max_steps)",
        ),
        (change("cancelled", cancelledPayload={"reason": "eclipse"}), "eclipse"),
        (change("cancelled"), ""),
        (change("running"), ""),
        (change("failed", failedPayload="nonsense"), ""),
        ({}, ""),
    ],
)
def test_each_status_tells_its_reason(payload: JsonObject, reason: str) -> None:
    assert str(reason_in(payload)) == reason


def test_a_question_comes_with_its_options() -> None:
    asked: JsonObject = {
        "question": "Which ones?",
        "header": "Accounts",
        "options": [{"label": "A", "description": "the first"}, {"label": "B"}, "nonsense"],
        "multiSelect": True,
    }
    payload = change(
        "paused_by_agent",
        pausedPayload={
            "reason": "Unsure",
            "question": {"questions": [asked, {"question": "Why?"}]},
        },
    )

    assert reason_in(payload).questions == (
        {
            "question": "Which ones?",
            "options": [{"label": "A", "description": "the first"}, {"label": "B"}],
            "multiSelect": True,
        },
        {"question": "Why?"},
    )
    assert str(reason_in(payload)) == "Unsure / Which ones? / Why?"
    assert [option["label"] for option in reason_in(payload).options] == ["A", "B"]


def test_a_question_is_not_said_twice() -> None:
    assert str(Reason("Which one?", ({"question": "Which one?"},))) == "Which one?"


def test_the_newest_change_to_the_status_counts() -> None:
    newest_first = [
        logged({"activityType": "terminal", "status": "failed"}),
        logged(change("running")),
        logged(change("paused_by_agent", pausedPayload={"reason": "second"})),
        logged(change("paused_by_agent", pausedPayload={"reason": "first"})),
    ]

    assert reason_for("paused_by_agent", newest_first).text == "second"
    assert reason_for("failed", newest_first) == Reason()


def test_the_node_that_was_entered_last_counts() -> None:
    newest_first = [
        logged(change("failed")),
        logged({"activityType": "transitioned_node", "newNodeName": "Pay"}),
        logged({"activityType": "transitioned_node", "newNodeName": "Log in"}),
    ]

    assert node_reached(newest_first) == "Pay"
    assert node_reached(newest_first[:1]) == ""
