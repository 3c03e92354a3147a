"""Reads a JSON body field by field and refuses it once, naming every field that is wrong."""

import json
from collections.abc import Collection
from typing import Self

from asteroid_sandbox.engine.json_values import Json, JsonObject
from asteroid_sandbox.problems import bad_request, invalid


class Fields:
    """A body's fields. A null counts as left out. Call `check` when all that matters was read."""

    def __init__(self, body: JsonObject, prefix: str = "") -> None:
        self._body = body
        self._prefix = prefix
        self._faults: dict[str, str] = {}

    @classmethod
    def of(cls, content: bytes) -> Self:
        """The fields of a request's body; an empty body has none."""
        return cls(read_object(content))

    def text(
        self, name: str, *, required: bool = False, least: int = 0, most: int | None = None
    ) -> str | None:
        """A string within bounds of length."""
        value = self._take(name, str, "a string", required=required)
        if value is not None and (len(value) < least or (most is not None and len(value) > most)):
            self.refuse(
                name, f"must be {least} to {most} characters long" if most else "is too short"
            )
            return None
        return value

    def flag(self, name: str) -> bool | None:
        """A boolean."""
        return self._take(name, bool, "a boolean")

    def whole(self, name: str, *, least: int, most: int | None = None) -> int | None:
        """An integer within bounds."""
        value = self._take(name, int, "an integer")
        if value is None or (value >= least and (most is None or value <= most)):
            return value
        self.refuse(name, f"must be at least {least}" + (f" and at most {most}" if most else ""))
        return None

    def number(self, name: str, *, most: float) -> float | None:
        """A number from 0 to `most`."""
        value = self._body.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= most:
            return float(value)
        if value is not None:
            self.refuse(name, f"must be a number from 0 to {most:g}")
        return None

    def choice(self, name: str, accepted: Collection[str], *, required: bool = False) -> str | None:
        """One of the accepted strings."""
        value = self._take(name, str, "a string", required=required)
        if value is not None and value not in accepted:
            self.refuse(name, f"must be one of {', '.join(accepted)}")
            return None
        return value

    def object(self, name: str, *, required: bool = False) -> JsonObject | None:
        """An object."""
        return self._take(name, dict, "an object", required=required)

    def objects(self, name: str, *, required: bool = False) -> list[JsonObject] | None:
        """An array of objects."""
        values: list[Json] | None = self._take(name, list, "an array", required=required)
        if values is None:
            return None
        found = [value for value in values if isinstance(value, dict)]
        if len(found) != len(values):
            self.refuse(name, "must hold objects only")
        return found

    def texts(self, name: str) -> list[str] | None:
        """An array of strings."""
        values: list[Json] | None = self._take(name, list, "an array")
        if values is None:
            return None
        found = [value for value in values if isinstance(value, str)]
        if len(found) != len(values):
            self.refuse(name, "must hold strings only")
        return found

    def mapping(self, name: str) -> dict[str, str] | None:
        """An object whose values are all strings."""
        values = self.object(name)
        if values is None:
            return None
        found = {key: value for key, value in values.items() if isinstance(value, str)}
        if len(found) != len(values):
            self.refuse(name, "must hold strings only")
        return found

    def refuse_null(self, name: str) -> None:
        """Note a field that is null where leaving it out means something else."""
        if name in self._body and self._body[name] is None:
            self.refuse(name, "must not be null")

    def exclude(self, name: str, other: str) -> None:
        """Refuse a body that sets two fields which must not come together."""
        if self._body.get(name) is not None and self._body.get(other) is not None:
            self.refuse(name, f"cannot be combined with {other}")

    def refuse(self, name: str, detail: str) -> None:
        """Note what is wrong with a field."""
        self._faults.setdefault(self._prefix + name, detail)

    def check(self) -> None:
        """Refuse the request when anything was wrong."""
        if self._faults:
            raise invalid(self._faults)

    def _take[Kind](
        self, name: str, kind: type[Kind], words: str, *, required: bool = False
    ) -> Kind | None:
        value = self._body.get(name)
        if value is None:
            if required:
                self.refuse(name, "is required")
            return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.refuse(name, f"must be {words}")
            return None
        return value


def read_object(content: bytes) -> JsonObject:
    """The JSON object in a body; an empty body reads as an empty object."""
    try:
        body: Json = json.loads(content, parse_constant=_refuse_constant) if content.strip() else {}
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise bad_request("The body is not valid JSON.") from None
    if not isinstance(body, dict):
        raise bad_request("The body must be a JSON object.")
    return body


def _refuse_constant(name: str) -> Json:
    """`NaN` and `Infinity` are Python's, not JSON's."""
    raise ValueError(f"{name} is not JSON")
