"""What happened to an execution, in one line."""

from typing import cast

import pytest

from asteroid_mcp.asteroid.models import Execution, Json
from asteroid_mcp.tools.executions.status_changes import Reason
from asteroid_mcp.tools.executions.story import headline, is_settled, next_calls
from tests.tools.scripted import EXECUTION


def execution(status: str, **fields: Json) -> Execution:
    return cast("Execution", {**EXECUTION, "status": status, **fields})


RESULT: Json = {"outcome": "paid", "reasoning": "Done"}


@pytest.mark.parametrize(
    ("found", "reason", "line"),
    [
        (
            execution("completed", executionResult=RESULT, duration=133),
            "Fine.",
            'completed with outcome "paid" after 2 min 13 s: Fine. Next: executionActivitiesGet',
        ),
        (
            execution("completed"),
            "",
            "completed but without a result as yet. Next: executionGet",
        ),
        (
            execution("completed", purgedAt="2026-03-01T00:00:00Z", duration=2),
            "",
            "completed after 2 s, its data has been purged. Next: executionActivitiesGet",
        ),
        (
            execution("failed", duration=0.4),
            "No such page",
            "failed after 0.4 s: No such page. Next: executionActivitiesGet",
        ),
        (execution("failed"), "", "failed. Next: executionActivitiesGet"),
        (
            execution("cancelled", executionResult={"outcome": ""}),
            "somebody asked for it",
            "cancelled: somebody asked for it. Next: executionActivitiesGet",
        ),
        (
            execution("queued"),
            "",
            "queued since 2026-01-31T08:00:00Z, until there is capacity. Next: executionGet",
        ),
        (
            execution("starting"),
            "",
            "starting since 2026-01-31T08:00:00Z. Next: executionGet",
        ),
        (
            execution("running", startedAt="2026-01-31T08:00:05Z"),
            "",
            "running since 2026-01-31T08:00:05Z. Next: executionGet",
        ),
        (
            execution("hibernating"),
            "",
            "hibernating since 2026-01-31T08:00:00Z. Next: executionGet",
        ),
        (execution("paused"), "", "paused. Next: executionStatusUpdate"),
        (
            execution("paused_by_agent"),
            "Which one?",
            "paused_by_agent: Which one? Next: executionUserMessagesAdd",
        ),
        (
            execution("awaiting_confirmation"),
            "Pay 9 euros?",
            "awaiting_confirmation: Pay 9 euros? Next: executionStatusUpdate",
        ),
    ],
)
def test_the_headline_says_what_matters_most(found: Execution, reason: str, line: str) -> None:
    assert headline(found, Reason(reason)) == line


def test_a_long_reason_is_shortened_and_put_on_one_line() -> None:
    line = headline(execution("failed"), Reason("why\n" * 200))

    assert "\n" not in line
    assert line.endswith("why… Next: executionActivitiesGet")
    assert len(line) < 350


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_after_a_failure_the_log_and_the_version_are_named_with_their_ids(status: str) -> None:
    log, version = next_calls(execution(status))

    assert log.startswith('executionActivitiesGet executionId="e1" ')
    assert version.startswith('workflowGet agentId="a1" workflowId="v1" ')


def test_a_confirmation_can_be_given_or_declined() -> None:
    confirm, decline = next_calls(execution("awaiting_confirmation"))

    assert confirm.startswith('executionStatusUpdate executionId="e1" status="running" ')
    assert "ask the person" in confirm
    assert decline.startswith('executionStatusUpdate executionId="e1" status="cancelled" ')


def test_one_under_way_is_followed_by_waiting() -> None:
    assert next_calls(execution("queued"))[0].startswith(
        'executionGet executionId="e1" waitSeconds=20 '
    )


def test_a_status_that_is_not_known_counts_as_under_way() -> None:
    assert not is_settled(execution("hibernating"))
