"""A tool's answer made ready for a client: cleaned, bounded, structured and written as text."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.server.budget import Fitted, fit
from asteroid_mcp.server.rendering import render
from asteroid_mcp.server.text import (
    each_string,
    encodable,
    visible,
    without_nulls,
    without_signatures,
)
from asteroid_mcp.tools.declaration.answer import Answer


@dataclass(frozen=True, slots=True)
class Result:
    """What a client gets: text, structured content (none on an error), and whether it failed."""

    text: str
    structured: dict[str, Json] | None
    is_error: bool = False


def finished(answer: Answer[Mapping[str, object]], budget: int) -> Result:
    """Finish an answer; its text and its structured content each hold all of it.

    `budget` bounds each of the two, in characters.
    """
    data = {name: _clean(answer, name, value) for name, value in _present(answer.data).items()}

    def write(fitted: Fitted) -> str:
        omitted = (*fitted.omitted, answer.narrower) if fitted.omitted else ()
        return render(
            _line(answer.summary),
            fitted.data,
            whole=answer.whole,
            omitted=tuple(filter(None, omitted)),
            next_steps=tuple(map(_line, answer.next_steps)),
        )

    def size(candidate: dict[str, Json]) -> int:
        return max(len(write(Fitted(candidate))), len(json.dumps(candidate, ensure_ascii=False)))

    frame = len(render(answer.summary, {}, next_steps=answer.next_steps)) + _NOTES_ROOM
    fitted = fit(data, size, budget - frame)
    return Result(text=write(fitted), structured=_structured(answer, fitted))


_NOTES_ROOM = 1_500
"""Characters kept free for the notes on what was cut."""


def _structured(answer: Answer[Mapping[str, object]], fitted: Fitted) -> dict[str, Json]:
    structured: dict[str, Json] = {"summary": _line(answer.summary), **fitted.data}
    if fitted.omitted:
        structured["omitted"] = [*fitted.omitted, *filter(None, [answer.narrower])]
    if answer.next_steps:
        structured["nextSteps"] = [_line(step) for step in answer.next_steps]
    return structured


def _line(text: str) -> str:
    """Answer words that quote names of others as one line without anything hidden in it."""
    return " ".join(without_signatures(visible(text)).split())


def _present(data: Mapping[str, object]) -> dict[str, Json]:
    return {
        name: value for name, value in cast("Mapping[str, Json]", data).items() if value is not None
    }


def _clean(answer: Answer[Mapping[str, object]], name: str, value: Json) -> Json:
    if name in answer.whole:
        return each_string(value, encodable)
    hide: Callable[[str], str] = str if answer.signed_urls else without_signatures
    return each_string(without_nulls(value), lambda text: hide(visible(text)))
