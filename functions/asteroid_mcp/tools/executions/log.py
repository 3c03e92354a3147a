"""An execution's log, in pages and filtered, though Asteroid knows only an order and a limit."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Annotated, Literal, NotRequired, TypedDict

from asteroid_mcp.asteroid.executions import list_activities
from asteroid_mcp.asteroid.models import Activity
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.declaration.answer import Answer, Paged
from asteroid_mcp.tools.declaration.arguments import BadArguments, Problem
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.declaration.tool import READS, Toolset, tool
from asteroid_mcp.tools.executions.activities import ActivityType
from asteroid_mcp.tools.executions.log_lines import log_lines
from asteroid_mcp.tools.shared.moments import moment_of, rfc3339
from asteroid_mcp.tools.shared.vocabulary import Detail, ExecutionId, Page

REACH = 5_000
"""How many activities, from either end of a log, are read at most."""

_TICK = timedelta(microseconds=1)
_ORDERS = {"newest": "desc", "oldest": "asc"}

type Order = Annotated[
    Literal["newest", "oldest"], About(description="Which activities come first.")
]
type Since = Annotated[
    str,
    About(
        description="Only from this time on.", format="date-time", example="2026-01-31T08:00:00Z"
    ),
]
type Before = Annotated[str, About(description="Only before this time.", format="date-time")]


class LogEntries(TypedDict):
    """A log in lines, or with all that Asteroid has of each activity."""

    log: NotRequired[
        Annotated[
            list[str],
            About(description="Time, type and what happened; one day's lines lack the date."),
        ]
    ]
    activities: NotRequired[list[Activity]]


class LogPage(LogEntries):
    """One page of a log."""

    executionId: str
    page: int
    pageSize: int
    nextPage: NotRequired[Annotated[int, About(description="The next page, if there is one.")]]
    nextPageSize: NotRequired[
        Annotated[int, About(description="The pageSize that goes with nextPage, if it is another.")]
    ]
    total: NotRequired[
        Annotated[int, About(description="Activities on all pages, where that is known.")]
    ]


@tool(title="Read an execution's log", toolset=Toolset.EXECUTIONS, scope=Scope.READ, effects=READS)
async def execution_activities_get(
    call: Call,
    *,
    execution_id: ExecutionId,
    order: Order = "newest",
    activity_types: Annotated[
        list[ActivityType],
        About(
            description="Only these types.",
            example=["action_failed", "status_changed"],
            max_items=20,
        ),
    ]
    | None = None,
    since: Since | None = None,
    before: Before | None = None,
    page: Page = 1,
    page_size: Annotated[int, About(description="Activities a page.", minimum=1, maximum=200)] = 50,
    include_urls: Annotated[
        bool, About(description="Give the links to files, which anybody can open for a while.")
    ] = False,
    detail: Detail = "summary",
) -> Answer[LogPage]:
    """See step by step what a run did: actions, failures, reasoning, nodes, files, messages.

    To find out why a run failed, read its newest activities. Lines are shortened, and leave out
    steps and starts of actions that ended, unless activityTypes names types; detail="full" has
    all, with whole texts, scripts and results.
    """
    wanted = _wanted(activity_types, since, before)
    limit = REACH if wanted else _limit(page * page_size)
    found = await list_activities(
        call.api, execution_id=execution_id, order=_ORDERS[order], limit=limit
    )
    matching = [each for each in found if all(wants(each) for wants in wanted)]
    read_all = len(found) < limit
    shown = [
        each if include_urls else _without_url(each)
        for each in matching[(page - 1) * page_size : page * page_size]
    ]
    data = _page(execution_id, page, page_size, len(matching), read_all=read_all)
    beyond = f", among the {order} {REACH:,} of a longer log" if wanted and not read_all else ""
    entries, notes = _entries(shown, detail, all_of_them=bool(activity_types))
    moving = order == "newest" and "nextPage" in data and before is None and _may_grow(found)
    return Answer(
        summary=f"{order} first{beyond}{notes}",
        data={**data, **entries},
        paged=Paged("activities" if detail == "full" else "log", "log line"),
        next_steps=_next_steps(execution_id, found[0]["timestamp"] if moving else ""),
        narrower="Ask for fewer with pageSize, or for some with activityTypes, since and before.",
        signed_urls=include_urls,
    )


def _wanted(
    types: Sequence[str] | None, since: str | None, before: str | None
) -> tuple[Callable[[Activity], bool], ...]:
    """Answer what an activity must pass. Raises BadArguments for a span of time that is empty."""
    start, end = since and moment_of(since), before and moment_of(before)
    if start and end and end <= start:
        raise BadArguments([Problem("before", "must be later than since")])
    wanted: list[Callable[[Activity], bool]] = []
    if types:
        wanted.append(lambda each: each["payload"].get("activityType") in types)
    if start:
        wanted.append(lambda each: moment_of(each["timestamp"]) >= start)
    if end:
        wanted.append(lambda each: moment_of(each["timestamp"]) < end)
    return tuple(wanted)


def _limit(last: int) -> int:
    """Answer how many to ask for to see up to `last`, and whether there are more."""
    if last >= REACH:
        what = f'reaches beyond the first {REACH:,} activities; ask with order="oldest" or "newest"'
        raise BadArguments([Problem("page", what)])
    return last + 1


def _page(
    execution_id: str, page: int, page_size: int, matching: int, *, read_all: bool
) -> LogPage:
    data: LogPage = {"executionId": execution_id, "page": page, "pageSize": page_size}
    if read_all:
        data["total"] = matching
    if matching > page * page_size:
        data["nextPage"] = page + 1
    return data


def _entries(shown: list[Activity], detail: str, *, all_of_them: bool) -> tuple[LogEntries, str]:
    """Answer the entries, and what has to be said of them."""
    if detail == "full":
        return {"activities": shown}, ""
    told = log_lines(shown, all_of_them=all_of_them)
    day = f", all on {told.day}" if told.day else ""
    count = f"{told.left_out} log line{'' if told.left_out == 1 else 's'}"
    left_out = f'; {count} left out: steps and starts; detail="full" gives all'
    return {"log": told.lines}, day + (left_out if told.left_out else "")


def _without_url(activity: Activity) -> Activity:
    payload = activity["payload"]
    kept = {name: value for name, value in payload.items() if name != "presignedUrl"}
    return {**activity, "payload": kept}


def _may_grow(newest_first: Sequence[Activity]) -> bool:
    return all(each["payload"].get("activityType") != "terminal" for each in newest_first)


def _next_steps(execution_id: str, newest: str) -> tuple[str, ...]:
    """Answer the calls that follow; `newest` is when the log ended, if it may have grown since."""
    it = f'executionId="{execution_id}"'
    how_it_stands = f"executionGet {it} says how it stands"
    if not newest:
        return (how_it_stands,)
    # A `before` leaves out its own moment, and much of a log can share one.
    until = rfc3339((moment_of(newest) + _TICK).isoformat())
    held = f'executionActivitiesGet {it} before="{until}" and the next page, all else as in this'
    return (f"{held} call: else what is logged meanwhile moves the pages", how_it_stands)
