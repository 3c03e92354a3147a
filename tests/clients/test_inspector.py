"""MCP Inspector's command line as a client: what it lists and calls, in both protocol eras."""

import json
from typing import TypedDict, cast

import pytest
from tests.clients.node import INSPECTOR, Node

ERAS = ["legacy", "modern"]

TOOL_NAMES = {
    "getContext",
    "listAvailableTools",
    "searchDocs",
    "agentList",
    "agentProfilesList",
    "agentProfilesCreate",
    "agentProfileGet",
    "agentProfileUpdate",
    "agentProfileDelete",
    "agentProfileClearBrowserCache",
    "agentExecutePost",
    "executionsList",
    "executionGet",
    "executionActivitiesGet",
    "executionContextFilesGet",
    "executionContextFilesUpload",
    "executionStatusUpdate",
    "executionUserMessagesAdd",
    "workflowsList",
    "workflowGet",
    "workflowCreate",
    "workflowPublish",
    "workflowExecute",
    "workflowSyncExecution",
    "tempFilesStage",
    "agentSharedFilesGet",
    "agentSharedFilesUpload",
    "agentSharedFilesUpdate",
    "agentSharedFilesDelete",
    "agentSharedFilesDeleteAll",
    "agentSharedFilesFreeze",
    "schemaValidate",
}
ANNOTATIONS = {"title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"}


class Declaration(TypedDict):
    name: str
    title: str
    description: str
    annotations: dict[str, bool | str]
    inputSchema: dict[str, object]
    outputSchema: dict[str, object]


class Text(TypedDict):
    text: str


class CallResult(TypedDict):
    content: list[Text]
    structuredContent: dict[str, object]
    isError: bool


class Named(TypedDict):
    id: str
    name: str


class Inspector:
    """Asks one server in one era; what the Inspector refuses or warns of fails the test."""

    def __init__(self, node: Node, endpoint: str, era: str) -> None:
        self._node = node
        self._target = ("--cli", endpoint, "--transport", "http", "--protocol-era", era)

    def list_tools(self) -> list[Declaration]:
        answer = self._ask("--strict", "--method", "tools/list")
        return cast("list[Declaration]", answer["tools"])

    def call(self, tool: str, arguments: dict[str, object]) -> CallResult:
        answer = self._ask(
            *("--method", "tools/call"),
            *("--tool-name", tool),
            *("--tool-args-json", json.dumps(arguments)),
        )
        return cast("CallResult", answer)

    def _ask(self, *options: str) -> dict[str, object]:
        asked = (*self._target, "--stored-auth-only", "--format", "json", *options)
        finished = self._node.run(INSPECTOR, *asked)
        assert (finished.code, finished.err) == (0, "")
        return cast("dict[str, object]", json.loads(finished.out)["result"])


@pytest.fixture(params=ERAS)
def inspector(request: pytest.FixtureRequest, node: Node, endpoint: str) -> Inspector:
    return Inspector(node, endpoint, request.param)


def organizations(inspector: Inspector) -> list[Named]:
    found = inspector.call("getContext", {})
    return cast("list[Named]", found["structuredContent"]["organizations"])


def test_the_32_tools_are_listed_whole_and_portable_to_every_client(inspector: Inspector) -> None:
    tools = inspector.list_tools()
    assert {tool["name"] for tool in tools} == TOOL_NAMES
    assert len(tools) == len(TOOL_NAMES) == 32
    for tool in tools:
        assert tool["title"]
        assert tool["description"]
        assert set(tool["annotations"]) >= ANNOTATIONS
        assert tool["inputSchema"]["type"] == tool["outputSchema"]["type"] == "object"


def test_get_context_names_the_demo_organizations(inspector: Inspector) -> None:
    answer = inspector.call("getContext", {})
    found = organizations(inspector)
    assert len(found) == 2
    assert str(answer["structuredContent"]["email"]) in answer["content"][0]["text"]
    assert all(each["id"] in answer["content"][0]["text"] for each in found)


def test_agent_list_names_an_organizations_agents(inspector: Inspector) -> None:
    chosen = organizations(inspector)[0]
    answer = inspector.call("agentList", {"organizationId": chosen["id"]})
    agents = cast("list[dict[str, str]]", answer["structuredContent"]["agents"])
    assert len(agents) >= 2
    assert all(agent["agentId"] in answer["content"][0]["text"] for agent in agents)


@pytest.mark.parametrize("closed", [True, False])
def test_schema_validate_takes_an_object_and_judges_it(inspector: Inspector, closed: bool) -> None:
    schema = {
        "type": "object",
        "properties": {"total": {"type": "number"}},
        "required": ["total"],
    }
    asked = schema | ({"additionalProperties": False} if closed else {})
    verdict = inspector.call("schemaValidate", {"schema": asked})["structuredContent"]
    assert verdict["valid"] is closed
    assert bool(verdict["errors"]) is not closed
