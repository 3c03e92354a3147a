"""Which of the API's two sets of routes is spoken."""

from enum import StrEnum


class Generation(StrEnum):
    """CURRENT has /workflows and /profiles; LEGACY has /agents and all 32 tools' own routes."""

    CURRENT = "current"
    LEGACY = "legacy"
