"""A call of each tool that the sandbox, as it is at first, does without a complaint."""

from collections.abc import Mapping

from tests.faults.tools import ToolCall

from asteroid_mcp.asteroid.models import JsonObject
from asteroid_sandbox.seed import seed_id
from asteroid_sandbox.seed.agents import PRICE_LIST_ID, QUOTE_FORM
from asteroid_sandbox.seed.graphs import quote_form
from asteroid_sandbox.seed.people import BACKUP_PROFILE_ID, PORTAL_PROFILE_ID

COMPLETED = seed_id("execution", "quote-full")
RUNNING = seed_id("execution", "stock-running")
ASKING = seed_id("execution", "expense-asking")
PUBLISHED, UNPUBLISHED = QUOTE_FORM.version_id(2), QUOTE_FORM.version_id(3)
NEW_PROFILE = "New Login"

_AGENT: JsonObject = {"agentId": QUOTE_FORM.id}
_INPUTS: JsonObject = {"applicant_name": "Applicant Four", "postcode": "50667"}
_CONTENT: JsonObject = {"text": "Mind the gap."}
_FILE: JsonObject = {"name": "notes.txt", **_CONTENT}
_GRAPH: JsonObject = quote_form(3)
_SETTINGS: JsonObject = {"viewport_width": 1280, "viewport_height": 800, "max_timeout_mins": 60}
_SCHEMA: JsonObject = {
    "type": "object",
    "properties": {"premium": {"type": "number"}},
    "required": ["premium"],
    "additionalProperties": False,
}

_ARGUMENTS: Mapping[str, JsonObject] = {
    "getContext": {},
    "listAvailableTools": {},
    "searchDocs": {"query": "selector transition"},
    "agentList": {},
    "agentProfilesList": {},
    "agentProfilesCreate": {"name": NEW_PROFILE},
    "agentProfileGet": {"profileId": PORTAL_PROFILE_ID},
    "agentProfileUpdate": {"profileId": PORTAL_PROFILE_ID, "description": "Changed"},
    "agentProfileDelete": {"profileId": BACKUP_PROFILE_ID},
    "agentProfileClearBrowserCache": {"profileId": PORTAL_PROFILE_ID},
    "agentExecutePost": {**_AGENT, "inputs": _INPUTS},
    "executionsList": {**_AGENT},
    "executionGet": {"executionId": COMPLETED},
    "executionActivitiesGet": {"executionId": COMPLETED},
    "executionContextFilesGet": {"executionId": COMPLETED},
    "executionContextFilesUpload": {"executionId": RUNNING, "files": [_FILE]},
    "executionStatusUpdate": {"executionId": RUNNING, "status": "paused"},
    "executionUserMessagesAdd": {"executionId": ASKING, "message": "Travel"},
    "workflowsList": {**_AGENT},
    "workflowGet": {**_AGENT, "workflowId": PUBLISHED},
    "workflowCreate": {
        **_AGENT,
        "graph": _GRAPH,
        "rules": "",
        "settings": _SETTINGS,
        "parentId": UNPUBLISHED,
    },
    "workflowPublish": {**_AGENT, "workflowId": UNPUBLISHED},
    "workflowExecute": {**_AGENT, "workflowId": UNPUBLISHED, "inputs": _INPUTS},
    "workflowSyncExecution": {**_AGENT, "workflowId": UNPUBLISHED, "executionId": COMPLETED},
    "tempFilesStage": {"files": [_FILE]},
    "agentSharedFilesGet": {**_AGENT},
    "agentSharedFilesUpload": {**_AGENT, "files": [_FILE]},
    "agentSharedFilesUpdate": {**_AGENT, "fileId": PRICE_LIST_ID, "file": _CONTENT},
    "agentSharedFilesDelete": {**_AGENT, "fileId": PRICE_LIST_ID},
    "agentSharedFilesDeleteAll": {**_AGENT},
    "agentSharedFilesFreeze": {**_AGENT, "fileId": PRICE_LIST_ID, "isFrozen": True},
    "schemaValidate": {"schema": _SCHEMA},
}

SOUND: Mapping[str, ToolCall] = {name: ToolCall(name, given) for name, given in _ARGUMENTS.items()}
