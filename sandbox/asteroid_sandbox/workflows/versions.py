"""Workflow versions: immutable once they were published or run, numbered, each with a parent."""

from dataclasses import dataclass, replace
from datetime import datetime

from asteroid_sandbox.call import Call
from asteroid_sandbox.engine.json_values import JsonObject, objects, text
from asteroid_sandbox.engine.templates import effective_inputs
from asteroid_sandbox.problems import invalid, not_found
from asteroid_sandbox.store import Store
from asteroid_sandbox.workflows.agents import agent_of

_LAST_NUMBER = "SELECT version FROM versions WHERE agent_id = ? ORDER BY version DESC LIMIT 1"
_LAST_REV = "SELECT rev FROM versions WHERE agent_id = ? ORDER BY rev DESC LIMIT 1"
BROWSER: JsonObject = {"type": "browser", "config": {"provider": "anchor"}}


@dataclass(frozen=True, slots=True)
class Version:
    """A workflow version. `rev` rises with every change of the agent's editable head.

    `published_at` is when it first was published, though another may be the published one now.
    """

    id: str
    agent_id: str
    parent_id: str | None
    version: int
    is_published: bool
    rev: int
    rules: str
    graph: JsonObject
    inputs: list[JsonObject]
    settings: JsonObject
    environment: JsonObject | None
    author: str | None
    created_at: datetime
    published_at: datetime | None
    deleted_at: datetime | None

    def body(self) -> JsonObject:
        """The version as a create body: what validation and comparison look at."""
        return {
            "rules": self.rules,
            "graph": self.graph,
            "inputs": [*self.inputs],
            "settings": self.settings,
            "environmentTemplate": self.environment,
        }

    def all_inputs(self) -> list[JsonObject]:
        """The declared inputs, then those that prompts use undeclared."""
        return effective_inputs(self.body())


def version_by_id(store: Store, version_id: str) -> Version:
    """A version that is known to exist."""
    found = find_version(store, version_id)
    if found is None:
        raise LookupError(f"There is no version {version_id}.")
    return found


def find_version(store: Store, version_id: str) -> Version | None:
    """A version by its id."""
    return store.row(Version, "SELECT * FROM versions WHERE id = ?", version_id)


def versions_of(store: Store, agent_id: str) -> list[Version]:
    """Every version of an agent, newest first."""
    return store.rows(
        Version,
        "SELECT * FROM versions WHERE agent_id = ? AND deleted_at IS NULL ORDER BY version DESC",
        agent_id,
    )


def head_of(store: Store, agent_id: str) -> Version:
    """The agent's newest version: the one that edits start from."""
    return versions_of(store, agent_id)[0]


def published_of(store: Store, agent_id: str) -> Version | None:
    """The agent's published version, if it has one."""
    sql = "SELECT * FROM versions WHERE agent_id = ? AND is_published"
    return store.row(Version, sql, agent_id)


def version_of(call: Call) -> Version:
    """The version that a request's path names; 404 unless the caller may see it."""
    agent = agent_of(call)
    found = find_version(call.store, call.path["version"])
    if found is None or found.agent_id != agent.id or found.deleted_at:
        raise not_found("Workflow version")
    return found


def was_executed(store: Store, version_id: str) -> bool:
    """Whether any execution ran or refers to the version."""
    sql = "SELECT id FROM executions WHERE run_version_id = ? OR version_id = ? LIMIT 1"
    return bool(store.column(sql, version_id, version_id))


def is_frozen(store: Store, version: Version) -> bool:
    """Whether the version is beyond change: it was published or executed once."""
    return version.published_at is not None or was_executed(store, version.id)


def is_deletable(store: Store, version: Version) -> bool:
    """Whether the version may be deleted: not published now, and never executed."""
    return not version.is_published and not was_executed(store, version.id)


def add_version(store: Store, draft: Version, *, author: str | None, at: datetime) -> Version:
    """Keep a draft as the agent's newest version, with the files of the version it derives from."""
    earlier = versions_of(store, draft.agent_id)
    head = earlier[0] if earlier else None
    if draft.parent_id and all(version.id != draft.parent_id for version in earlier):
        raise invalid({"parentId": "is no version of this workflow"})
    parent_id = draft.parent_id or (head.id if head else None)
    version = replace(
        draft,
        parent_id=parent_id,
        version=_following(store.column(_LAST_NUMBER, draft.agent_id)),
        rev=_following(store.column(_LAST_REV, draft.agent_id)),
        environment=draft.environment or (head.environment if head else BROWSER),
        author=author,
        created_at=at,
    )
    keep_version(store, version)
    if parent_id:
        _inherit_files(store, parent_id, version.id)
    return version


def keep_version(store: Store, version: Version) -> None:
    """Store a version as it is."""
    store.insert(
        "versions",
        {
            "id": version.id,
            "agent_id": version.agent_id,
            "parent_id": version.parent_id,
            "version": version.version,
            "is_published": version.is_published,
            "rev": version.rev,
            "rules": version.rules,
            "graph": version.graph,
            "inputs": version.inputs,
            "settings": version.settings,
            "environment": version.environment,
            "author": version.author,
            "created_at": version.created_at,
            "published_at": version.published_at,
            "deleted_at": version.deleted_at,
        },
    )


def output_schemas(version: Version) -> JsonObject:
    """The schema of each output node that has one, by the node's name."""
    found: JsonObject = {}
    for node in objects(version.graph, "nodes"):
        properties = node.get("properties")
        if (
            node.get("type") == "output"
            and isinstance(properties, dict)
            and properties.get("schema")
        ):
            found[text(node, "name")] = properties["schema"]
    return found


def _following(highest: list[str]) -> int:
    """The number after the highest, deleted versions counted in; 1 where there is none."""
    return int(highest[0]) + 1 if highest else 1


def _inherit_files(store: Store, from_id: str, to_id: str) -> None:
    store.run(
        "INSERT INTO version_files SELECT ?, file_id, path, mime_type, size, checksum, revision,"
        " is_frozen, created_at, updated_at FROM version_files WHERE version_id = ?",
        to_id,
        from_id,
    )
