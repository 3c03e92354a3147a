"""A page of an execution's log in lines, without what its other lines say already."""

from collections.abc import Sequence
from dataclasses import dataclass

from asteroid_mcp.asteroid.models import Activity, JsonObject
from asteroid_mcp.tools.executions.activities import activity_line
from asteroid_mcp.tools.executions.payloads import text_in

_STEPS = frozenset({"step_started", "step_completed"})
_ENDS_OF_ACTIONS = frozenset({"action_completed", "action_failed"})


@dataclass(frozen=True, slots=True)
class LogLines:
    """Lines of a log; `day` is the date that all of them lack, `left_out` counts other lines."""

    lines: list[str]
    day: str
    left_out: int


def log_lines(activities: Sequence[Activity], *, all_of_them: bool) -> LogLines:
    """Write activities as lines: if not all of them, no steps and no starts of ended actions."""
    kept = list(activities) if all_of_them else _telling(activities)
    day = _day_of(kept)
    lines = [activity_line(activity, dated=not day) for activity in kept]
    return LogLines(lines, day, len(activities) - len(kept))


def _telling(activities: Sequence[Activity]) -> list[Activity]:
    ended = {
        text_in(activity["payload"], "actionId")
        for activity in activities
        if activity["payload"].get("activityType") in _ENDS_OF_ACTIONS
    } - {""}
    return [activity for activity in activities if not _is_said(activity["payload"], ended)]


def _is_said(payload: JsonObject, ended: set[str]) -> bool:
    kind = text_in(payload, "activityType")
    return kind in _STEPS or (kind == "action_started" and text_in(payload, "actionId") in ended)


def _day_of(activities: Sequence[Activity]) -> str:
    """Answer the one date of all activities; empty if there are several, or none."""
    days = {activity["timestamp"].partition("T")[0] for activity in activities}
    return days.pop() if len(days) == 1 else ""
