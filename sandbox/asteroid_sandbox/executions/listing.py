"""Reading executions: lists, one of them, its activities, and waiting for its end."""

from collections.abc import Callable

from starlette.responses import RedirectResponse, Response

from asteroid_sandbox.call import Call, ok
from asteroid_sandbox.engine.json_values import JsonObject, child, text
from asteroid_sandbox.executions.filters import STATUSES, read_filters
from asteroid_sandbox.executions.lookup import run_of, told
from asteroid_sandbox.executions.record import Run
from asteroid_sandbox.files.context import ContextFile, context_files_of
from asteroid_sandbox.moments import wire
from asteroid_sandbox.query import Query

_SORT_FIELDS = ("created_at", "status", "started_at")
_DIRECTIONS = ("asc", "desc")


def list_executions(call: Call) -> Response:
    """`GET /executions`: filtered, sorted (newest first by default) and paged."""
    query, page = call.query, call.query.page()
    filters, (field, direction) = read_filters(call), _sorting(query)
    query.check()
    organization = call.caller.organization(call.store, query.text("organizationId"))
    runs = call.sandbox.runs.of_organization(organization.id, call.now)
    found = [run for run in runs if all(accepts(run) for accepts in filters)]
    found.sort(key=_SORT_KEYS[field], reverse=direction == "desc")
    return ok(page.of(found, lambda run: told(call, run)))


def get_execution(call: Call) -> Response:
    """`GET /executions/{executionId}`."""
    return ok(told(call, run_of(call)))


def list_activities(call: Call) -> Response:
    """`GET /executions/{executionId}/activities`: a bare array, oldest first by default."""
    run, query = run_of(call), call.query
    newest_first = query.choice("order", _DIRECTIONS) == "desc"
    limit = query.whole("limit", least=1)
    query.check()
    found = _with_uploads(call, run)
    if newest_first:
        found.reverse()
    return ok([*found[:limit]])


def get_recording(call: Call) -> Response:
    """`GET /executions/{executionId}/recording`: leads to the page that stands in for one."""
    return RedirectResponse(call.links.recording(run_of(call).execution.id), 307)


def _sorting(query: Query) -> tuple[str, str]:
    shorthand = query.text("sort")
    if shorthand is None:
        field = query.choice("sortField", _SORT_FIELDS) or "created_at"
        return field, query.choice("sortDirection", _DIRECTIONS) or "desc"
    field, _, direction = shorthand.partition(":")
    if field not in _SORT_FIELDS or direction not in _DIRECTIONS:
        query.refuse("sort", f"must be one of {', '.join(_SORT_FIELDS)}, then :asc or :desc")
        return "created_at", "desc"
    return field, direction


def _created(run: Run) -> tuple[str, str]:
    return run.execution.created_at.isoformat(), run.execution.id


def _started(run: Run) -> tuple[str, str]:
    started = run.state.started_at
    return started.isoformat() if started else "", run.execution.id


def _status(run: Run) -> tuple[str, str]:
    return str(STATUSES.index(run.state.status)), run.execution.created_at.isoformat()


_SORT_KEYS: dict[str, Callable[[Run], tuple[str, str]]] = {
    "created_at": _created,
    "started_at": _started,
    "status": _status,
}


def _with_uploads(call: Call, run: Run) -> list[JsonObject]:
    """The run's own log with the arrival of its context files, and links that can be followed."""
    files = context_files_of(call.store, run.execution.id)
    log = [_followable(call, run, activity) for activity in run.state.activities]
    log += [_arrival(call, file) for file in files]
    return sorted(log, key=lambda activity: text(activity, "timestamp"))


def _arrival(call: Call, file: ContextFile) -> JsonObject:
    return {
        "id": file.id,
        "executionId": file.execution_id,
        "timestamp": wire(file.created_at),
        "payload": {
            "activityType": "file_added",
            "fileId": file.id,
            "fileName": file.name,
            "mimeType": file.mime_type,
            "fileSize": file.size,
            "source": "upload",
            "presignedUrl": call.links.download(file.checksum, file.name, file.mime_type),
        },
    }


def _followable(call: Call, run: Run, activity: JsonObject) -> JsonObject:
    payload = child(activity, "payload")
    if payload.get("activityType") != "file_added":
        return activity
    made = next(file for file in run.state.files if file.id == payload["fileId"])
    link = call.links.download(call.store.keep(made.content), made.name, made.mime_type)
    return {**activity, "payload": {**payload, "presignedUrl": link}}
