"""`{{.name}}` placeholders in instructions, URLs, bodies and scripts.

Plain placeholders are filled in. Go's control actions (`{{if .name}}`, `{{range .list}}`) are read
for the names they use and otherwise left as they stand: the sandbox runs no template language.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from .json_values import Json, JsonObject, child, objects, text

_ACTION: Final = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_FIELD: Final = re.compile(r"(?:^|(?<=[\s(]))\.([A-Za-z_]\w*)", re.ASCII)
_PLACEHOLDER: Final = re.compile(r"\{\{-?\s*\.([A-Za-z_]\w*)\s*-?\}\}", re.ASCII)


def names_used(value: Json) -> list[str]:
    """The input names that a text, or any text inside an object or array, refers to, in order."""
    found: dict[str, None] = {}
    for line in texts_in(value):
        for action in _ACTION.findall(line):
            found.update(dict.fromkeys(_FIELD.findall(action.strip("- "))))
    return list(found)


def substitute(template: str, values: Mapping[str, Json]) -> str:
    """The text with each plain placeholder replaced; a name without a value becomes empty."""
    return _PLACEHOLDER.sub(lambda found: rendered(values.get(found[1])), template)


def rendered(value: Json) -> str:
    """A value as it reads inside a text: strings as they are, nothing for null, else JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)


def effective_inputs(version: JsonObject) -> list[JsonObject]:
    """A version's declared inputs, then the names its graph uses undeclared, as optional strings.

    The shape is that of `inputs` in `GET .../versions/{versionId}`.
    """
    declared = objects(version, "inputs")
    known = {text(declaration, "name") for declaration in declared}
    undeclared: list[JsonObject] = [
        {"name": name, "schema": {"type": "string"}, "required": False}
        for name in names_used(child(version, "graph").get("nodes"))
        if name not in known
    ]
    return declared + undeclared


def texts_in(value: Json) -> Iterator[str]:
    """Every string inside a JSON value, keys left out, in document order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)
