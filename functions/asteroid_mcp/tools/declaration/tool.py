"""A tool: one typed function and its declaration, plain data that knows nothing of MCP's SDK."""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Concatenate, NotRequired, TypedDict, cast, get_args, get_type_hints

from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.declaration.answer import Answer
from asteroid_mcp.tools.declaration.arguments import read_arguments
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.rules import Rule
from asteroid_mcp.tools.declaration.schema import Schema, object_schema

type Function = Callable[..., Awaitable[Answer[Mapping[str, object]]]]


class Toolset(StrEnum):
    """The sections of the product page."""

    CONTEXT = "Context and docs"
    AGENTS = "Agents and profiles"
    EXECUTIONS = "Executions"
    WORKFLOWS = "Workflows (agent versions)"
    FILES = "Files and validation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """MCP's four annotations of a tool (specification 2026-07-28, ToolAnnotations)."""

    read_only: bool
    destructive: bool
    idempotent: bool
    open_world: bool


READS = Effects(read_only=True, destructive=False, idempotent=True, open_world=False)
ADDS = Effects(read_only=False, destructive=False, idempotent=False, open_world=False)
CHANGES = Effects(read_only=False, destructive=True, idempotent=True, open_world=False)
STARTS = Effects(read_only=False, destructive=True, idempotent=False, open_world=True)
"""Starts or steers work on web pages, which can change anything out there."""


@dataclass(frozen=True)
class Tool:
    """A tool's declaration and its function."""

    name: str
    title: str
    description: str
    toolset: Toolset
    scope: Scope
    effects: Effects
    rules: tuple[Rule, ...]
    confirm_with: str
    """How to find out whether a call whose answer was lost took effect: a tool, and with what.

    Empty where that does not matter: it reads only, or to call it once more does no harm.
    """
    function: Function

    @cached_property
    def input_schema(self) -> Schema:
        """The JSON Schema of the arguments; unknown ones are refused at every level."""
        hints = get_type_hints(self.function, include_extras=True)
        names = {_camel_case(name): hints[name] for name in self._parameters}
        required = [
            _camel_case(name)
            for name, parameter in self._parameters.items()
            if parameter.default is parameter.empty
        ]
        schema = object_schema(names, required=required)
        _add_defaults(schema, self._parameters)
        return closed(schema)

    @cached_property
    def output_schema(self) -> Schema:
        """The JSON Schema of the structured content."""
        hints = get_type_hints(self.function, include_extras=True)
        data = get_args(hints["return"])[0]
        fields = get_type_hints(_Frame, include_extras=True) | get_type_hints(
            data, include_extras=True
        )
        return object_schema(fields, required=_Frame.__required_keys__ | data.__required_keys__)

    @property
    def parameters(self) -> dict[str, Schema]:
        """The schema of each argument, by its name."""
        return cast("dict[str, Schema]", self.input_schema["properties"])

    def takes_text(self, argument: str) -> bool:
        """Say whether the argument is a string."""
        return self.parameters.get(argument, {}).get("type") == "string"

    @cached_property
    def _parameters(self) -> dict[str, inspect.Parameter]:
        parameters = inspect.signature(self.function).parameters
        return {name: p for name, p in parameters.items() if p.kind is p.KEYWORD_ONLY}

    async def run(self, call: Call, arguments: Mapping[str, Json]) -> Answer[Mapping[str, object]]:
        """Check the arguments and run; raises BadArguments, Refusal or AsteroidError."""
        values = read_arguments(self.input_schema, arguments, self.rules)
        names = {_camel_case(name): name for name in self._parameters}
        return await self.function(call, **{names[key]: value for key, value in values.items()})


class _Frame(TypedDict):
    """What every answer has, undescribed, since the words would be sent with every tool."""

    summary: str
    nextSteps: NotRequired[list[str]]
    omitted: NotRequired[list[str]]


def tool[**P, Data: Mapping[str, object]](
    *,
    title: str,
    toolset: Toolset,
    scope: Scope,
    effects: Effects,
    rules: tuple[Rule, ...] = (),
    confirm_with: str = "",
) -> Callable[[Callable[Concatenate[Call, P], Awaitable[Answer[Data]]]], Tool]:
    """Declare a function as a tool, named as the function is, described by its docstring."""

    def declare(function: Callable[Concatenate[Call, P], Awaitable[Answer[Data]]]) -> Tool:
        return Tool(
            name=_camel_case(function.__name__),
            title=title,
            description=" ".join(inspect.cleandoc(function.__doc__ or "").split()),
            toolset=toolset,
            scope=scope,
            effects=effects,
            rules=rules,
            confirm_with=confirm_with,
            function=cast("Function", function),
        )

    return declare


def closed(schema: Schema) -> Schema:
    """Answer the schema with every object that lists its properties closed to others."""
    shut: Schema = {
        key: closed(value) if key == "items" and isinstance(value, dict) else value
        for key, value in schema.items()
    }
    if shut.get("type") == "object" and "properties" in shut:
        properties = cast("dict[str, Schema]", shut["properties"])
        shut["properties"] = {name: closed(inner) for name, inner in properties.items()}
        shut.setdefault("additionalProperties", False)
    return shut


def _add_defaults(schema: Schema, parameters: Mapping[str, inspect.Parameter]) -> None:
    properties = cast("dict[str, Schema]", schema["properties"])
    for name, parameter in parameters.items():
        if parameter.default is not parameter.empty and parameter.default is not None:
            properties[_camel_case(name)]["default"] = parameter.default


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
