"""The filters of `GET /executions`: each may drop executions, all that are given must agree."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from asteroid_sandbox.call import Call
from asteroid_sandbox.engine.json_values import JsonObject, text
from asteroid_sandbox.engine.status import PHASES, phase_of
from asteroid_sandbox.engine.templates import rendered
from asteroid_sandbox.executions.record import Run
from asteroid_sandbox.query import Query
from asteroid_sandbox.workflows.versions import find_version

type Filter = Callable[[Run], bool]

STATUSES: Final = tuple(status for statuses in PHASES.values() for status in statuses)
_LONGEST: Final = timedelta(days=3653)
_DURATION: Final = re.compile(r"(?:(\d{1,7})w)?(?:(\d{1,7})d)?(?:(\d{1,7})h)?(?:(\d{1,7})m)?")


def read_filters(call: Call) -> list[Filter]:
    """The filters that a request's query asks for; combinations that make no sense are noted."""
    query = call.query
    _refuse_combinations(query)
    return [
        *_by_identity(query),
        *_by_state(query),
        *_by_values(query),
        *_by_time(query, call.now),
        *_by_version(call),
    ]


def _refuse_combinations(query: Query) -> None:
    query.pair("metadataKey", "metadataValue")
    query.pair("inputsKey", "inputsValue")
    query.exclude("createdWithin", "createdAfter")
    query.exclude("sort", "sortField", "sortDirection")


def _by_identity(query: Query) -> list[Filter]:
    part = (query.text("executionId") or "").casefold()
    agents = {query.text("workflowId"), query.text("agentId")} - {None}
    profiles = {*query.texts("profileIds"), *query.texts("agentProfileIds")}
    labels = {*query.texts("humanLabels")}
    sources = {*query.texts("triggerSource")}
    batch = query.text("batchId")
    return [
        lambda run: part in run.execution.id,
        lambda run: agents <= {run.execution.agent_id},
        lambda run: not profiles or run.execution.profile_id in profiles,
        lambda run: (
            not labels or any(text(label, "id") in labels for label in run.execution.labels)
        ),
        lambda run: not sources or text(run.execution.trigger, "source") in sources,
        lambda run: batch is None or text(run.execution.trigger, "batchId") == batch,
    ]


def _by_state(query: Query) -> list[Filter]:
    statuses = query.choices("status", STATUSES)
    phases = query.choices("phase", tuple(PHASES))
    outcome = (query.text("outcomeLabel") or "").casefold()
    failures = query.flag("hasScriptFailures")
    return [
        lambda run: not statuses or run.state.status in statuses,
        lambda run: not phases or phase_of(run.state.status) in phases,
        lambda run: not outcome or outcome in text(run.state.result or {}, "outcome").casefold(),
        lambda run: failures is None or bool(run.state.script_failures) is failures,
    ]


def _by_values(query: Query) -> list[Filter]:
    pairs = [_pair(query, given) for given in query.texts("metadata")]
    key, value = query.text("metadataKey"), query.text("metadataValue")
    pairs += [(key, value)] if key and value else []
    input_name, part = query.text("inputsKey"), (query.text("inputsValue") or "").casefold()
    return [
        lambda run: all(run.execution.metadata.get(name) == wanted for name, wanted in pairs),
        lambda run: not input_name or _holds(run.execution.inputs, input_name, part),
    ]


def _by_time(query: Query, now: datetime) -> list[Filter]:
    within = _within(query)
    after = now - within if within else query.moment("createdAfter")
    before = query.moment("createdBefore")
    return [
        lambda run: after is None or run.execution.created_at >= after,
        lambda run: before is None or run.execution.created_at <= before,
    ]


def _by_version(call: Call) -> list[Filter]:
    number = call.query.whole("workflowVersion", least=1)

    def is_of_version(run: Run) -> bool:
        version = find_version(call.store, run.execution.version_id)
        return version is not None and version.version == number

    return [is_of_version] if number is not None else []


def _pair(query: Query, given: str) -> tuple[str, str]:
    key, equals, value = given.partition("=")
    if not key or not equals:
        query.refuse("metadata", "must be key=value")
    return key, value


def _holds(inputs: JsonObject, name: str, part: str) -> bool:
    return name in inputs and part in rendered(inputs[name]).casefold()


def _within(query: Query) -> timedelta | None:
    given = query.text("createdWithin")
    if given is None:
        return None
    found = _DURATION.fullmatch(given)
    if found is None:
        query.refuse("createdWithin", "must be like 30m, 24h, 7d or 1d12h, longest unit first")
        return None
    weeks, days, hours, minutes = (int(number or 0) for number in found.groups())
    total = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    if total > _LONGEST:
        query.refuse("createdWithin", "must be at most 10 years")
        return None
    return total
