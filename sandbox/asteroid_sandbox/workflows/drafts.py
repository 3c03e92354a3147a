"""Versions that are not kept yet: read from a body, and judged."""

from datetime import UTC, datetime
from uuid import uuid4

from asteroid_sandbox.engine.json_values import JsonObject, strings, text
from asteroid_sandbox.engine.validation import validate_version
from asteroid_sandbox.fields import Fields
from asteroid_sandbox.problems import bad_request, invalid
from asteroid_sandbox.workflows.agents import Agent
from asteroid_sandbox.workflows.versions import Version

_UNKNOWN = datetime.min.replace(tzinfo=UTC)


def draft_from(fields: Fields, agent_id: str) -> Version:
    """A version from a create body; its number, rev and author are given when it is added."""
    rules, graph = fields.text("rules", required=True), fields.object("graph", required=True)
    settings, inputs = fields.object("settings", required=True), fields.objects("inputs")
    environment, parent = fields.object("environmentTemplate"), fields.text("parentId")
    fields.check()
    return Version(
        id=str(uuid4()),
        agent_id=agent_id,
        parent_id=parent,
        version=0,
        is_published=False,
        rev=0,
        rules=rules or "",
        graph=graph or {},
        inputs=[_as_declared(given) for given in inputs or []],
        settings=settings or {},
        environment=environment,
        author=None,
        created_at=_UNKNOWN,
        published_at=None,
        deleted_at=None,
    )


def refuse_unsound_draft(draft: Version) -> None:
    """400 naming every part of a body that keeps the version from being run."""
    if faults := _faults(draft):
        raise invalid(faults)


def refuse_unsound(version: Version) -> None:
    """400 naming every finding that keeps a version that was made already from being run."""
    if faults := _faults(version):
        told = "; ".join(f"{place}: {said}" for place, said in faults.items())
        raise bad_request(
            f"Version {version.version} can be published and run when its errors are mended: {told}"
        )


def blank_version(agent: Agent) -> Version:
    """A version with nothing but a start node."""
    start: JsonObject = {
        "id": str(uuid4()),
        "name": "Start",
        "type": "start",
        "properties": {"type": "start"},
        "position": {"x": 0, "y": 0},
    }
    body: JsonObject = {
        "rules": "",
        "graph": {"nodes": [start], "transitions": [], "sticky_notes": []},
        "settings": {"viewport_width": 1280, "viewport_height": 800, "max_timeout_mins": 60},
    }
    return draft_from(Fields(body), agent.id)


def _faults(version: Version) -> dict[str, str]:
    """What keeps a version from being run, by the place in it."""
    faults: dict[str, str] = {}
    for issue in validate_version(version.body()):
        if issue["severity"] != "error":
            continue
        place, said = ".".join(strings(issue, "path")) or "version", text(issue, "message")
        faults[place] = f"{faults[place]}; {said}" if place in faults else said
    return faults


def _as_declared(given: JsonObject) -> JsonObject:
    return {"required": False, "schema": {"type": "string"}, **given}
