"""How executions stand at a moment, and which queued ones have started by then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from asteroid_sandbox.engine.run import RunState, observe
from asteroid_sandbox.engine.status import PHASES, phase_of
from asteroid_sandbox.executions.record import (
    Execution,
    Run,
    executions_of,
    plan_of,
    queued_executions,
)
from asteroid_sandbox.identity import Organization
from asteroid_sandbox.store import Store


@dataclass(frozen=True, slots=True)
class _Span:
    """When an execution held one of its organization's places; `end` is None while it does."""

    profile_id: str | None
    start: datetime
    end: datetime | None

    def covers(self, moment: datetime) -> bool:
        return self.start <= moment and (self.end is None or moment < self.end)


class Runs:
    """Tells how executions stand. Runs that have ended are remembered: nothing changes them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ended: dict[str, RunState] = {}

    def look(self, execution: Execution, now: datetime) -> Run:
        """An execution and how it stands now."""
        state = self._ended.get(execution.id)
        if state is None:
            state = observe(plan_of(self._store, execution), now)
            if state.status in PHASES["terminal"]:
                self._ended[execution.id] = state
        return Run(execution, state)

    def of_organization(self, organization_id: str, now: datetime) -> list[Run]:
        """Every execution of an organization and how it stands now, oldest first."""
        self.settle(now)
        return [self.look(found, now) for found in executions_of(self._store, organization_id)]

    def active(self, organization_id: str, now: datetime) -> list[Run]:
        """The executions that count against the organization's concurrency limit."""
        runs = self.of_organization(organization_id, now)
        return [run for run in runs if phase_of(run.state.status) == "active"]

    def waiting(self, organization_id: str, now: datetime) -> list[Run]:
        """The executions in the organization's queue, oldest first."""
        runs = self.of_organization(organization_id, now)
        return [run for run in runs if run.state.status == "queued"]

    def settle(self, now: datetime) -> None:
        """Start the queued executions whose turn came up to now, at the moment when it came."""
        waiting: dict[str, list[Execution]] = {}
        for execution in queued_executions(self._store):
            if self.look(execution, now).state.status == "queued":
                waiting.setdefault(execution.organization_id, []).append(execution)
        for organization_id, queue in waiting.items():
            self._start_queued(organization_id, queue, now)

    def forget(self) -> None:
        """Forget what was remembered, as after a reset."""
        self._ended.clear()

    def _start_queued(self, organization_id: str, queue: list[Execution], now: datetime) -> None:
        limit = self._limit(organization_id)
        spans = self._spans(organization_id, now)
        earliest = queue[0].created_at
        for execution in queue:
            earliest = max(earliest, execution.created_at)
            turn = _first_free(spans, earliest, execution, limit)
            if turn is None:
                return
            self._store.update("executions", execution.id, {"starts_at": turn})
            spans = self._spans(organization_id, now)
            earliest = turn

    def _limit(self, organization_id: str) -> int:
        sql = "SELECT * FROM organizations WHERE id = ?"
        organization = self._store.row(Organization, sql, organization_id)
        return organization.concurrency_limit if organization else 0

    def _spans(self, organization_id: str, now: datetime) -> list[_Span]:
        started = self._store.rows(
            Execution,
            "SELECT * FROM executions WHERE organization_id = ? AND starts_at IS NOT NULL",
            organization_id,
        )
        runs = (self.look(execution, now) for execution in started)
        return [
            _Span(run.execution.profile_id, run.execution.starts_at, run.state.terminal_at)
            for run in runs
            if run.execution.starts_at is not None
        ]


def _first_free(
    spans: Iterable[_Span], earliest: datetime, execution: Execution, limit: int
) -> datetime | None:
    """The first moment from `earliest` on, as far as is known by now, at which it can start."""
    held = list(spans)
    ends = sorted(span.end for span in held if span.end is not None and span.end > earliest)
    for moment in (earliest, *ends):
        others = [span.profile_id for span in held if span.covers(moment)]
        blocked = execution.is_exclusive and execution.profile_id in others
        if len(others) < limit and not blocked:
            return moment
    return None
