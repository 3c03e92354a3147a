"""Tells whether a version's body is sound enough to be run."""

import re
from typing import Final

from .conformance import satisfies, written
from .graph_rules import graph_issues
from .issues import (
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
from .json_values import JsonObject, child, objects, text

_BODY: Final = (any_text("rules"), an_object("graph"), an_object("settings"))
_SETTINGS: Final = (
    a_count("viewport_width"),
    a_count("viewport_height"),
    a_count("max_timeout_mins"),
)
_ENVIRONMENT: Final = (one_of("type", "browser", "os"), an_object("config"))
_INPUT: Final = (
    some_text("name"),
    an_object("schema"),
    flag("required"),
    any_text("description", required=False),
)
_INPUT_NAME: Final = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")


def validate_version(body: JsonObject) -> list[JsonObject]:
    """Issues `{severity: error|warning, message, path: [str]}` of a version's create body.

    Errors keep it from running; warnings advise. `path` names nodes by their name where they have
    one, e.g. `["nodes", "Log in", "model"]`.
    """
    return [
        *field_issues(body, _BODY),
        *part_issues(body, "settings", _SETTINGS),
        *_environment_issues(body),
        *_input_issues(body),
        *(graph_issues(child(body, "graph")) if isinstance(body.get("graph"), dict) else ()),
    ]


def _environment_issues(body: JsonObject) -> Issues:
    template = body.get("environmentTemplate")
    if template is not None:
        yield from field_issues(body, (an_object("environmentTemplate"),))
        yield from part_issues(body, "environmentTemplate", _ENVIRONMENT)


def _input_issues(body: JsonObject) -> Issues:
    if body.get("inputs") is not None:
        yield from field_issues(body, (a_list("inputs"),))
    seen: set[str] = set()
    for index, declared in enumerate(objects(body, "inputs")):
        name = text(declared, "name")
        path = ("inputs", name or str(index))
        yield from field_issues(declared, _INPUT, *path)
        yield from _name_issues(name, seen, *path)
        yield from _default_issues(declared, *path)
        seen.add(name)


def _name_issues(name: str, seen: set[str], *path: str) -> Issues:
    if name and not _INPUT_NAME.fullmatch(name):
        message = "An input's name holds letters, digits and underscores, no digit first"
        yield error(message, *path, "name")
    if name and name in seen:
        yield error(f'Two inputs are named "{name}"', *path, "name")


def _default_issues(declared: JsonObject, *path: str) -> Issues:
    default, schema = declared.get("defaultValue"), child(declared, "schema")
    if default is None or '"$ref"' in written(schema):
        return
    if not satisfies(default, schema, schema):
        yield error("The default value does not fit the input's schema", *path, "defaultValue")
