"""Builds what is sent, from our words to the wire's. What cannot be sent is refused here."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from asteroid_mcp.asteroid import vocabulary
from asteroid_mcp.asteroid.bodies import Upload
from asteroid_mcp.asteroid.errors import BadRequest, FieldProblem, NotOffered
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.route import Endpoint, Reply, Route

# Dots would climb to another path, and delete-all is a path of its own beside the files' ids.
_NO_IDS = {"", ".", "..", "delete-all"}
_MEDIA_TYPE = re.compile(r"[\x21-\x7e]+/[\x20-\x7e]+")
_ACCEPT = {
    Reply.JSON: "application/json, text/plain;q=0.9",
    Reply.TEXT: "text/plain, application/json;q=0.9",
    Reply.NOTHING: "application/json, text/plain;q=0.9",
}
_MAX_TARGET = 16_000

type FilePart = tuple[str, bytes, str]
"""A part of a multipart body: file name, content, media type."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request, ready to be sent: `target` is its path and query, percent-encoded."""

    route: Route
    target: str
    headers: Mapping[str, str]
    content: bytes | None = field(default=None, repr=False)
    files: tuple[tuple[str, FilePart], ...] = field(default=(), repr=False)


def call_of(
    route: Route,
    generation: Generation,
    *,
    path: Mapping[str, str],
    query: Mapping[str, object],
    body: Mapping[str, object] | None,
    files: Sequence[Upload],
) -> Call:
    """The request for `route`. Raises NotOffered for what this generation lacks, or BadRequest.

    In `query`, None is left out, a list repeats its key and a boolean becomes true or false.
    """
    endpoint = route.at(generation)
    _refuse_bad_ids(route, path)
    _refuse_bad_files(route, files)
    try:
        target = _target(route, endpoint, generation, path, query)
        content = None if body is None else _content(route, endpoint, generation, body)
        "".join(file.name for file in files).encode()
    except ValueError:
        problem = FieldProblem("arguments", "hold what cannot be sent in a URL or as JSON")
        raise BadRequest(route.operation, fields=(problem,)) from None
    headers = {"Accept": _ACCEPT[route.reply]}
    if content is not None:
        headers["Content-Type"] = "application/json"
    return Call(route, target, headers, content, _parts(route, files))


def _refuse_bad_ids(route: Route, path: Mapping[str, str]) -> None:
    wrong = [name for name, value in path.items() if value in _NO_IDS]
    if wrong:
        fields = tuple(FieldProblem(name, "must be an id") for name in wrong)
        raise BadRequest(route.operation, fields=fields)


def _refuse_bad_files(route: Route, files: Sequence[Upload]) -> None:
    if route.file_field and not files:
        wrong = "must hold at least one file"
    elif not all(file.name for file in files):
        wrong = "needs a name for each file"
    # Names are escaped on their way, media types are not: a line break would begin a header.
    elif not all(_MEDIA_TYPE.fullmatch(file.content_type) for file in files):
        wrong = "needs a content type, such as text/csv, for each file"
    else:
        return
    raise BadRequest(route.operation, fields=(FieldProblem("files", wrong),))


def _parts(route: Route, files: Sequence[Upload]) -> tuple[tuple[str, FilePart], ...]:
    field_name = route.file_field or ""
    return tuple((field_name, (file.name, file.content, file.content_type)) for file in files)


def _target(
    route: Route,
    endpoint: Endpoint,
    generation: Generation,
    path: Mapping[str, str],
    query: Mapping[str, object],
) -> str:
    values = vocabulary.path_values(generation, path)
    place = endpoint.path.format_map({name: quote(value, "") for name, value in values.items()})
    given = {name: value for name, value in query.items() if value is not None}
    wire = _translated(route, generation, given, endpoint.query)
    pairs = [(name, text) for name, value in wire.items() for text in _texts(value)]
    target = f"{place}?{urlencode(pairs, quote_via=quote)}" if pairs else place
    if len(target) > _MAX_TARGET:
        raise ValueError("The path and query are too long.")
    return target


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
    else:
        yield str(value)


def _content(
    route: Route, endpoint: Endpoint, generation: Generation, body: Mapping[str, object]
) -> bytes:
    wire = _translated(route, generation, body, endpoint.body)
    if isinstance(options := wire.get("executionOptions"), Mapping):
        wire["executionOptions"] = vocabulary.request_options(generation, options)
    return json.dumps(wire, allow_nan=False, ensure_ascii=False).encode()


def _translated(
    route: Route, generation: Generation, ours: Mapping[str, object], known: frozenset[str]
) -> dict[str, object]:
    names, unknown = vocabulary.request_names(generation, ours, known)
    if unknown:
        raise NotOffered(route.operation, parameters=unknown)
    return {names[name]: value for name, value in ours.items()}
