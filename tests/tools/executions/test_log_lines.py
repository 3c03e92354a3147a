"""A page of a log in lines."""

import pytest

from asteroid_mcp.asteroid.models import Activity
from asteroid_mcp.tools.executions.log_lines import log_lines

MORNING = "2026-01-31T08:00:00Z"


def logged(kind: str, action: str = "", at: str = MORNING) -> Activity:
    payload = {"activityType": kind, "message": "m", "actionName": "click"}
    own = {"actionId": action} if action else {}
    return {"id": "a", "executionId": "e", "timestamp": at, "payload": {**payload, **own}}


def kinds(*activities: Activity, all_of_them: bool = False) -> list[str]:
    told = log_lines(activities, all_of_them=all_of_them)
    return [line.split()[1].rstrip(":") for line in told.lines]


@pytest.mark.parametrize("end", ["action_completed", "action_failed"])
def test_the_start_of_an_action_whose_end_is_there_is_left_out(end: str) -> None:
    assert kinds(logged("action_started", "a1"), logged(end, "a1")) == [end]


def test_the_start_of_an_action_whose_end_is_elsewhere_stays() -> None:
    page = (logged("action_started", "a1"), logged("action_completed", "a2"))

    assert kinds(*page) == ["action_started", "action_completed"]


def test_actions_without_an_id_are_not_taken_for_the_same() -> None:
    page = (logged("action_started"), logged("action_completed"))

    assert kinds(*page) == ["action_started", "action_completed"]


def test_steps_are_left_out_and_counted() -> None:
    page = [logged("step_started"), logged("generic"), logged("step_completed")]

    told = log_lines(page, all_of_them=False)

    assert told.lines == ["08:00:00Z generic: m"]
    assert told.left_out == 2


def test_nothing_is_left_out_of_all_of_them() -> None:
    page = [logged("step_started"), logged("action_started", "a1"), logged("action_failed", "a1")]

    told = log_lines(page, all_of_them=True)

    assert (len(told.lines), told.left_out) == (3, 0)


def test_lines_of_one_day_leave_their_date_to_the_summary() -> None:
    told = log_lines([logged("generic"), logged("generic")], all_of_them=False)

    assert told.day == "2026-01-31"
    assert {line[:10] for line in told.lines} == {"08:00:00Z "}


def test_lines_of_several_days_keep_their_dates() -> None:
    page = [logged("generic"), logged("generic", at="2026-02-01T00:00:01Z")]

    told = log_lines(page, all_of_them=False)

    assert told.day == ""
    assert told.lines[1] == "2026-02-01T00:00:01Z generic: m"


def test_an_empty_page_is_of_no_day() -> None:
    assert log_lines([], all_of_them=False).day == ""
