"""Finding the execution that a request is about, and telling it in an answer."""

from asteroid_sandbox.call import Call
from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.executions.record import Execution, Run, find_execution
from asteroid_sandbox.identity import in_reach
from asteroid_sandbox.words.current import Names
from asteroid_sandbox.workflows.agents import name_of
from asteroid_sandbox.workflows.versions import find_version


def run_of(call: Call, what: str = "Execution") -> Run:
    """The execution that a request's path names; 404 unless the caller may see it."""
    call.sandbox.runs.settle(call.now)
    found = find_execution(call.store, call.path["execution"])
    return call.sandbox.runs.look(in_reach(call.caller, found, what), call.now)


def told(call: Call, run: Run) -> JsonObject:
    """An execution as answers hold it."""
    return call.words.execution(run, _names(call, run.execution))


def _names(call: Call, execution: Execution) -> Names:
    version = find_version(call.store, execution.version_id)
    reruns = call.store.column("SELECT id FROM executions WHERE parent_id = ?", execution.id)
    return Names(
        agent=name_of(call.store, execution.agent_id),
        version=version.version if version else None,
        is_published=version.is_published if version else None,
        has_been_rerun=bool(reruns),
    )
