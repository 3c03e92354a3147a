"""A tool's answer made ready for a client: cleaned, bounded, structured and written as text."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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
from asteroid_mcp.tools.shared.pages import PageFields, continued, page_line


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

    def size(candidate: dict[str, Json]) -> int:
        text = render("", candidate, whole=answer.whole)
        return max(len(text), len(json.dumps(candidate, ensure_ascii=False)))

    frame = len(answer.summary) + sum(map(len, answer.next_steps)) + _NOTES_ROOM
    fitted = fit(data, size, budget - frame)
    return _written(answer, _leading_on(answer, data, fitted))


_NOTES_ROOM = 2_000
"""Characters kept free for the page line and the notes on what was cut."""


def _written(answer: Answer[Mapping[str, object]], fitted: Fitted) -> Result:
    summary = _summary(answer, fitted)
    next_steps = [_line(step) for step in answer.next_steps]
    omitted = [*fitted.omitted, *filter(None, [answer.narrower])] if fitted.omitted else []
    notes: dict[str, list[str]] = {"omitted": omitted, "nextSteps": next_steps}
    return Result(
        text=render(
            summary,
            _without_page_fields(answer, fitted.data),
            whole=answer.whole,
            omitted=omitted,
            next_steps=next_steps,
        ),
        structured={
            "summary": summary,
            **fitted.data,
            **{name: cast("list[Json]", lines) for name, lines in notes.items() if lines},
        },
    )


def _without_page_fields(
    answer: Answer[Mapping[str, object]], data: dict[str, Json]
) -> dict[str, Json]:
    """Leave out of the text what its page line says already."""
    if answer.paged is None:
        return data
    return {name: value for name, value in data.items() if name not in PageFields.__annotations__}


def _leading_on(
    answer: Answer[Mapping[str, object]], data: dict[str, Json], fitted: Fitted
) -> Fitted:
    """Let the next page begin where the rows end, if some of this page's were cut."""
    shown = _rows_shown(answer, data, fitted)
    if shown is None:
        return fitted
    return replace(fitted, data=cast("dict[str, Json]", continued(fitted.data, shown)))


def _rows_shown(
    answer: Answer[Mapping[str, object]], data: dict[str, Json], fitted: Fitted
) -> int | None:
    """Answer how many rows of a page are left, or None where none were cut."""
    if answer.paged is None:
        return None
    before, after = (
        len(cast("list[Json]", each[answer.paged.rows])) for each in (data, fitted.data)
    )
    return None if before == after else after


def _summary(answer: Answer[Mapping[str, object]], fitted: Fitted) -> str:
    if answer.paged is None:
        return _line(answer.summary)
    cut = "nextPageSize" in fitted.data
    shown = len(cast("list[Json]", fitted.data[answer.paged.rows])) if cut else None
    line = page_line(fitted.data, answer.paged.item, shown)
    return _line("; ".join(filter(None, [line, answer.summary])))


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
