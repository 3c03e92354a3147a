"""The API's shapes of activities, as strict JSON Schemas: no field beyond the known ones."""

from typing import Final

from asteroid_sandbox.engine.json_values import Json, JsonObject

_TEXT: Final[JsonObject] = {"type": "string"}
_WHOLE: Final[JsonObject] = {"type": "integer"}
_TEXTS: Final[JsonObject] = {"type": "array", "items": _TEXT}
_ANY: Final[JsonObject] = {}


def _shape(required: JsonObject, optional: JsonObject | None = None) -> JsonObject:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": [*required],
        "additionalProperties": False,
    }


def _info(shapes: dict[str, JsonObject]) -> JsonObject:
    options: list[Json] = [
        _shape({"actionName": {"const": name}, **fields}) for name, fields in shapes.items()
    ]
    return {"oneOf": options}


_OPTION: Final = _shape({"label": _TEXT, "description": _TEXT})
_QUESTION: Final = _shape(
    {"question": _TEXT, "header": _TEXT, "options": {"type": "array", "items": _OPTION}},
    {"multiSelect": {"type": "boolean"}},
)
_ASKED: Final = _shape({"questions": {"type": "array", "items": _QUESTION}})
_SCRIPT_RESULT: Final[JsonObject] = {
    "success": {"type": "boolean"},
    "result": _TEXT,
    "consoleLogs": _TEXTS,
}
_STARTED_INFO: Final = _info(
    {
        "nav_to": {"url": _TEXT},
        "llm_call": {"purpose": {"enum": ["output_populate_result"]}},
        "script_playwright": {"llmVars": _TEXTS},
        "script_hybrid_playwright": {"llmVars": _TEXTS},
    }
)
_COMPLETED_INFO: Final = _info(
    {
        "nav_to": {"pageTitle": _TEXT},
        "file_read": {"fileNames": _TEXTS, "errorCount": _WHOLE},
        "file_stage": {"fileNames": _TEXTS},
        "script_playwright": _SCRIPT_RESULT,
        "script_hybrid_playwright": _SCRIPT_RESULT,
        "ext_api_call": {
            "statusCode": _TEXT,
            "responseBody": _TEXT,
            "requestMethod": _TEXT,
            "requestUrl": _TEXT,
        },
    }
)
_ACTION: Final[JsonObject] = {"message": _TEXT, "actionName": _TEXT, "actionId": _TEXT}
_NODE: Final[JsonObject] = {"nodeId": _TEXT, "nodeName": _TEXT}
_VALUES: Final[JsonObject] = {"type": "object"}

_PAYLOADS: Final[dict[str, tuple[JsonObject, JsonObject]]] = {
    "terminal": ({"reason": {"enum": ["unsubscribe", "complete", "error"]}}, {"message": _TEXT}),
    "generic": ({"message": _TEXT}, {}),
    "reasoning": ({"reasoning": _TEXT}, {}),
    "step_started": ({"stepNumber": _WHOLE}, {}),
    "step_completed": ({"stepNumber": _WHOLE}, {}),
    "transitioned_node": (
        {"newNodeUUID": _TEXT, "newNodeName": _TEXT, "newNodeType": _TEXT},
        {
            "newNodeExecutionMode": {"enum": ["scripted", "default"]},
            "fromNodeDuration": _WHOLE,
            "transitionType": {"enum": ["iris", "selector", "outcome_success"]},
            "fromNodeOutput": {"type": "array", "items": _shape({"name": _TEXT, "value": _TEXT})},
            "fromNodeSummary": _TEXT,
        },
    ),
    "status_changed": (
        {"status": _TEXT},
        {
            "completedPayload": _shape({"outcome": _TEXT, "reasoning": _TEXT, "result": _ANY}),
            "failedPayload": _shape({"reason": _TEXT}),
            "pausedPayload": _shape({"reason": _TEXT}, {"question": _ASKED}),
            "awaitingConfirmationPayload": _shape({"reason": _TEXT}),
            "cancelledPayload": _shape(
                {"reason": {"enum": ["timeout", "max_steps", "user_requested", "script_failed"]}}
            ),
        },
    ),
    "action_started": (_ACTION, {"info": _STARTED_INFO}),
    "action_completed": (_ACTION, {"duration": _WHOLE, "info": _COMPLETED_INFO}),
    "action_failed": (_ACTION, {"duration": _WHOLE}),
    "user_message_received": ({"message": _TEXT, "userUUID": _TEXT}, {}),
    "file_added": (
        {
            "fileId": _TEXT,
            "fileName": _TEXT,
            "mimeType": _TEXT,
            "fileSize": _WHOLE,
            "source": {"enum": ["upload", "download", "agent"]},
            "presignedUrl": _TEXT,
        },
        {},
    ),
    "script_variables_substituted": (
        {
            **_NODE,
            "scriptFileName": _TEXT,
            "placeholders": _TEXTS,
            "variables": _VALUES,
            "substituted": {"type": "boolean"},
        },
        {},
    ),
    "input_schema_resolved": (
        {**_NODE, "properties": _TEXTS, "resolved": _VALUES},
        {},
    ),
}

ACTIVITY: Final = _shape(
    {
        "id": _TEXT,
        "executionId": _TEXT,
        "timestamp": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"},
        "payload": {
            "oneOf": [
                _shape({"activityType": {"const": kind}, **required}, optional)
                for kind, (required, optional) in _PAYLOADS.items()
            ]
        },
    }
)
