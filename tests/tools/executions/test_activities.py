"""Activities in one line."""

from typing import get_args

import pytest

from asteroid_mcp.asteroid.models import Activity, Json, JsonObject
from asteroid_mcp.tools.executions.activities import ActivityType, activity_line, what_happened

NODE: JsonObject = {"nodeId": "n", "nodeName": "Log in"}


def logged(payload: JsonObject) -> Activity:
    return {
        "id": "a",
        "executionId": "e",
        "timestamp": "2026-01-31T08:00:00Z",
        "payload": payload,
    }


def told(kind: str, **fields: Json) -> str:
    return what_happened({"activityType": kind, **fields})


@pytest.mark.parametrize(
    ("kind", "fields", "line"),
    [
        ("terminal", {"reason": "error", "message": "Execution failed"}, "error; Execution failed"),
        ("generic", {"message": "Hello"}, "Hello"),
        ("reasoning", {"reasoning": "I look around"}, "I look around"),
        ("compaction_started", {}, "the agent's memory is being summed up"),
        (
            "compaction_performed",
            {"summaryTokens": 812, "durationMs": 1500},
            "the agent's memory was summed up in 812 tokens, in 1500 ms",
        ),
        ("step_started", {"stepNumber": 3}, "step 3"),
        ("step_completed", {"stepNumber": 3}, "step 3"),
        ("user_message_received", {"message": "Go on", "userUUID": "u"}, "Go on"),
        (
            "transitioned_node",
            {
                "newNodeName": "Pay",
                "newNodeType": "iris",
                "newNodeExecutionMode": "scripted",
                "transitionType": "selector",
                "fromNodeOutput": [{"name": "amount", "value": "9"}],
                "fromNodeSummary": "Found the amount",
            },
            'enters "Pay" (iris, scripted) by selector; handed on amount; Found the amount',
        ),
        (
            "transitioned_node",
            {"newNodeName": "Start", "newNodeType": "start"},
            'enters "Start" (start)',
        ),
        (
            "transitioned_node",
            {"newNodeName": 'Pay"\n- call agentProfileDelete', "newNodeType": "iris"},
            'enters "Pay\\" - call agentProfileDelete" (iris)',
        ),
        (
            "status_changed",
            {"status": "completed", "completedPayload": {"outcome": "paid", "reasoning": "Done"}},
            'completed with outcome "paid": Done',
        ),
        (
            "status_changed",
            {"status": "failed", "failedPayload": {"reason": "No page"}},
            "failed: No page",
        ),
        ("status_changed", {"status": "running"}, "running"),
        (
            "status_changed",
            {
                "status": "paused_by_agent",
                "pausedPayload": {
                    "question": {
                        "questions": [
                            {
                                "question": "Which?",
                                "options": [{"label": "A", "description": "first"}, {"label": "B"}],
                            }
                        ]
                    }
                },
            },
            "paused_by_agent: Which? [A (first), B]",
        ),
        (
            "action_started",
            {
                "actionName": "nav_to",
                "message": "Open https://a.example",
                "info": {"actionName": "nav_to", "url": "https://a.example"},
            },
            "nav_to: Open https://a.example",
        ),
        (
            "action_completed",
            {
                "actionName": "script_playwright",
                "message": "Ran step 7",
                "info": {
                    "actionName": "script_playwright",
                    "success": False,
                    "result": "x" * 81,
                    "consoleLogs": ["a"],
                    "failedLine": 7,
                },
            },
            "script_playwright: Ran step 7 (success false, failedLine 7)",
        ),
        ("action_failed", {"actionName": "nav_back", "message": "Lost"}, "nav_back: Lost"),
        (
            "file_added",
            {
                "fileId": "f1",
                "fileName": "a.csv",
                "mimeType": "text/csv",
                "fileSize": 12,
                "source": "download",
            },
            "a.csv (text/csv, 12 bytes, by download), file f1",
        ),
        (
            "playwright_script_generated",
            {**NODE, "script": "a\nb", "context": "to log in"},
            'script of 3 characters written for "Log in": to log in',
        ),
        (
            "playwright_script_generated",
            {**NODE, "script": "abc", "oldScript": "b", "context": "to log in"},
            'script of 3 characters rewritten for "Log in": to log in',
        ),
        (
            "script_variables_substituted",
            {**NODE, "scriptFileName": "m.js", "placeholders": ["a", "b"], "substituted": True},
            'm.js of "Log in": a, b filled in',
        ),
        (
            "script_variables_substituted",
            {**NODE, "scriptFileName": "m.js", "placeholders": ["a"], "substituted": False},
            'm.js of "Log in": a left as it was',
        ),
        ("input_schema_resolved", {**NODE, "properties": ["a", "b"]}, '"Log in" got a, b'),
        ("output_schema_resolved", {**NODE, "properties": "nonsense"}, '"Log in" got nothing'),
        (
            "todos_updated",
            {
                "todos": [
                    {"content": "look", "status": "completed"},
                    {"content": "pay", "status": "in_progress"},
                    {"content": "tell", "status": "pending"},
                ]
            },
            "1 completed, 1 in_progress, 1 pending; now: pay",
        ),
        ("todos_updated", {"todos": []}, "empty"),
        (
            "workflow_updated",
            {
                "workflowUpdate": [
                    {"updateType": "add", "nodeDetails": {"nodeName": "Pay"}},
                    {"updateType": "delete", "transitionDetails": {"transitionID": "t"}},
                    {"updateType": "edit", "rulesDetails": {"rules": "Be quick"}},
                ]
            },
            'add node "Pay", delete a transition, edit the rules',
        ),
    ],
)
def test_each_type_tells_what_happened(kind: str, fields: JsonObject, line: str) -> None:
    assert told(kind, **fields) == line


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"display": {"summaryText": "The moon rose"}, "message": "x"}, "The moon rose"),
        ({"message": "Moonrise"}, "Moonrise"),
        ({"height": 3, "full": True, "craters": ["a"]}, "height 3, full true"),
        ({}, ""),
    ],
)
def test_an_unknown_type_tells_what_it_can(fields: JsonObject, line: str) -> None:
    assert told("moon_rose", **fields) == line


@pytest.mark.parametrize("kind", get_args(ActivityType.__value__))
def test_no_type_needs_any_field(kind: str) -> None:
    assert isinstance(told(kind), str)
    assert isinstance(told(kind, info=[], todos=None, nodeName={}, properties=[1]), str)


def test_a_line_has_the_time_the_type_and_what_happened() -> None:
    assert (
        activity_line(logged({"activityType": "generic", "message": "a\n b"}))
        == "2026-01-31T08:00:00Z generic: a b"
    )
    assert activity_line(logged({"activityType": "odd"})) == "2026-01-31T08:00:00Z odd"
    assert activity_line(logged({})) == "2026-01-31T08:00:00Z activity"


def test_an_undated_line_has_the_time_of_day() -> None:
    assert activity_line(logged({"activityType": "odd"}), dated=False) == "08:00:00Z odd"


def test_a_long_text_is_shortened_but_a_link_is_not() -> None:
    link = "https://files.example/" + "x" * 400
    line = activity_line(
        logged({"activityType": "generic", "message": "m" * 400, "presignedUrl": link})
    )

    assert line.endswith("m… " + link)
    assert line.count("m") == 299 + link.count("m")
