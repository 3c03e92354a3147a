"""Strings on their way to a model: nothing invisible, nothing secret."""

import re
from collections.abc import Callable

from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.tools.declaration.answer import HIDDEN_MARK

_INVISIBLE = dict.fromkeys(
    [
        *(code for code in range(0x20) if chr(code) not in "\n\t"),
        *range(0x7F, 0xA0),
        *(0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
        *range(0xE0000, 0xE0080),
    ]
)
_URL_WITH_QUERY = re.compile(r"(https?://[^\s\"'<>?]+)\?([^\s\"'<>]+)")
_SIGNED = re.compile(
    r"(?i)(^|[&;])(x-amz-[a-z-]+|x-goog-[a-z-]+|signature|sig|se|token|access_token|auth|key|jwt|"
    r"api_?key|session(_?id)?|secret|password|key-pair-id|policy)="
)


def visible(text: str) -> str:
    """Drop control, BiDi and zero-width characters, tags and lone surrogates."""
    return text.translate(_INVISIBLE)


def without_signatures(text: str) -> str:
    """Hide the query of every URL that carries a signature or a token in it."""
    return _URL_WITH_QUERY.sub(_hide_signed_query, text)


def _hide_signed_query(match: re.Match[str]) -> str:
    return f"{match[1]}?{HIDDEN_MARK}" if _SIGNED.search(match[2]) else match[0]


def encodable(text: str) -> str:
    """Drop lone surrogates, which no JSON document can carry in UTF-8."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def each_string(value: Json, change: Callable[[str], str]) -> Json:
    """Answer the value with `change` applied to every string in it, keys too."""
    match value:
        case str():
            return change(value)
        case list():
            return [each_string(item, change) for item in value]
        case dict():
            return {change(key): each_string(item, change) for key, item in value.items()}
    return value


def without_nulls(value: Json) -> Json:
    """Answer the value without the members that are null."""
    match value:
        case list():
            return [without_nulls(item) for item in value]
        case dict():
            return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return value
