"""MCP on the wire, both eras, by the SDK's low-level server."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, cast

from mcp.server import CacheHint
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool as McpTool,
    ToolAnnotations,
)

import asteroid_mcp
from asteroid_mcp.server.instructions import INSTRUCTIONS
from asteroid_mcp.server.malformed import PlainRefusals
from asteroid_mcp.server.registry import UnknownTool

if TYPE_CHECKING:
    from collections.abc import Callable

    from mcp.server.context import ServerRequestContext
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from asteroid_mcp.asteroid.models import Json
    from asteroid_mcp.auth.caller import Caller
    from asteroid_mcp.server.dispatch import Dispatcher
    from asteroid_mcp.tools.declaration.tool import Tool

    type Context = ServerRequestContext[dict[str, object], Request]

_LIST_FRESH_MS = 300_000


class McpEndpoint:
    """The ASGI application behind POST /mcp: stateless, JSON answers, no streams.

    `caller_of` tells who a request comes from; the request has been let in by then.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        caller_of: Callable[[Request], Caller],
        *,
        max_request_bytes: int,
    ) -> None:
        self._handlers = _Handlers(dispatcher, caller_of)
        self._server = _server(self._handlers)
        self._max_request_bytes = max_request_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. A manager serves once: the SDK's run() cannot be entered twice."""
        manager = StreamableHTTPSessionManager(
            self._server,
            stateless=True,
            json_response=True,
            max_request_body_size=self._max_request_bytes,
        )
        async with manager.run():
            await manager.handle_request(scope, receive, PlainRefusals(send))


class _Handlers:
    def __init__(self, dispatcher: Dispatcher, caller_of: Callable[[Request], Caller]) -> None:
        self._dispatcher = dispatcher
        self._caller_of = caller_of
        self._declared: dict[str, McpTool] = {}

    async def list_tools(
        self, context: Context, params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        if params is not None and params.cursor:
            raise MCPError(INVALID_PARAMS, "Unknown cursor: all tools are on the first page")
        tools = self._dispatcher.registry.usable_by(self._caller(context))
        return ListToolsResult(tools=[self._declaration(tool) for tool in tools])

    async def call_tool(self, context: Context, params: CallToolRequestParams) -> CallToolResult:
        try:
            result = await self._dispatcher.call(
                self._caller(context), params.name, cast("dict[str, Json]", params.arguments or {})
            )
        except UnknownTool as error:
            raise MCPError(INVALID_PARAMS, str(error)) from error
        return CallToolResult(
            content=[TextContent(type="text", text=result.text)],
            structured_content=result.structured,
            is_error=result.is_error,
        )

    def input_schema(self, name: str) -> dict[str, object] | None:
        try:
            return cast("dict[str, object]", self._dispatcher.registry.tool(name).input_schema)
        except UnknownTool:
            return None

    def _caller(self, context: Context) -> Caller:
        # Only a transport other than HTTP leaves the request out, and none is served here.
        return self._caller_of(cast("Request", context.request))

    def _declaration(self, tool: Tool) -> McpTool:
        if tool.name not in self._declared:
            self._declared[tool.name] = _declaration(tool)
        return self._declared[tool.name]


def _server(handlers: _Handlers) -> Server[dict[str, object]]:
    return Server(
        "asteroid-mcp",
        version=asteroid_mcp.__version__,
        title="Asteroid",
        instructions=INSTRUCTIONS,
        cache_hints={
            "tools/list": CacheHint(_LIST_FRESH_MS, "private"),
            "server/discover": CacheHint(_LIST_FRESH_MS, "private"),
        },
        get_tool_input_schema=handlers.input_schema,
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
    )


def _declaration(tool: Tool) -> McpTool:
    effects = asdict(tool.effects)
    return McpTool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=dict(tool.input_schema),
        output_schema=dict(tool.output_schema),
        annotations=ToolAnnotations(
            title=tool.title, **{f"{name}_hint": value for name, value in effects.items()}
        ),
        _meta={"asteroid/toolset": tool.toolset.name.lower(), "asteroid/scope": str(tool.scope)},
    )
