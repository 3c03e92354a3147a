"""Reads a request's query parameters and refuses it once, naming every one that is wrong."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from starlette.datastructures import QueryParams

from asteroid_sandbox import moments
from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.problems import invalid

LARGEST_PAGE: Final = 100
_INTEGER: Final = re.compile(r"-?\d{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted; pages count from 1."""

    number: int
    size: int

    def of[Item](
        self, everything: Sequence[Item], told: Callable[[Item], JsonObject]
    ) -> JsonObject:
        """The API's page: the items on it as `told` tells them, and how many there are in all."""
        first = (self.number - 1) * self.size
        return {
            "items": [told(item) for item in everything[first : first + self.size]],
            "page": self.number,
            "pageSize": self.size,
            "total": len(everything),
        }


class Query:
    """A request's query. Call `check` when all that matters was read."""

    def __init__(self, parameters: QueryParams) -> None:
        self._parameters = parameters
        self._faults: dict[str, str] = {}

    def text(self, name: str) -> str | None:
        """One value; an empty one counts as left out."""
        return self._parameters.get(name) or None

    def texts(self, name: str) -> list[str]:
        """The values of a parameter that may be repeated."""
        return [value for value in self._parameters.getlist(name) if value]

    def choice(self, name: str, accepted: Collection[str]) -> str | None:
        """One of the accepted values."""
        return next(iter(self.choices(name, accepted)), None)

    def choices(self, name: str, accepted: Collection[str]) -> list[str]:
        """Accepted values of a parameter that may be repeated."""
        values = self.texts(name)
        for value in values:
            if value not in accepted:
                self.refuse(name, f"must be one of {', '.join(accepted)}")
        return [value for value in values if value in accepted]

    def whole(self, name: str, *, least: int, most: int | None = None) -> int | None:
        """An integer within bounds."""
        text = self.text(name)
        if text is None:
            return None
        if not _INTEGER.fullmatch(text):
            self.refuse(name, "must be an integer")
            return None
        value = int(text)
        if value < least or (most is not None and value > most):
            self.refuse(name, f"must be {least} to {most}" if most else f"must be at least {least}")
        return value

    def flag(self, name: str) -> bool | None:
        """`true` or `false`."""
        return {"true": True, "false": False, None: None}[self.choice(name, ("true", "false"))]

    def moment(self, name: str) -> datetime | None:
        """A date and time."""
        text = self.text(name)
        moment = moments.read(text) if text else None
        if text and moment is None:
            self.refuse(name, "must be a date and time, e.g. 2026-01-02T03:04:05Z")
        return moment

    def page(self) -> Page:
        """`page` and `pageSize`, 1 and 10 where they are left out."""
        number = self.whole("page", least=1) or 1
        size = self.whole("pageSize", least=1, most=LARGEST_PAGE) or 10
        return Page(number, size)

    def exclude(self, name: str, *others: str) -> None:
        """Refuse parameters that must not come together."""
        for other in others:
            if self.text(name) and self.text(other):
                self.refuse(name, f"cannot be combined with {other}")

    def pair(self, name: str, other: str) -> None:
        """Refuse one of two parameters that only make sense together."""
        for one, missing in ((name, other), (other, name)):
            if self.text(one) and not self.text(missing):
                self.refuse(one, f"must be used together with {missing}")

    def refuse(self, name: str, detail: str) -> None:
        """Note what is wrong with a parameter."""
        self._faults.setdefault(name, detail)

    def check(self) -> None:
        """Refuse the request when anything was wrong."""
        if self._faults:
            raise invalid(self._faults)
