"""The shapes of Asteroid's answers, in the page's vocabulary and the same for both generations.

Only what is named here is checked. Fields that are not named stay in the dictionaries, enum values
are plain strings so that new ones pass, and a NotRequired field may also be null.
Times are RFC 3339 strings, sizes bytes, ids UUIDs, unless a line says otherwise.
"""

# No `from __future__ import annotations` here: reading.py needs NotRequired as more than a string.
from typing import NotRequired, TypedDict

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None
type JsonObject = dict[str, Json]


class Organization(TypedDict):
    """An organization that the caller belongs to."""

    id: str
    name: str


class Context(TypedDict):
    """The person behind the credential."""

    userId: str
    email: str
    organizations: list[Organization]


class Person(TypedDict):
    """Who a sign-in or a person's own key stands for."""

    id: str
    email: str


class Whoami(TypedDict):
    """What a credential is. `organizationId` is absent when the caller spans several."""

    kind: str
    id: str
    credential: str
    organizationId: NotRequired[str]
    apiKeyId: NotRequired[str]
    person: NotRequired[Person]
    onBehalfOf: NotRequired[str]


class AvailableTool(TypedDict):
    """A tool that an AI node can use."""

    name: str
    description: str
    capability: str
    isRequired: bool


class AvailableTools(TypedDict):
    """The tools that AI nodes can use."""

    tools: list[AvailableTool]


class DocsResult(TypedDict):
    """A part of Asteroid's documentation."""

    title: str
    content: str
    url: NotRequired[str]


class DocsResults(TypedDict):
    """What a documentation search found, best first."""

    results: list[DocsResult]


class SchemaVerdict(TypedDict):
    """Whether a JSON schema suits structured outputs, and if not, why."""

    valid: bool
    errors: list[str]


class Page[Item](TypedDict):
    """One page of a list. `page` counts from 1, `total` counts the items of all pages."""

    items: list[Item]
    page: int
    pageSize: int
    total: int


class Agent(TypedDict):
    """An agent: what holds workflow versions and is run."""

    id: str
    name: str
    createdAt: str
    userId: NotRequired[str]
    organizationId: NotRequired[str]


class Cookie(TypedDict):
    """A cookie of a profile. `value` is a secret."""

    name: str
    key: str
    value: str
    domain: str
    secure: bool
    httpOnly: bool
    sameSite: str
    id: NotRequired[str]
    expiry: NotRequired[str]
    createdAt: NotRequired[str]


class ProfileCredential(TypedDict):
    """A credential of a profile. `data`, where it comes at all, is a secret."""

    name: str
    id: NotRequired[str]
    data: NotRequired[str]
    createdAt: NotRequired[str]


class VaultItem(TypedDict):
    """A secret attached to a profile, without its values."""

    id: str
    name: str
    itemKey: NotRequired[str]
    kind: NotRequired[str]
    fields: NotRequired[list[JsonObject]]


class Profile(TypedDict):
    """Who an agent signs in as. Legacy answers add the browser's settings, kept as they are."""

    id: str
    name: str
    description: str
    organizationId: str
    credentials: list[ProfileCredential]
    cookies: list[Cookie]
    createdAt: str
    updatedAt: str
    inboxEmail: NotRequired[str]
    inboxEmailPrefix: NotRequired[str]
    tracingEnabled: NotRequired[bool]
    stickyIP: NotRequired[bool]
    fingerprintId: NotRequired[str]
    vaultItems: NotRequired[list[VaultItem]]


class Message(TypedDict):
    """A sentence that says what was done."""

    message: str


class StartedExecution(TypedDict):
    """The execution that a call began. `status` is `starting` or `queued`, when told."""

    executionId: str
    status: NotRequired[str]


class ExecutionResult(TypedDict):
    """How a finished execution ended. `outcome` is one of its output node's labels."""

    outcome: str
    reasoning: NotRequired[str]
    result: NotRequired[Json]
    id: NotRequired[str]
    executionId: NotRequired[str]
    createdAt: NotRequired[str]


class ScriptFailure(TypedDict):
    """A script of a node that failed during an execution."""

    occurredAt: str
    nodeId: NotRequired[str]
    nodeName: NotRequired[str]
    scriptFilepath: NotRequired[str]
    error: NotRequired[str]
    failedLine: NotRequired[int]
    step: NotRequired[int]
    actionId: NotRequired[str]


class HumanLabel(TypedDict):
    """A label that people put on executions."""

    id: str
    name: str
    color: NotRequired[str]


class Comment(TypedDict):
    """A person's comment on an execution."""

    id: str
    content: str
    userId: NotRequired[str]
    public: NotRequired[bool]
    createdAt: NotRequired[str]
    updatedAt: NotRequired[str]


class Execution(TypedDict):
    """One run. `workflowId` is the version that ran, `duration` seconds once it has ended."""

    id: str
    agentId: str
    workflowId: str
    status: str
    createdAt: str
    organizationId: str
    agentName: NotRequired[str]
    workflowVersion: NotRequired[int]
    workflowPublished: NotRequired[bool]
    startedAt: NotRequired[str]
    terminalAt: NotRequired[str]
    duration: NotRequired[float]
    profileId: NotRequired[str]
    profileName: NotRequired[str]
    inputs: NotRequired[JsonObject]
    metadata: NotRequired[JsonObject]
    executionResult: NotRequired[ExecutionResult]
    executionOptions: NotRequired[JsonObject]
    triggerContext: NotRequired[JsonObject]
    scriptFailures: NotRequired[list[ScriptFailure]]
    humanLabels: NotRequired[list[HumanLabel]]
    comments: NotRequired[list[Comment]]
    hasBeenRerun: NotRequired[bool]
    parentExecutionId: NotRequired[str]
    customEnvironmentId: NotRequired[str]
    recordingUrl: NotRequired[str]
    liveViewUrl: NotRequired[str]
    platformUrl: NotRequired[str]
    purgedAt: NotRequired[str]


class Activity(TypedDict):
    """One entry of an execution's log. `payload.activityType` says what else the payload holds."""

    id: str
    executionId: str
    timestamp: str
    payload: JsonObject


class ContextFile(TypedDict):
    """A file given to an execution. `signedUrl` is a short-lived link that needs no credential."""

    id: str
    executionId: str
    agentId: str
    filePath: str
    fileName: str
    fileSize: int
    mimeType: str
    createdAt: str
    fileExt: NotRequired[str]
    fileType: NotRequired[str]
    downloadUrl: NotRequired[str]
    signedUrl: NotRequired[str]


class TempFile(TypedDict):
    """A staged file, to be handed on as it is in an execute call within 60 minutes."""

    id: str
    name: str


class TempFiles(TypedDict):
    """The files just staged."""

    tempFiles: list[TempFile]


class SharedFile(TypedDict):
    """A file that an agent keeps between runs. Only the legacy generation knows of freezing."""

    id: str
    agentId: str
    filePath: str
    fileName: str
    fileSize: int
    mimeType: NotRequired[str]
    checksum: NotRequired[str]
    createdAt: NotRequired[str]
    updatedAt: NotRequired[str]
    version: NotRequired[int]
    isFrozen: NotRequired[bool]
    lastModifiedByExecutionId: NotRequired[str]
    downloadUrl: NotRequired[str]


class SharedFiles(TypedDict):
    """All shared files of an agent; `totalSize` is their sum."""

    files: list[SharedFile]
    totalSize: int


class UploadedFiles(TypedDict):
    """The shared files just written."""

    files: list[SharedFile]
