"""Context and docs: who the user is, what AI nodes can use, what the documentation says."""

import json
from typing import Annotated, Literal, NotRequired, TypedDict

from asteroid_mcp.asteroid import context
from asteroid_mcp.asteroid.models import AvailableTool, DocsResult, Organization
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.declaration.answer import Answer
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.declaration.tool import READS, Toolset, tool
from asteroid_mcp.tools.shared.vocabulary import Detail
from asteroid_mcp.tools.shared.wording import quoted

_EXCERPT = 1_500


class UserContext(TypedDict):
    """The user and their organizations."""

    userId: str
    email: str
    organizations: list[Organization]


class Capabilities(TypedDict):
    """What AI Task nodes can be allowed to use."""

    tools: list[AvailableTool]


class FoundDoc(TypedDict):
    """A part of the documentation; `characters` is its length where only the start is shown."""

    title: str
    content: str
    url: NotRequired[str]
    characters: NotRequired[int]


class FoundDocs(TypedDict):
    """What was found, best first."""

    results: list[FoundDoc]
    found: Annotated[int, About(description="Parts found, also those not shown.")]


@tool(title="Get context", toolset=Toolset.CONTEXT, scope=Scope.READ, effects=READS)
async def get_context(call: Call) -> Answer[UserContext]:
    """Who the user is, with the IDs and names of their organizations.

    Call this first when you need an organizationId.
    """
    found = await context.get_context(call.api)
    organizations = found["organizations"]
    names = ", ".join(quoted(each["name"]) for each in organizations) or "none"
    return Answer(
        summary=f"{found['email']}, organizations: {names}",
        data={
            "userId": found["userId"],
            "email": found["email"],
            "organizations": organizations,
        },
        next_steps=tuple(
            f'agentList organizationId="{each["id"]}" lists the agents of {quoted(each["name"])}'
            for each in organizations[:3]
        ),
    )


@tool(title="List available tools", toolset=Toolset.CONTEXT, scope=Scope.READ, effects=READS)
async def list_available_tools(call: Call) -> Answer[Capabilities]:
    """What AI Task nodes in workflows can be allowed to do.

    Call this before you write or edit a workflow's AI Task nodes. These are the capabilities of
    the agent that runs, not the tools of this server.
    """
    found = (await context.list_available_tools(call.api))["tools"]
    required = [each["name"] for each in found if each["isRequired"]]
    always = f", always on: {', '.join(required)}" if required else ""
    return Answer(
        summary=f"{len(found)} capabilities{always}",
        data={"tools": found},
        next_steps=('searchDocs query="AI Task node" tells how a node is written',),
    )


@tool(title="Search the docs", toolset=Toolset.CONTEXT, scope=Scope.READ, effects=READS)
async def search_docs(
    call: Call,
    *,
    query: Annotated[
        str,
        About(
            description="What to look for, in a few words.",
            example="selector transition",
            min_length=2,
            max_length=400,
        ),
    ],
    format: Annotated[  # noqa: A002 - the API's own name
        Literal["mdx", "text"] | None,
        About(description="Markdown with components, or plain text. Current API only."),
    ] = None,
    limit: Annotated[int, About(description="Results shown.", minimum=1, maximum=20)] = 5,
    detail: Detail = "summary",
) -> Answer[FoundDocs]:
    """Search Asteroid's documentation for guides, node types and best practices.

    Call this before you guess how a workflow, a node or a transition is written. With
    detail="summary" each result is its beginning, with "full" its whole text.
    """
    found = (await context.search_docs(call.api, query=query, format=format))["results"]
    shown = [_excerpt(each, detail) for each in found[:limit]]
    return Answer(
        summary=_found(query, len(found), len(shown)),
        data={"results": shown, "found": len(found)},
        narrower='ask with a smaller limit, or with detail="summary"',
        next_steps=_whole_text(query, shown),
    )


def _excerpt(doc: DocsResult, detail: str) -> FoundDoc:
    content = doc["content"]
    shown: FoundDoc = {"title": doc["title"], "content": content}
    if url := doc.get("url"):
        shown["url"] = url
    if detail == "summary" and len(content) > _EXCERPT:
        shown["content"] = content[:_EXCERPT].rstrip() + " …"
        shown["characters"] = len(content)
    return shown


def _found(query: str, found: int, shown: int) -> str:
    if not found:
        return f"Nothing in the documentation matches {quoted(query)}; try other or fewer words"
    return f"{shown} of {found} results for {quoted(query)}, best first"


def _whole_text(query: str, shown: list[FoundDoc]) -> tuple[str, ...]:
    if not any("characters" in each for each in shown):
        return ()
    asked = json.dumps(query, ensure_ascii=False)
    return (f'searchDocs query={asked} detail="full" limit=1 gives the best result whole',)
