"""The shapes of workflow versions, their graphs and files. The rules of models.py hold here too."""

from typing import NotRequired, TypedDict

from asteroid_mcp.asteroid.models import Json, JsonObject


class WorkflowRef(TypedDict):
    """A version in an agent's history, without content. `parentId` is the one it came from."""

    id: str
    isPublished: bool
    createdAt: str
    version: NotRequired[int]
    parentId: NotRequired[str]
    author: NotRequired[str]
    isDeletable: NotRequired[bool]


class Node(TypedDict):
    """A step of a graph. `properties` repeats `type` and holds what that type needs."""

    id: str
    name: str
    type: str
    properties: JsonObject
    position: NotRequired[JsonObject]


Transition = TypedDict(
    "Transition",
    {
        "id": str,
        "from": str,
        "to": str,
        "type": str,
        "properties": NotRequired[JsonObject],
        "require_confirmation": NotRequired[bool],
        "description": NotRequired[str],
        "schema": NotRequired[JsonObject],
    },
)
"""A way from one node to another, by the nodes' ids."""


class Graph(TypedDict):
    """The nodes of a workflow and the ways between them. Its keys are snake_case on the wire."""

    nodes: list[Node]
    transitions: list[Transition]
    sticky_notes: NotRequired[list[JsonObject]]


class WorkflowInput(TypedDict):
    """A value that a run is given, named as {{.name}} in instructions."""

    name: str
    schema: NotRequired[JsonObject]
    required: NotRequired[bool]
    defaultValue: NotRequired[Json]
    description: NotRequired[str]


class WorkflowFile(TypedDict):
    """A file kept in a version. `checksum` is a SHA-256 in hexadecimal."""

    id: str
    filePath: str
    fileName: str
    fileSize: int
    mimeType: NotRequired[str]
    checksum: NotRequired[str]
    createdAt: NotRequired[str]
    updatedAt: NotRequired[str]


class ValidationIssue(TypedDict):
    """A finding about a version: `severity` is error (it cannot run) or warning."""

    severity: str
    message: str
    path: NotRequired[list[str]]


class ValidationReport(TypedDict):
    """What a check of a version found. No issue of severity error means that it can run."""

    issues: list[ValidationIssue]


class Workflow(TypedDict):
    """One immutable version with its whole graph. `rev` matters for the editable head only."""

    id: str
    agentId: str
    rules: str
    graph: Graph
    settings: JsonObject
    isPublished: bool
    createdAt: str
    version: NotRequired[int]
    inputs: NotRequired[list[WorkflowInput]]
    files: NotRequired[list[WorkflowFile]]
    rev: NotRequired[int]
    parentId: NotRequired[str]
    author: NotRequired[str]
    environmentTemplate: NotRequired[JsonObject]
    issues: NotRequired[list[ValidationIssue]]


class CreatedWorkflow(TypedDict):
    """The id of a version just made, not yet published."""

    workflowId: str


class SchemaChange(TypedDict):
    """One change to the inputs or outputs against the version published before."""

    target: str
    kind: str
    name: str
    message: str


class PublishedWorkflow(TypedDict):
    """The version now published. The legacy generation does not tell `schemaChanges`."""

    workflowId: str
    version: int
    schemaChanges: NotRequired[list[SchemaChange]]


class SyncedExecution(TypedDict):
    """An execution and the version that it now follows."""

    executionId: str
    workflowId: str


class HeadFile(TypedDict):
    """A file of the editable head: `kind` is structural (part of the graph) or agent_file."""

    path: str
    kind: str
    size: int
    fileId: NotRequired[str]
    mimeType: NotRequired[str]
    checksum: NotRequired[str]
    updatedAt: NotRequired[str]
    downloadUrl: NotRequired[str]


class HeadFiles(TypedDict):
    """The editable head as files. `rev` is what the next change must be based on."""

    rev: int
    files: list[HeadFile]
