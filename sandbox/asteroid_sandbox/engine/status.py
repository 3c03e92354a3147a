"""The status machine of an execution.

    queued -> starting -> running <-> paused
                             |  <--> paused_by_agent        (asked the user something)
                             |  <--> awaiting_confirmation
                             +-----> completed | failed | cancelled

Every status that is not terminal can be cancelled.
"""

from typing import Final

from .plan import CommandKind

PHASES: Final[dict[str, tuple[str, ...]]] = {
    "pending": ("queued",),
    "active": ("starting", "running", "awaiting_confirmation", "paused", "paused_by_agent"),
    "terminal": ("completed", "cancelled", "failed"),
}

_NEXT: Final[dict[str, tuple[str, ...]]] = {
    "queued": ("starting", "cancelled"),
    "starting": ("running", "failed", "cancelled", "completed"),
    "running": (
        "paused",
        "paused_by_agent",
        "awaiting_confirmation",
        "completed",
        "failed",
        "cancelled",
    ),
    "paused": ("running", "cancelled"),
    "paused_by_agent": ("running", "cancelled"),
    "awaiting_confirmation": ("running", "completed", "failed", "cancelled"),
}


def may_change(current: str, wanted: str) -> bool:
    """Whether an execution may go from one status straight to the other."""
    return wanted in _NEXT.get(current, ())


def accepts(status: str, command: CommandKind) -> bool:
    """Whether a caller's command means something to an execution in this status.

    Narrower than `may_change`: a starting execution becomes running, but nobody can resume it.
    """
    if command == "message":
        return phase_of(status) == "active"
    if command == "resume":
        return status in ("paused", "paused_by_agent", "awaiting_confirmation")
    return may_change(status, "paused" if command == "pause" else "cancelled")


def phase_of(status: str) -> str:
    """The lifecycle phase of a status: pending, active or terminal; empty for an unknown status."""
    return next((phase for phase, statuses in PHASES.items() if status in statuses), "")
