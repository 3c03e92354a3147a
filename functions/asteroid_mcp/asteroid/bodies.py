"""What callers hand over: bodies and filters in the page's vocabulary.

A key that is left out is not sent. A key that the chosen generation of the API does not know is
refused with NotOffered, since the API would pass over it in silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NotRequired, TypedDict

from asteroid_mcp.asteroid.models import Json, JsonObject, TempFile
from asteroid_mcp.asteroid.workflow_models import Graph, WorkflowInput


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to send: its name without folders, its bytes and its media type."""

    name: str
    content: bytes = field(repr=False)
    content_type: str


class ExecuteRequest(TypedDict, total=False):
    """How to run an agent. `version` is the version's number; without it the published one runs.

    `profileId` and `profileGroupId` exclude each other, as do `version` and `head`.
    `head` and `onCapacityLimit` belong to the current generation.
    """

    inputs: JsonObject
    profileId: str
    profileGroupId: str
    tempFiles: list[TempFile]
    metadata: JsonObject
    version: int
    head: bool
    executionOptions: JsonObject
    onCapacityLimit: str


class ExecuteWorkflowRequest(TypedDict, total=False):
    """How to run one version, published or not. `parentExecutionId` marks it as a rerun."""

    inputs: JsonObject
    profileId: str
    profileGroupId: str
    tempFiles: list[TempFile]
    metadata: JsonObject
    executionOptions: JsonObject
    parentExecutionId: str


class WorkflowRequest(TypedDict):
    """A version to make. `settings` needs viewport_width, viewport_height and max_timeout_mins."""

    rules: str
    graph: Graph
    settings: JsonObject
    inputs: NotRequired[list[WorkflowInput]]
    parentId: NotRequired[str]
    environmentTemplate: NotRequired[JsonObject]


type ProfileRequest = Mapping[str, Json]
"""Fields of a profile by the API's own names; routes.py lists those of either generation."""


class ExecutionFilters(TypedDict, total=False):
    """Which executions to list. Lists mean any of their values, `metadata` holds key=value pairs.

    `phase`, `metadata`, `createdWithin`, `sort` and `batchId` belong to the current generation.
    """

    organizationId: str
    executionId: str
    agentId: str
    profileIds: list[str]
    status: list[str]
    phase: list[str]
    humanLabels: list[str]
    outcomeLabel: str
    metadataKey: str
    metadataValue: str
    metadata: list[str]
    inputsKey: str
    inputsValue: str
    workflowVersion: int
    hasScriptFailures: bool
    triggerSource: list[str]
    sort: str
    sortField: str
    sortDirection: str
    createdWithin: str
    createdAfter: str
    createdBefore: str
    batchId: str
