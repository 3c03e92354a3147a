"""An answer cut to its budget of characters: long texts first, then the tails of long lists."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.server.text import each_string
from asteroid_mcp.tools.declaration.answer import CUT_MARK

_TEXT_CAPS = (40_000, 16_000, 4_000, 1_000, 300)
_MOST_NOTES = 10


@dataclass(frozen=True, slots=True)
class Fitted:
    """Data within the budget, and what was left out, in words."""

    data: dict[str, Json]
    omitted: tuple[str, ...] = ()


def fit(data: dict[str, Json], size: Callable[[dict[str, Json]], int], budget: int) -> Fitted:
    """Cut `data` until `size` of it is within `budget`; what fits is answered untouched."""
    if size(data) <= budget:
        return Fitted(data)
    notes: list[str] = []
    for cap in _TEXT_CAPS:
        data, notes = _texts_cut(data, cap)
        if size(data) <= budget:
            return Fitted(data, tuple(notes))
    data, lists = _lists_cut(data, size, budget)
    return Fitted(data, tuple([*lists, *notes][:_MOST_NOTES]))


def _texts_cut(data: dict[str, Json], cap: int) -> tuple[dict[str, Json], list[str]]:
    def cut(text: str) -> str:
        if len(text) <= cap:
            return text
        kept, _, _ = text.partition(CUT_MARK)
        return f"{kept[:cap]}{CUT_MARK}text of {_length(text)} characters]"

    notes = [
        f"{path}: {count} text{'s' if count > 1 else ''} cut to {cap} characters"
        for path, count in _long_texts(data, cap).items()
    ]
    return {key: each_string(value, cut) for key, value in data.items()}, notes


def _length(text: str) -> int:
    """Answer the length a text had before it was cut for the first time."""
    _, mark, rest = text.rpartition(CUT_MARK)
    return int(rest.split()[2]) if mark else len(text)


def _long_texts(data: dict[str, Json], cap: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for path, value in _walk(data, ""):
        if isinstance(value, str) and len(value) > cap:
            counts[path] = counts.get(path, 0) + 1
    return counts


def _lists_cut(
    data: dict[str, Json], size: Callable[[dict[str, Json]], int], budget: int
) -> tuple[dict[str, Json], list[str]]:
    data = json.loads(json.dumps(data))
    totals: dict[str, tuple[list[Json], int]] = {}
    while (excess := size(data) - budget) > 0:
        path, longest = max(_lists(data), key=lambda found: _weight(found[1]), default=("", []))
        if not longest:
            break
        totals.setdefault(path, (longest, len(longest)))
        _drop_tail(longest, excess)
    return data, [
        f"{path}: the first {len(kept)} of {total}" for path, (kept, total) in totals.items()
    ]


def _drop_tail(items: list[Json], excess: int) -> None:
    saved = 0
    while items and saved < excess:
        saved += _weight(items.pop())


def _lists(data: Json) -> Iterator[tuple[str, list[Json]]]:
    return ((path, value) for path, value in _walk(data, "") if isinstance(value, list) and value)


def _walk(value: Json, path: str) -> Iterator[tuple[str, Json]]:
    yield path, value
    match value:
        case list():
            for item in value:
                yield from _walk(item, f"{path}[]")
        case dict():
            for key, item in value.items():
                yield from _walk(item, f"{path}.{key}" if path else key)


def _weight(value: Json) -> int:
    return len(json.dumps(value, ensure_ascii=False))
