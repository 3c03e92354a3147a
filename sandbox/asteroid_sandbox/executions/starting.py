"""Starting executions: of an agent's published version, of a chosen one, or of an earlier run."""

from uuid import uuid4

from starlette.responses import Response

from asteroid_sandbox.call import Call, accepted
from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.executions.capacity import find_place
from asteroid_sandbox.executions.lookup import run_of
from asteroid_sandbox.executions.record import Execution, Run, find_execution, keep_execution
from asteroid_sandbox.executions.start_body import (
    StartBody,
    read_start,
    refuse_long_soft_timeout,
    refuse_missing_inputs,
)
from asteroid_sandbox.fields import Fields
from asteroid_sandbox.files.context import attach
from asteroid_sandbox.files.temp import TempFile, staged_file
from asteroid_sandbox.problems import bad_request, invalid, not_found
from asteroid_sandbox.store import Store
from asteroid_sandbox.workflows.agents import Agent, agent_of
from asteroid_sandbox.workflows.drafts import refuse_unsound
from asteroid_sandbox.workflows.versions import (
    Version,
    head_of,
    published_of,
    version_by_id,
    version_of,
    versions_of,
)


def execute_agent(call: Call) -> Response:
    """`POST /workflows/{workflowId}/execute`."""
    run = start_from_agent(call)
    return accepted({"executionId": run.execution.id, "status": run.state.status})


def execute_version(call: Call) -> Response:
    """`POST /workflows/{workflowId}/versions/{versionId}/execute`: published or not."""
    version, fields = version_of(call), call.fields()
    run = _start(call, agent_of(call), version, read_start(fields), fields)
    return accepted({"executionId": run.execution.id})


def rerun(call: Call) -> Response:
    """`POST /executions/{executionId}/rerun`: the same version again, inputs and all."""
    original, fields = run_of(call).execution, call.fields()
    inputs = fields.object("inputs")
    profile_id = fields.text("profileId") or fields.text("agentProfileId") or original.profile_id
    body = StartBody(
        inputs=original.inputs if inputs is None else inputs,
        metadata=original.metadata,
        options=original.options,
        temp_files=[],
        profile_id=profile_id,
        group_id=None,
        version=None,
        head=False,
        queue=False,
        parent_id=original.id,
    )
    version = version_by_id(call.store, original.version_id)
    agent = agent_of(call.with_path(agent=original.agent_id))
    return accepted({"executionId": _start(call, agent, version, body, fields).execution.id})


def start_from_agent(call: Call) -> Run:
    """Start the version that an agent's execute body asks for, the published one by default."""
    agent, fields = agent_of(call), call.fields()
    body = read_start(fields)
    fields.check()
    version = _chosen_version(call.store, agent, body)
    return _start(call, agent, version, body, fields)


def _chosen_version(store: Store, agent: Agent, body: StartBody) -> Version:
    if body.head:
        return head_of(store, agent.id)
    if body.version is not None:
        numbered = {version.version: version for version in versions_of(store, agent.id)}
        if body.version not in numbered:
            raise not_found(f"Version {body.version} of the workflow")
        return numbered[body.version]
    published = published_of(store, agent.id)
    if published is None:
        raise bad_request("The workflow has no published version: publish one, or name a version.")
    return published


def _start(call: Call, agent: Agent, version: Version, body: StartBody, fields: Fields) -> Run:
    refuse_missing_inputs(fields, version, body.inputs)
    refuse_long_soft_timeout(fields, version, body.options)
    fields.check()
    refuse_unsound(version)
    _refuse_foreign_parent(call.store, agent, body.parent_id)
    staged = _staged(call, agent, body.temp_files)
    place = find_place(call, agent, body)
    execution = Execution(
        id=str(uuid4()),
        organization_id=agent.organization_id,
        agent_id=agent.id,
        version_id=version.id,
        run_version_id=version.id,
        profile_id=place.profile.id if place.profile else None,
        profile_name=place.profile.name if place.profile else None,
        inputs=body.inputs,
        metadata=body.metadata,
        options=body.options,
        trigger=call.caller.trigger(),
        labels=[],
        comments=[],
        context_names=[file.name for file in staged],
        parent_id=body.parent_id,
        created_at=call.now,
        is_exclusive=body.group_id is not None,
        starts_at=place.starts_at,
        deleted_at=None,
    )
    keep_execution(call.store, execution)
    for file in staged:
        attach(
            call.store,
            execution.id,
            call.now,
            name=file.name,
            mime_type=file.mime_type,
            checksum=file.checksum,
            size=file.size,
        )
    return call.sandbox.runs.look(execution, call.now)


def _refuse_foreign_parent(store: Store, agent: Agent, parent_id: str | None) -> None:
    parent = find_execution(store, parent_id) if parent_id else None
    if parent_id and (parent is None or parent.agent_id != agent.id):
        raise invalid({"parentExecutionId": "names no execution of this workflow"})


def _staged(call: Call, agent: Agent, given: list[JsonObject]) -> list[TempFile]:
    found = [staged_file(call.store, agent.organization_id, file, call.now) for file in given]
    if None in found:
        raise invalid(
            {"tempFiles": "must have been staged for this organization in the last 60 minutes"}
        )
    return [file for file in found if file is not None]
