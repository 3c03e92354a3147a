"""Structured content written as compact text, for clients that show the model only that."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from asteroid_mcp.asteroid.models import Json

_LINE = 120
_OTHER_VALUE = re.compile(r"true|false|null|none|-?[0-9][0-9.,eE+-]*|[\[{\"].*", re.DOTALL)


def render(
    summary: str,
    data: Mapping[str, Json],
    *,
    whole: Collection[str] = (),
    omitted: Sequence[str] = (),
    next_steps: Sequence[str] = (),
) -> str:
    """Write the answer: the summary, a line or more for every field, what was cut, what is next.

    Fields named in `whole` are written as JSON, letter by letter.
    """
    blocks = [
        summary,
        "\n".join(_fields(data, whole)),
        _listed("Cut to fit:", omitted),
        _listed("Next:", next_steps),
    ]
    return "\n\n".join(block for block in blocks if block)


def _listed(heading: str, lines: Sequence[str]) -> str:
    return "\n".join([heading, *(f"- {line}" for line in lines)]) if lines else ""


def _fields(data: Mapping[str, Json], whole: Collection[str] = ()) -> Iterator[str]:
    for name, value in data.items():
        if name in whole:
            yield f"{name}: {_json(value)}"
        else:
            yield from _field(name, value)


def _field(name: str, value: Json) -> Iterator[str]:
    match value:
        case dict() | list() if not value:
            yield f"{name}: {'none' if isinstance(value, list) else '{}'}"
        case dict():
            yield f"{name}:"
            yield from _indented(_fields(value))
        case list() if all(_is_short(item) for item in value) and len(_json(value)) <= _LINE:
            yield f"{name}: {_json(value)}"
        case list():
            yield f"{name}:"
            for item in value:
                yield from _item(item)
        case _:
            yield f"{name}: {_scalar(value)}"


def _item(item: Json) -> Iterator[str]:
    if isinstance(item, dict) and all(_is_short(value) for value in item.values()):
        yield "- " + " | ".join(f"{name}: {_scalar(value)}" for name, value in item.items())
    elif isinstance(item, dict) and item:
        first, *rest = _fields(item)
        yield f"- {first}"
        yield from _indented(rest)
    elif isinstance(item, list):
        yield f"- {_json(item)}"
    else:
        yield f"- {_scalar(item)}"


def _is_short(value: Json) -> bool:
    return not isinstance(value, dict | list) and "\n" not in str(value)


def _scalar(value: Json) -> str:
    if not isinstance(value, str) or _is_ambiguous(value):
        return _json(value)
    lines = value.splitlines() or [""]
    return lines[0] if len(lines) == 1 else "\n".join(["|", *_indented(lines)])


def _is_ambiguous(text: str) -> bool:
    """Say whether a text, left bare, could be taken for another value or for another field."""
    return (
        text != text.strip()
        or not text
        or " | " in text
        or _OTHER_VALUE.fullmatch(text) is not None
    )


def _indented(lines: Collection[str] | Iterator[str]) -> Iterator[str]:
    return (f"  {inner}" for line in lines for inner in line.split("\n"))


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
