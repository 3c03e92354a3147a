"""The operations on agents and their versions; each serves `/workflows` and `/agents`."""

import re
from dataclasses import replace

from starlette.responses import Response

from asteroid_sandbox.call import Call, created, done, ok
from asteroid_sandbox.engine.changes import schema_changes
from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.engine.status import phase_of
from asteroid_sandbox.engine.validation import validate_version
from asteroid_sandbox.fields import Fields
from asteroid_sandbox.files.shared import files_of
from asteroid_sandbox.problems import bad_request
from asteroid_sandbox.workflows.agents import (
    Agent,
    add_agent,
    agent_of,
    find_agents,
    refuse_taken_name,
    suitable_name,
)
from asteroid_sandbox.workflows.drafts import (
    blank_version,
    draft_from,
    refuse_unsound,
    refuse_unsound_draft,
)
from asteroid_sandbox.workflows.versions import (
    Version,
    add_version,
    is_deletable,
    output_schemas,
    published_of,
    version_of,
    versions_of,
)

_NAME = re.compile(r"[A-Za-z0-9!#$%&'()+,.;=@^`{}\[\]~-]+( [A-Za-z0-9!#$%&'()+,.;=@^`{}\[\]~-]+)*")


def list_agents(call: Call) -> Response:
    """`GET /workflows`."""
    page = call.query.page()
    agents = find_agents(call)
    return ok(page.of(agents, call.words.agent))


def create_agent(call: Call) -> Response:
    """`POST /workflows`: an agent and its first version, a blank one where none is given."""
    fields = call.fields()
    name = fields.text("name", required=True, least=1, most=100) or ""
    body = (
        fields.object("workflow", required=True)
        if call.is_legacy_route
        else fields.object("version")
    )
    organization_id = fields.text("organizationId")
    fields.check()
    organization = call.caller.organization(call.store, organization_id)
    agent = add_agent(call.store, organization.id, call.caller.id, suitable_name(name), call.now)
    draft = _checked_draft(body, agent) if body is not None else blank_version(agent)
    add_version(call.store, draft, author=call.caller.email or None, at=call.now)
    return created({"id": agent.id})


def rename_agent(call: Call) -> Response:
    """`PATCH /workflows/{workflowId}`."""
    agent, fields = agent_of(call), call.fields()
    name = fields.text("name", least=1, most=100)
    if name is not None and not _NAME.fullmatch(name):
        fields.refuse("name", 'must not hold any of _ < > : " / \\ | ? *')
    fields.check()
    if name is not None:
        refuse_taken_name(call.store, agent.organization_id, name, besides=agent.id)
        call.store.update("agents", agent.id, {"name": name})
    return Response()


def delete_agent(call: Call) -> Response:
    """`DELETE /workflows/{workflowId}`: only when all its executions have ended."""
    agent = agent_of(call)
    runs = call.sandbox.runs.of_organization(agent.organization_id, call.now)
    open_runs = [
        run
        for run in runs
        if run.execution.agent_id == agent.id and phase_of(run.state.status) != "terminal"
    ]
    if open_runs:
        raise bad_request(
            f"Executions of this workflow that have not ended: {len(open_runs)}. "
            "It can be deleted when they all have."
        )
    call.store.update("agents", agent.id, {"deleted_at": call.now})
    return done()


def list_versions(call: Call) -> Response:
    """`GET /workflows/{workflowId}/versions`: all of them, newest first."""
    found = versions_of(call.store, agent_of(call).id)
    return ok(
        [
            call.words.version_ref(version, is_deletable=is_deletable(call.store, version))
            for version in found
        ]
    )


def get_version(call: Call) -> Response:
    """`GET /workflows/{workflowId}/versions/{versionId}`."""
    version = version_of(call)
    return ok(call.words.snapshot(version, files_of(call.store, version.id)))


def create_version(call: Call) -> Response:
    """`POST /workflows/{workflowId}/versions`: 400 names what keeps it from being run."""
    agent = agent_of(call)
    draft = draft_from(call.fields(), agent.id)
    refuse_unsound_draft(draft)
    author = call.caller.email or None
    return created(
        call.words.version_id(add_version(call.store, draft, author=author, at=call.now))
    )


def delete_version(call: Call) -> Response:
    """`DELETE /workflows/{workflowId}/versions/{versionId}`."""
    version = version_of(call)
    if not is_deletable(call.store, version):
        state = "is published" if version.is_published else "was executed"
        raise bad_request(
            f"Version {version.version} {state}: only a version that is not published and was "
            "never executed can be deleted."
        )
    if len(versions_of(call.store, version.agent_id)) == 1:
        raise bad_request(
            "This is the only version of its workflow: make another one first, or delete the "
            "workflow."
        )
    call.store.update("versions", version.id, {"deleted_at": call.now})
    return done()


def publish_version(call: Call) -> Response:
    """`POST /workflows/{workflowId}/versions/{versionId}/publish`: once or again, all the same."""
    version = version_of(call)
    changes = [] if version.is_published else publish(call, version)
    return ok(
        {
            **call.words.version_id(version),
            "version": version.version,
            "schemaChanges": [*changes],
        }
    )


def publish(call: Call, version: Version) -> list[JsonObject]:
    """Make a sound version the agent's only published one; answers what changes for callers."""
    refuse_unsound(version)
    before = published_of(call.store, version.agent_id)
    call.store.run("UPDATE versions SET is_published = 0 WHERE agent_id = ?", version.agent_id)
    first = version.published_at or call.now
    call.store.update("versions", version.id, {"is_published": True, "published_at": first})
    return schema_changes(before.body() if before else None, version.body())


def validate_draft(call: Call) -> Response:
    """`POST /workflows/validate` and `.../versions/validate`: findings, and nothing is kept."""
    if "agent" in call.path:
        agent_of(call)
    draft = draft_from(call.fields(), "")
    return ok({"issues": [*validate_version(draft.body())]})


def get_inputs(call: Call) -> Response:
    """`GET .../versions/{versionId}/inputs`."""
    return ok({"inputs": [*version_of(call).all_inputs()]})


def get_output_schemas(call: Call) -> Response:
    """`GET .../versions/{versionId}/output-schemas`."""
    return ok(output_schemas(version_of(call)))


def _checked_draft(body: JsonObject, agent: Agent) -> Version:
    draft = replace(draft_from(Fields(body, "version."), agent.id), parent_id=None)
    refuse_unsound_draft(draft)
    return draft
