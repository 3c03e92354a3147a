"""Parameters that say which executions to list."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from asteroid_mcp.tools.declaration.arguments import BadArguments, Problem
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.shared.moments import moment_of

_MINUTES = {"w": 7 * 24 * 60, "d": 24 * 60, "h": 60, "m": 1}
_TEN_YEARS = 10 * 365 * _MINUTES["d"]

type ExecutionStatus = Literal[
    "queued",
    "starting",
    "running",
    "paused",
    "paused_by_agent",
    "awaiting_confirmation",
    "completed",
    "failed",
    "cancelled",
]
type Statuses = Annotated[
    list[ExecutionStatus], About(description="In one of these.", example=["failed"], max_items=9)
]
type Phases = Annotated[
    list[Literal["pending", "active", "terminal"]],
    About(
        description="In one of these phases: pending is queued, terminal is completed, failed or "
        "cancelled, active is the rest (not on the legacy API).",
        max_items=3,
    ),
]
type CreatedWithin = Annotated[
    str,
    About(
        description="Created in the last weeks (w), days (d), hours (h), minutes (m), longest "
        "first, at most 10 years (not on the legacy API).",
        example="1d12h",
        pattern=r"^(?=\d)(\d+w)?(\d+d)?(\d+h)?(\d+m)?$",
        max_length=20,
    ),
]
type CreatedAfter = Annotated[
    str,
    About(description="Created after this.", format="date-time", example="2026-01-31T08:00:00Z"),
]
type CreatedBefore = Annotated[str, About(description="Created before this.", format="date-time")]
type MetadataKey = Annotated[
    str, About(description="A metadata key, with metadataValue.", min_length=1, max_length=255)
]
type MetadataValue = Annotated[str, About(description="Its value.", max_length=1_000)]
type InputsKey = Annotated[
    str, About(description="An input's name, with inputsValue.", min_length=1, max_length=255)
]
type InputsValue = Annotated[
    str, About(description="Part of its value, in any case.", max_length=1_000)
]
type HasScriptFailures = Annotated[
    bool, About(description="Whether a script failed during it, true or false.")
]
type SortField = Annotated[
    Literal["created_at", "started_at", "status"], About(description="What to sort by.")
]
type MetadataPairs = Annotated[
    list[
        Annotated[
            str,
            About(pattern="^[^=]+=", example="ticket=OPS-17", min_length=2, max_length=1_300),
        ]
    ],
    About(
        description="Metadata as key=value; every pair must match (not on the legacy API).",
        example=["ticket=OPS-17"],
        max_items=20,
    ),
]
type ProfileIds = Annotated[
    list[Annotated[str, About(format="uuid")]],
    About(description="Ran with one of these profiles, from agentProfilesList.", max_items=50),
]
type HumanLabels = Annotated[
    list[Annotated[str, About(format="uuid")]],
    About(description="Has one of these labels that people put on it; label IDs.", max_items=50),
]
type TriggerSources = Annotated[
    list[Literal["api", "ui", "schedule", "warmup"]],
    About(description="Started in one of these ways.", max_items=4),
]
type PartOfId = Annotated[
    str,
    About(
        description="Part of an execution's ID, in any case.",
        pattern="^[0-9a-fA-F-]+$",
        max_length=36,
    ),
]
type BatchId = Annotated[
    str, About(description="Started by this batch (not on the legacy API).", format="uuid")
]
type VersionNumber = Annotated[
    int, About(description="The number of a workflow version, not its ID.", minimum=1)
]
type OutcomeLabel = Annotated[
    str, About(description="Part of the outcome, in any case.", min_length=1, max_length=100)
]


def check_times(within: str | None, after: str | None, before: str | None) -> None:
    """Refuse a span of creation times that is too long or empty. Raises BadArguments."""
    if problems := list(_time_problems(within, after, before)):
        raise BadArguments(problems)


def _time_problems(within: str | None, after: str | None, before: str | None) -> Iterator[Problem]:
    if within is not None and _minutes(within) > _TEN_YEARS:
        yield Problem("createdWithin", f"must be at most 10 years (3650d); got {within}")
    if after and before and moment_of(before) <= moment_of(after):
        yield Problem("createdBefore", "must be later than createdAfter")


def _minutes(span: str) -> int:
    return sum(int(count) * _MINUTES[unit] for count, unit in re.findall(r"(\d+)([wdhm])", span))
