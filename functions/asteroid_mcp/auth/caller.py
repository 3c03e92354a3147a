"""Who is calling and what they may do."""

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """A right that a caller holds; every tool asks for exactly one."""

    READ = "asteroid:read"
    """See agents, workflows, executions, profiles and files."""
    RUN = "asteroid:run"
    """Start and steer executions, and upload to them."""
    WRITE = "asteroid:write"
    """Change workflows, profiles and shared files."""
    DELETE = "asteroid:delete"
    """Delete profiles and shared files."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The person or program behind a request; `subject` is unique and never a secret."""

    subject: str
    scopes: frozenset[Scope]

    def may(self, scope: Scope) -> bool:
        """Say whether the caller holds `scope`."""
        return scope in self.scopes


LOCAL_CALLER = Caller(subject="local", scopes=frozenset(Scope))
"""Whoever sits at the machine that runs `make dev` or the command line: all rights."""
