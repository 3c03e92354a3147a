"""Lists that come in pages."""

from collections.abc import Mapping
from typing import Annotated, NotRequired, TypedDict

from asteroid_mcp.tools.declaration.schema import About


class PageFields(TypedDict):
    """Where in a list an answer stands."""

    page: int
    pageSize: int
    total: Annotated[int, About(description="Items on all pages.")]
    nextPage: NotRequired[Annotated[int, About(description="The next page, if there is one.")]]
    nextPageSize: NotRequired[
        Annotated[int, About(description="The pageSize that goes with nextPage, if it is another.")]
    ]


def page_fields(page: Mapping[str, object]) -> PageFields:
    """Answer the page line's fields of an answer of Asteroid's with page, pageSize and total."""
    number, size, total = (int(str(page[key])) for key in ("page", "pageSize", "total"))
    fields: PageFields = {"page": number, "pageSize": size, "total": total}
    if number * size < total:
        fields["nextPage"] = number + 1
    return fields


def page_line(fields: Mapping[str, object], item: str, shown: int | None = None) -> str:
    """Say it in words: "page 1 of 7, 132 executions in all, next: page=2".

    The total may be unknown; `shown` is how many of the page's items are there, if some were cut.
    """
    number, size = (int(str(fields[key])) for key in ("page", "pageSize"))
    line = f"page {number}"
    if "total" in fields:
        total = int(str(fields["total"]))
        pages = max(1, -(-total // max(1, size)))
        line += f" of {pages}, {total} {item}{'' if total == 1 else 's'} in all"
        if number > pages:
            return f"{line}: there is no page {number}, the last is page={pages}"
    if shown is not None:
        line += f", {shown} of this page shown"
    return f"{line}, next: {_next(fields)}" if "nextPage" in fields else line


def continued(fields: Mapping[str, object], shown: int) -> dict[str, object]:
    """Answer the page fields that lead on from the first `shown` items of a page, losing none.

    Pages are counted by their size, so it takes another size whose pages begin where the items end,
    or before, by as little as can be: some items may come twice.
    """
    number, size = int(str(fields["page"])), int(str(fields["pageSize"]))
    end = (number - 1) * size + max(1, shown)
    sizes = range(max(1, shown), max(1, shown) // 2, -1)
    smaller = min(sizes, key=lambda each: end % each)
    return {**fields, "nextPage": end // smaller + 1, "nextPageSize": smaller}


def _next(fields: Mapping[str, object]) -> str:
    size = f" pageSize={fields['nextPageSize']}" if "nextPageSize" in fields else ""
    return f"page={fields['nextPage']}{size}"
