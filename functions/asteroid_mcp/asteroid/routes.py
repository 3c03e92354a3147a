"""Every operation that this project calls, with its form in either generation of the API.

Query keys and body fields are those that the API documents, without the doubles that it calls
deprecated. What is not listed is not sent: see calls.py.
"""

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.route import Endpoint, Reply, Route


def _at(path: str, *, query: str = "", body: str = "") -> Endpoint:
    return Endpoint(f"/agents/v2{path}", frozenset(query.split()), frozenset(body.split()))


def _both(current: Endpoint, legacy: Endpoint) -> dict[Generation, Endpoint]:
    return {Generation.CURRENT: current, Generation.LEGACY: legacy}


def _same(endpoint: Endpoint) -> dict[Generation, Endpoint]:
    return _both(endpoint, endpoint)


def _current(endpoint: Endpoint) -> dict[Generation, Endpoint]:
    return {Generation.CURRENT: endpoint}


def _legacy(endpoint: Endpoint) -> dict[Generation, Endpoint]:
    return {Generation.LEGACY: endpoint}


# Context, documentation, schemas

GET_CONTEXT = Route("getContext", "GET", _same(_at("/context")))
WHOAMI = Route(
    "whoami",
    "GET",
    _current(Endpoint("/users/v2/whoami")),
    alternative="Use getContext, which tells the person and the organizations.",
)
LIST_AVAILABLE_TOOLS = Route(
    "listAvailableTools",
    "GET",
    _both(_at("/workflows/available-tools"), _at("/agents/available-tools")),
)
SEARCH_DOCS = Route(
    "searchDocs",
    "POST",
    _both(_at("/docs/search", body="query format"), _at("/docs/search", body="query")),
    only_reads=True,
)
VALIDATE_SCHEMA = Route(
    "schemaValidate", "POST", _same(_at("/schema/validate", body="schema")), only_reads=True
)

# Agents

_AGENT_LIST = "organizationId pageSize page searchName sortField sortDirection"
_EXECUTE = "inputs tempFiles metadata version executionOptions"

LIST_AGENTS = Route(
    "agentList",
    "GET",
    _both(
        _at("/workflows", query=f"{_AGENT_LIST} tagIds tagMatch withoutTagGroupId"),
        _at("/agents", query=_AGENT_LIST),
    ),
)
EXECUTE_AGENT = Route(
    "agentExecutePost",
    "POST",
    _both(
        _at(
            "/workflows/{workflowId}/execute",
            body=f"{_EXECUTE} profileId profileGroupId head onCapacityLimit",
        ),
        _at("/agents/{agentId}/execute", body=f"{_EXECUTE} agentProfileId agentProfilePoolId"),
    ),
)

# Profiles

_PROFILE_LIST = "organizationId pageSize page searchName sortField sortDirection"
_PROFILE = "name description tracingEnabled inboxEmailPrefix"
_BROWSER = (
    "proxyMode proxyCC proxyType customProxy proxyGatewayPresetId captchaSolverActive"
    " operatingSystem extraStealth allow3rdCookies cachePersistence adblockActive"
    " popupBlockerActive forcePopupsAsTabsActive mediaBlockerActive pdfViewerActive extensionIds"
)
_NEW_PROFILE = f"{_PROFILE} organizationId stickyIP credentials cookies"
_CHANGED_PROFILE = (
    f"{_PROFILE} credentialsToAdd credentialsToUpdate credentialsToDelete"
    " cookiesToAdd cookiesToDelete"
)

LIST_PROFILES = Route(
    "agentProfilesList",
    "GET",
    _both(
        _at("/profiles", query=_PROFILE_LIST),
        _at("/agent-profiles", query=f"{_PROFILE_LIST} proxyMode operatingSystem feature"),
    ),
)
CREATE_PROFILE = Route(
    "agentProfilesCreate",
    "POST",
    _both(
        _at("/profiles", body=f"{_NEW_PROFILE} fingerprintId secretIds"),
        _at("/agent-profiles", body=f"{_NEW_PROFILE} {_BROWSER}"),
    ),
)
GET_PROFILE = Route(
    "agentProfileGet",
    "GET",
    _both(_at("/profiles/{profileId}"), _at("/agent-profiles/{profileId}")),
)
UPDATE_PROFILE = Route(
    "agentProfileUpdate",
    "PATCH",
    _both(
        _at(
            "/profiles/{profileId}",
            body=f"{_CHANGED_PROFILE} stickyIP fingerprintId"
            " secretIds secretIdsToAdd secretIdsToRemove",
        ),
        _at("/agent-profiles/{profileId}", body=f"{_CHANGED_PROFILE} {_BROWSER}"),
    ),
)
DELETE_PROFILE = Route(
    "agentProfileDelete",
    "DELETE",
    _both(_at("/profiles/{profileId}"), _at("/agent-profiles/{profileId}")),
    Reply.NOTHING,
)
CLEAR_BROWSER_CACHE = Route(
    "agentProfileClearBrowserCache",
    "DELETE",
    _both(
        _at("/profiles/{profileId}/clear-browser-cache"),
        _at("/agent-profiles/{profileId}/clear-browser-cache"),
    ),
)

# Executions

_EXECUTION_LIST = (
    "organizationId pageSize page executionId status humanLabels outcomeLabel metadataKey"
    " metadataValue inputsKey inputsValue workflowVersion hasScriptFailures triggerSource"
    " sortField sortDirection createdAfter createdBefore"
)
_EXECUTION = "/executions/{executionId}"

LIST_EXECUTIONS = Route(
    "executionsList",
    "GET",
    _both(
        _at(
            "/executions",
            query=f"{_EXECUTION_LIST} workflowId profileIds phase createdWithin metadata sort"
            " batchId",
        ),
        _at("/executions", query=f"{_EXECUTION_LIST} agentId agentProfileIds"),
    ),
)
GET_EXECUTION = Route("executionGet", "GET", _same(_at(_EXECUTION)))
LIST_ACTIVITIES = Route(
    "executionActivitiesGet", "GET", _same(_at(f"{_EXECUTION}/activities", query="order limit"))
)
LIST_CONTEXT_FILES = Route(
    "executionContextFilesGet", "GET", _same(_at(f"{_EXECUTION}/context-files"))
)
UPLOAD_CONTEXT_FILES = Route(
    "executionContextFilesUpload",
    "POST",
    _same(_at(f"{_EXECUTION}/context-files")),
    Reply.TEXT,
    file_field="files",
)
UPDATE_STATUS = Route(
    "executionStatusUpdate", "POST", _same(_at(f"{_EXECUTION}/status", body="status")), Reply.TEXT
)
ADD_USER_MESSAGE = Route(
    "executionUserMessagesAdd",
    "POST",
    _same(_at(f"{_EXECUTION}/user-messages", body="message")),
    Reply.TEXT,
)

# Workflows: an agent's versions

_VERSIONS = "/workflows/{workflowId}/versions"
_OLD_VERSIONS = "/agents/{agentId}/workflows"
_NEW_VERSION = "parentId rules graph inputs settings environmentTemplate"
_EXECUTE_VERSION = "metadata tempFiles executionOptions parentExecutionId"

LIST_WORKFLOWS = Route("workflowsList", "GET", _both(_at(_VERSIONS), _at(_OLD_VERSIONS)))
GET_WORKFLOW = Route(
    "workflowGet",
    "GET",
    _both(_at(f"{_VERSIONS}/{{versionId}}"), _at(f"{_OLD_VERSIONS}/{{workflowId}}")),
)
CREATE_WORKFLOW = Route(
    "workflowCreate",
    "POST",
    _both(_at(_VERSIONS, body=_NEW_VERSION), _at(_OLD_VERSIONS, body=_NEW_VERSION)),
)
VALIDATE_WORKFLOW = Route(
    "workflowValidate",
    "POST",
    _current(_at(f"{_VERSIONS}/validate", body=_NEW_VERSION)),
    only_reads=True,
    alternative="Use workflowCreate: it refuses a version that is not valid.",
)
PUBLISH_WORKFLOW = Route(
    "workflowPublish",
    "POST",
    _both(
        _at(f"{_VERSIONS}/{{versionId}}/publish"), _at(f"{_OLD_VERSIONS}/{{workflowId}}/publish")
    ),
)
EXECUTE_WORKFLOW = Route(
    "workflowExecute",
    "POST",
    _both(
        _at(
            f"{_VERSIONS}/{{versionId}}/execute",
            body=f"{_EXECUTE_VERSION} inputs profileId profileGroupId",
        ),
        _at(
            f"{_OLD_VERSIONS}/{{workflowId}}/execute",
            body=f"{_EXECUTE_VERSION} inputVariables agentProfileId agentProfilePoolId",
        ),
    ),
)
SYNC_EXECUTION = Route(
    "workflowSyncExecution",
    "POST",
    _legacy(_at(f"{_OLD_VERSIONS}/{{workflowId}}/sync-execution", body="executionId")),
    alternative="Use workflowExecute with parentExecutionId: it starts a new execution of the"
    " version and marks it as a rerun of the old one.",
)

# Files

_SHARED = "/agents/{agentId}/shared-files"
_HEAD = "/workflows/{workflowId}/head/files"

STAGE_TEMP_FILES = Route(
    "tempFilesStage",
    "POST",
    _both(_at("/temp-files", query="organizationId"), _at("/temp-files/{organizationId}")),
    file_field="files",
)
LIST_SHARED_FILES = Route("agentSharedFilesGet", "GET", _legacy(_at(_SHARED)))
UPLOAD_SHARED_FILES = Route(
    "agentSharedFilesUpload", "POST", _legacy(_at(_SHARED)), file_field="files"
)
UPDATE_SHARED_FILE = Route(
    "agentSharedFilesUpdate", "PUT", _legacy(_at(f"{_SHARED}/{{fileId}}")), file_field="files"
)
DELETE_SHARED_FILE = Route(
    "agentSharedFilesDelete", "DELETE", _legacy(_at(f"{_SHARED}/{{fileId}}")), Reply.NOTHING
)
DELETE_ALL_SHARED_FILES = Route(
    "agentSharedFilesDeleteAll", "DELETE", _legacy(_at(f"{_SHARED}/delete-all")), Reply.NOTHING
)
FREEZE_SHARED_FILE = Route(
    "agentSharedFilesFreeze",
    "PATCH",
    _legacy(_at(f"{_SHARED}/{{fileId}}/freeze", body="isFrozen")),
    alternative="Use workflowPublish: the files of a published version change no more, while"
    " later uploads go to a new version.",
)
GET_HEAD_FILES = Route(
    "workflowHeadFilesGet",
    "GET",
    _current(_at(_HEAD, query="contents paths variants maxFileBytes maxTotalBytes")),
)
PATCH_HEAD_FILES = Route(
    "workflowHeadFilesPatch", "PATCH", _current(_at(_HEAD, body="baseRev writes deletes"))
)
