"""What publishing a version changes for callers: its inputs and its outputs, told in words."""

from collections.abc import Callable, Iterable, Iterator

from .conformance import written
from .json_values import JsonObject, child, objects, strings, text
from .templates import effective_inputs

type _Differences = Iterator[tuple[str, str]]
type _Compare = Callable[[JsonObject, JsonObject], _Differences]


def schema_changes(previous: JsonObject | None, new: JsonObject) -> list[JsonObject]:
    """Compare two versions' inputs and output nodes.

    Each change is `{target: input|output, kind: removed|changed|nowRequired|added, name, message}`
    (`POST .../publish`); nothing on a first publish. Versions are bodies with `graph` and `inputs`.
    An output that is now required is a property that was optional in the result before.
    """
    if previous is None:
        return []
    return [
        *_compared("input", _inputs(previous), _inputs(new), _input_differences),
        *_compared("output", _outputs(previous), _outputs(new), _output_differences),
    ]


def _inputs(version: JsonObject) -> dict[str, JsonObject]:
    return {text(declared, "name"): declared for declared in effective_inputs(version)}


def _outputs(version: JsonObject) -> dict[str, JsonObject]:
    nodes = objects(child(version, "graph"), "nodes")
    outputs = (node for node in nodes if text(node, "type") == "output")
    return {text(node, "name"): child(node, "properties") for node in outputs}


def _compared(
    target: str, before: dict[str, JsonObject], after: dict[str, JsonObject], compare: _Compare
) -> Iterator[JsonObject]:
    for name, old in before.items():
        found = compare(old, after[name]) if name in after else [("removed", "was removed")]
        for kind, words in found:
            yield _change(target, kind, name, words)
    for name, new in after.items():
        if name not in before:
            needed = " and is required" if new.get("required") is True else ""
            yield _change(target, "added", name, f"was added{needed}")


def _change(target: str, kind: str, name: str, words: str) -> JsonObject:
    message = f'{target.capitalize()} "{name}" {words}'
    return {"target": target, "kind": kind, "name": name, "message": message}


def _input_differences(before: JsonObject, after: JsonObject) -> _Differences:
    old, new = written(before.get("schema")), written(after.get("schema"))
    if old != new:
        yield "changed", f"takes {new} where it took {old}"
    if after.get("required") is True and before.get("required") is not True:
        yield "nowRequired", "is now required"


def _output_differences(before: JsonObject, after: JsonObject) -> _Differences:
    old, new = child(before, "schema"), child(after, "schema")
    told = [
        *_listed("outcome", strings(before, "outcomes"), strings(after, "outcomes")),
        *_listed("property", child(old, "properties"), child(new, "properties")),
        *_redefined(child(old, "properties"), child(new, "properties")),
    ]
    newly = [name for name in strings(new, "required") if name not in strings(old, "required")]
    demanded = [name for name in newly if name in child(old, "properties")]
    if told:
        yield "changed", f"changed: {'; '.join(told)}"
    if demanded:
        yield "nowRequired", f"now always gives {', '.join(demanded)}"
    if not told and not demanded and written(old) != written(new):
        yield "changed", "changed in the details of its schema"


def _listed(what: str, before: Iterable[str], after: Iterable[str]) -> Iterator[str]:
    old, new = list(before), list(after)
    yield from (f'{what} "{name}" was removed' for name in old if name not in new)
    yield from (f'{what} "{name}" was added' for name in new if name not in old)


def _redefined(before: JsonObject, after: JsonObject) -> Iterator[str]:
    for name in before:
        if name in after and written(before[name]) != written(after[name]):
            yield f'property "{name}" is defined differently'
