"""Which arguments go together and which do not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class Rule(Protocol):
    """A rule over the arguments that were given."""

    def problem(self, given: Mapping[str, object]) -> str | None:
        """Say what is wrong with this combination, or answer None."""


@dataclass(frozen=True, slots=True)
class Exclusive:
    """At most one of these may be given; a flag that is false counts as not given."""

    names: tuple[str, ...]

    def problem(self, given: Mapping[str, object]) -> str | None:
        """Name the arguments that exclude each other."""
        both = [name for name in self.names if given.get(name, False) is not False]
        return None if len(both) < 2 else f"{_and(both)} exclude each other; give only one of them"


@dataclass(frozen=True, slots=True)
class Together:
    """Where one of these is given, all are."""

    names: tuple[str, ...]

    def problem(self, given: Mapping[str, object]) -> str | None:
        """Name the arguments that are missing beside the given ones."""
        present = [name for name in self.names if name in given]
        missing = [name for name in self.names if name not in given]
        if not present or not missing:
            return None
        return f"{_and(present)} works only together with {_and(missing)}"


def exclusive(*names: str) -> Rule:
    """Allow at most one of these arguments."""
    return Exclusive(names)


def together(*names: str) -> Rule:
    """Allow these arguments only together."""
    return Together(names)


def _and(names: list[str]) -> str:
    return " and ".join(names)
