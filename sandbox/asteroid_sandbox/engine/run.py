"""How a run stands at a moment: the engine's one question, and its answer."""

from dataclasses import dataclass
from datetime import datetime

from .files import ProducedFile
from .json_values import JsonObject
from .plan import RunPlan
from .timeline import Timeline
from .walker import walk


@dataclass(frozen=True, slots=True)
class RunState:
    """A run at one moment, in the API's shapes.

    `activities`: `{id, executionId, timestamp, payload}`, oldest first.
    `result`: `{outcome, reasoning, result}`, once completed. `script_failures`: as in
    `GET /agents/v2/executions/{executionId}`. `pause_reason`: why it waits, while it waits.
    """

    status: str
    activities: tuple[JsonObject, ...]
    result: JsonObject | None
    started_at: datetime | None
    terminal_at: datetime | None
    pause_reason: str | None
    script_failures: tuple[JsonObject, ...]
    files: tuple[ProducedFile, ...]


def observe(plan: RunPlan, now: datetime) -> RunState:
    """Tell how the run stands at `now`, from the plan alone.

    The same plan and moment give the same answer; a later moment, or a command added at or after
    the moment of the last look, only appends activities.
    """
    timeline = Timeline(plan, now)
    timeline.play(walk(plan))
    return RunState(
        status=timeline.status,
        activities=tuple(timeline.activities),
        result=timeline.result,
        started_at=timeline.started_at,
        terminal_at=timeline.terminal_at,
        pause_reason=timeline.pause_reason,
        script_failures=tuple(timeline.script_failures),
        files=tuple(timeline.files),
    )
