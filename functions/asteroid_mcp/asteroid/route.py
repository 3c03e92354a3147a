"""What an operation looks like on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from asteroid_mcp.asteroid.errors import NotOffered
from asteroid_mcp.asteroid.generation import Generation


class Reply(Enum):
    """What a successful answer holds."""

    JSON = "json"
    TEXT = "text"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A path, with {names} for its values, and the query keys and body fields known there."""

    path: str
    query: frozenset[str] = frozenset()
    body: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Route:
    """An operation. `alternative` says what else to do where a generation lacks it."""

    operation: str
    method: str
    endpoints: Mapping[Generation, Endpoint] = field(repr=False)
    reply: Reply = Reply.JSON
    file_field: str | None = None
    only_reads: bool = False
    alternative: str = ""

    @property
    def changes(self) -> bool:
        """Whether a call may leave something changed."""
        return self.method != "GET" and not self.only_reads

    def at(self, generation: Generation) -> Endpoint:
        """Where the operation lives in this generation. Raises NotOffered."""
        if (endpoint := self.endpoints.get(generation)) is None:
            raise NotOffered(self.operation, alternative=self.alternative)
        return endpoint
