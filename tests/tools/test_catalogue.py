"""Every tool is whole: named as the product page does, described, bounded, tested, documented."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.catalogue import TOOLS
from asteroid_mcp.tools.declaration.schema import Schema
from asteroid_mcp.tools.declaration.tool import Tool, Toolset

_ROOT = Path(__file__).parents[2]
_PRODUCT_PAGE = {
    Toolset.CONTEXT: "getContext listAvailableTools searchDocs",
    Toolset.AGENTS: "agentList agentProfilesList agentProfilesCreate agentProfileGet "
    "agentProfileUpdate agentProfileDelete agentProfileClearBrowserCache",
    Toolset.EXECUTIONS: "agentExecutePost executionsList executionGet executionActivitiesGet "
    "executionContextFilesGet executionContextFilesUpload executionStatusUpdate "
    "executionUserMessagesAdd",
    Toolset.WORKFLOWS: "workflowsList workflowGet workflowCreate workflowPublish workflowExecute "
    "workflowSyncExecution",
    Toolset.FILES: "tempFilesStage agentSharedFilesGet agentSharedFilesUpload "
    "agentSharedFilesUpdate agentSharedFilesDelete agentSharedFilesDeleteAll "
    "agentSharedFilesFreeze schemaValidate",
}
_MOST_TOKENS, _CHARACTERS_A_TOKEN = 12_000, 4

every_tool = pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)


def _schemas(schema: Schema, where: str = "") -> Iterator[tuple[str, Schema]]:
    yield where, schema
    properties = schema.get("properties")
    for name, inner in properties.items() if isinstance(properties, dict) else ():
        assert isinstance(inner, dict)
        yield from _schemas(inner, f"{where}.{name}")
    if isinstance(items := schema.get("items"), dict):
        yield from _schemas(items, f"{where}[]")


def test_the_tools_are_those_of_the_product_page_in_its_order() -> None:
    page = [(name, toolset) for toolset, names in _PRODUCT_PAGE.items() for name in names.split()]
    assert [(tool.name, tool.toolset) for tool in TOOLS] == page
    assert len(page) == 32


@every_tool
def test_a_tool_has_a_title_and_says_when_to_use_it(tool: Tool) -> None:
    assert 3 <= len(tool.title) <= 60
    assert tool.description.endswith(".")
    assert 40 <= len(tool.description) <= 1_000


@every_tool
def test_a_tools_effects_agree_with_each_other_and_with_its_scope(tool: Tool) -> None:
    assert tool.effects.read_only == (tool.scope is Scope.READ)
    if tool.effects.read_only:
        assert not tool.effects.destructive
        assert tool.effects.idempotent


@every_tool
def test_a_tool_that_must_not_be_called_twice_says_how_to_find_out_what_it_did(tool: Tool) -> None:
    harmless = tool.effects.idempotent or tool.name == "tempFilesStage"
    assert tool.confirm_with or harmless


@every_tool
def test_a_tools_schemas_are_valid_and_closed_to_unknown_arguments(tool: Tool) -> None:
    for schema in (tool.input_schema, tool.output_schema):
        Draft202012Validator.check_schema(schema)
    for where, schema in _schemas(tool.input_schema):
        if "properties" in schema:
            assert schema.get("additionalProperties") is False, where
        assert "anyOf" not in schema, where


@every_tool
def test_every_parameter_is_described_and_bounded(tool: Tool) -> None:
    properties = tool.input_schema["properties"]
    assert isinstance(properties, dict)
    for name, schema in properties.items():
        assert isinstance(schema, dict)
        assert schema.get("description") or schema.get("enum"), name
    for where, schema in _schemas(tool.input_schema):
        match schema.get("type"):
            case "string":
                bounds = {"enum", "format", "maxLength", "pattern"}
                assert bounds & set(schema), f"{where} has no bound"
            case "integer" | "number":
                assert {"minimum"} <= set(schema), f"{where} has no bound"
            case "array":
                assert "maxItems" in schema, f"{where} has no bound"


@every_tool
def test_an_examples_and_a_default_keep_to_their_schema(tool: Tool) -> None:
    for where, schema in _schemas(tool.input_schema):
        examples = schema.get("examples", [])
        assert isinstance(examples, list)
        values = [*examples, *([schema["default"]] if "default" in schema else [])]
        for value in values:
            assert Draft202012Validator(schema).is_valid(value), where


@every_tool
def test_a_tool_is_tested(tool: Tool) -> None:
    tests = "".join(path.read_text("utf-8") for path in (_ROOT / "tests/tools").rglob("test_*.py"))
    assert f'"{tool.name}"' in tests


@every_tool
def test_a_tool_has_its_row_in_the_readme_and_its_section_in_the_docs(tool: Tool) -> None:
    assert f"| `{tool.name}` |" in (_ROOT / "README.md").read_text("utf-8")
    assert f"\n### {tool.name}\n" in (_ROOT / "docs/tools.md").read_text("utf-8")


def test_what_a_client_is_sent_to_know_all_tools_keeps_to_its_budget() -> None:
    characters = sum(
        len(json.dumps([tool.name, tool.title, tool.description, tool.input_schema]))
        for tool in TOOLS
    )
    assert characters / _CHARACTERS_A_TOKEN < _MOST_TOKENS
