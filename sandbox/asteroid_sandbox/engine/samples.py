"""Makes up a value that satisfies a schema, or finds that there is none."""

import math
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from . import patterns
from .conformance import bound, is_number, resolve, satisfies, types_of
from .formats import FORMATS, sample_of
from .json_values import Json, JsonObject, child, items, objects, text

MAX_VALUES: Final = 20_000
_FEW: Final = 2
_TRIES: Final = 1_000
_ROUND: Final = 100


class UnsatisfiableError(Exception):
    """No value of a reasonable size satisfies the schema at `path`."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Sampler:
    """Makes up one value for one schema; the same seed and known values make the same value.

    A recursive schema is followed until a reference comes back to itself; there another branch of
    an `anyOf`, or an empty array, must end it.
    """

    def __init__(self, root: JsonObject, seed: str, known: JsonObject) -> None:
        self._root = root
        self._seed = seed
        self._known = {_plain(name): value for name, value in known.items()}
        self._left = MAX_VALUES

    def sample(self) -> Json:
        """The value; raises UnsatisfiableError."""
        return self._any(self._root, "$", frozenset({"#"}))

    def _any(self, schema: JsonObject, path: str, trail: frozenset[str]) -> Json:
        self._left -= 1
        if self._left < 0:
            raise UnsatisfiableError(path)
        if "$ref" in schema:
            return self._referred(text(schema, "$ref"), path, trail)
        if "anyOf" in schema:
            return self._first(objects(schema, "anyOf"), path, trail)
        if "enum" in schema or "const" in schema:
            return self._listed(schema, path)
        kinds = sorted(types_of(schema), key="null".__eq__)
        if len(kinds) == 1:
            return self._one(schema, kinds[0], path, trail)
        return self._first([{**schema, "type": kind} for kind in kinds], path, trail)

    def _first(self, options: list[JsonObject], path: str, trail: frozenset[str]) -> Json:
        for option in options:
            try:
                return self._any(option, path, trail)
            except UnsatisfiableError:
                continue
        raise UnsatisfiableError(path)

    def _referred(self, reference: str, path: str, trail: frozenset[str]) -> Json:
        target = resolve(reference, self._root)
        if target is None or reference in trail:
            raise UnsatisfiableError(path)
        return self._any(target, path, trail | {reference})

    def _listed(self, schema: JsonObject, path: str) -> Json:
        listed = [schema["const"]] if "const" in schema else items(schema, "enum")
        fitting = [value for value in listed if satisfies(value, schema, self._root)]
        if not fitting:
            raise UnsatisfiableError(path)
        return fitting[self._number(path) % len(fitting)]

    def _one(self, schema: JsonObject, kind: str, path: str, trail: frozenset[str]) -> Json:
        match kind:
            case "object":
                return self._object(schema, path, trail)
            case "array":
                return self._array(schema, path, trail)
            case "string":
                return self._string(schema, path)
            case "boolean":
                return True
            case "null":
                return None
        return self._numeric(schema, path, whole=kind == "integer")

    def _object(self, schema: JsonObject, path: str, trail: frozenset[str]) -> Json:
        wanted = child(schema, "properties")
        return {
            name: self._property(name, child(wanted, name), f"{path}.{name}", trail)
            for name in wanted
        }

    def _property(self, name: str, schema: JsonObject, path: str, trail: frozenset[str]) -> Json:
        known = self._known.get(_plain(name))
        if known is not None and satisfies(known, schema, self._root):
            return known
        return self._any(schema, path, trail)

    def _array(self, schema: JsonObject, path: str, trail: frozenset[str]) -> Json:
        least = int(bound(schema, "minItems", 0))
        count = max(least, int(min(_FEW, bound(schema, "maxItems", _FEW))))
        if least > bound(schema, "maxItems", math.inf) or least > MAX_VALUES:
            raise UnsatisfiableError(path)
        each = child(schema, "items")
        try:
            return [self._any(each, f"{path}[{index}]", trail) for index in range(count)]
        except UnsatisfiableError:
            if least:
                raise
            return []

    def _string(self, schema: JsonObject, path: str) -> Json:
        form, pattern = text(schema, "format"), text(schema, "pattern")
        made = [sample_of(form, self._seed + path)] if form in FORMATS else []
        matching = patterns.sample(pattern) if pattern else self._words(path)
        return self._fitting([*made, *([matching] if matching else [])], schema, path)

    def _numeric(self, schema: JsonObject, path: str, *, whole: bool) -> Json:
        numbers = filter(is_number, _numbers(schema, self._number(path) % _ROUND + 1))
        candidates = (int(number) for number in numbers) if whole else numbers
        return self._fitting(candidates, schema, path)

    def _fitting(self, candidates: Iterable[Json], schema: JsonObject, path: str) -> Json:
        for candidate in candidates:
            if satisfies(candidate, schema, self._root):
                return candidate
        raise UnsatisfiableError(path)

    def _words(self, path: str) -> str:
        name = re.sub(r"\[\d+\]", "", path).rpartition(".")[2]
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]+", " ", name).lower()
        return f"{spaced} {self._number(path) % 9000 + 1000}"

    def _number(self, path: str) -> int:
        return int(sha256(f"{self._seed}{path}".encode()).hexdigest()[:8], 16)


def _numbers(schema: JsonObject, favourite: int) -> Iterator[int | float]:
    """Numbers worth trying: multiples of the step near a bound, then the bounds themselves."""
    step = bound(schema, "multipleOf", 1)
    low = max(bound(schema, "minimum", -math.inf), bound(schema, "exclusiveMinimum", -math.inf))
    high = min(bound(schema, "maximum", math.inf), bound(schema, "exclusiveMaximum", math.inf))
    direction = 1 if math.isfinite(low) else -1
    start = next((edge for edge in (low, high) if math.isfinite(edge)), 0)
    yield favourite * step
    if math.isfinite(start / step):
        first = math.ceil(start / step)
        yield from ((first + direction * count) * step for count in range(_TRIES))
    yield from (low, high, (low + high) / 2)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
