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


def page_fields(page: Mapping[str, object]) -> PageFields:
    """Answer the page line's fields of an answer of Asteroid's with page, pageSize and total."""
    number, size, total = (int(str(page[key])) for key in ("page", "pageSize", "total"))
    fields: PageFields = {"page": number, "pageSize": size, "total": total}
    if number * size < total:
        fields["nextPage"] = number + 1
    return fields


def page_line(fields: PageFields, what: str) -> str:
    """Say it in words: "page 1 of 7, 132 executions in all, next: page=2"."""
    pages = max(1, -(-fields["total"] // max(1, fields["pageSize"])))
    following = f", next: page={fields['nextPage']}" if "nextPage" in fields else ""
    return f"page {fields['page']} of {pages}, {fields['total']} {what} in all{following}"
