"""What the properties of each type of node must hold."""

import re
from collections.abc import Iterator
from typing import Final

from .issues import (
    Field,
    Issues,
    a_count,
    a_list,
    an_object,
    any_text,
    error,
    field_issues,
    flag,
    one_of,
    part_issues,
    some_text,
)
from .json_values import Json, JsonObject, child, objects, text
from .structured_outputs import schema_problems

MAX_OUTCOME_LENGTH: Final = 30
MAX_SCRIPT_PATH_LENGTH: Final = 512
_SCRIPT_PATH: Final = re.compile(
    r"(?!/)(?!shared/)(?!.*\.\.(?:/|$))(?!.*//)[^/].*\.(?:js|ps1|sh)", re.DOTALL
)
_LLM_VAR: Final = (
    some_text("name"),
    one_of("type", "string", "number", "boolean"),
    any_text("description"),
)
_CAPABILITIES: Final = (flag("browser_use"), flag("computer_use"), flag("ask_user_question"))
_OWN_SCRIPT: Final = (any_text("script"), a_list("llm_vars"), flag("freeze_script"))


def _is_outcomes(value: Json) -> bool:
    if not isinstance(value, list) or not value:
        return False
    return all(isinstance(one, str) and 1 <= len(one) <= MAX_OUTCOME_LENGTH for one in value)


def _is_script_path(value: Json) -> bool:
    if not isinstance(value, str) or len(value) > MAX_SCRIPT_PATH_LENGTH:
        return False
    return _SCRIPT_PATH.fullmatch(value) is not None


def _are_texts(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


_SCRIPT_PATH_FIELD: Final = Field(
    "script_filepath",
    "a path inside the node's folder that ends in .js, .ps1 or .sh",
    _is_script_path,
    required=False,
)
_OUTCOMES: Final = Field(
    "outcomes",
    f"a list of at least one outcome of 1 to {MAX_OUTCOME_LENGTH} characters",
    _is_outcomes,
)

FIELDS: Final[dict[str, tuple[Field, ...]]] = {
    "start": (),
    "iris": (
        any_text("instructions"),
        some_text("model"),
        an_object("capabilities", required=False),
        Field("compression_strategies", "a list of strings", _are_texts, required=False),
        an_object("playwright_script_properties", required=False),
        an_object("input_schema", required=False),
        _SCRIPT_PATH_FIELD,
        one_of("script_failure_action", "fallback_to_ai", "cancel_execution", required=False),
        one_of("thinking_mode", "adaptive", "enabled", "disabled", required=False),
        one_of("thinking_effort", "low", "medium", "high", "max", required=False),
        a_count("thinking_budget_tokens", required=False),
    ),
    "playwright_script": (any_text("script"), a_list("llm_vars")),
    "api": (
        one_of("method", "GET", "POST", "PUT", "DELETE"),
        some_text("url"),
        an_object("body"),
        an_object("headers"),
    ),
    "url": (some_text("url"),),
    "output": (
        _OUTCOMES,
        flag("instructionsEnabled", required=False),
        any_text("instructions", required=False),
        an_object("schema", required=False),
        any_text("model", required=False),
    ),
}


def property_issues(node_type: str, properties: JsonObject, *path: str) -> Issues:
    """What is wrong with a node's properties; the node's type is one of `FIELDS`."""
    if text(properties, "type") != node_type:
        yield error(f'"type" must repeat the node\'s type, "{node_type}"', *path, "type")
    yield from field_issues(properties, FIELDS[node_type], *path)
    yield from _parts(properties, *path)
    if node_type == "output":
        yield from _output_schema(child(properties, "schema"), *path)


def _parts(properties: JsonObject, *path: str) -> Issues:
    yield from _variables(objects(properties, "llm_vars"), *path)
    yield from part_issues(properties, "capabilities", _CAPABILITIES, *path)
    key = "playwright_script_properties"
    yield from part_issues(properties, key, _OWN_SCRIPT, *path)
    yield from _variables(objects(child(properties, key), "llm_vars"), *path, key)


def _variables(variables: list[JsonObject], *path: str) -> Issues:
    for index, variable in enumerate(variables):
        yield from field_issues(variable, _LLM_VAR, *path, "llm_vars", str(index))


def _output_schema(schema: JsonObject, *path: str) -> Iterator[JsonObject]:
    """An empty schema stands for none."""
    for problem in schema_problems(schema) if schema else ():
        yield error(f"The result's schema breaks the rules: {problem}", *path, "schema")
