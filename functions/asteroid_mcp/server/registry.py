"""The tools by name, in the order of the product page, and who may use which."""

from collections.abc import Iterable, Iterator

from asteroid_mcp.auth.caller import Caller
from asteroid_mcp.tools.declaration.arguments import nearest
from asteroid_mcp.tools.declaration.tool import Tool


class UnknownTool(LookupError):
    """No tool has this name; MCP answers it as a protocol error, -32602."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        close = nearest(name, known)
        hint = f"; did you mean {close}?" if close else ""
        super().__init__(f"Unknown tool: {name[:64]}{hint}")


class Registry:
    """The tools of this server."""

    def __init__(self, tools: Iterable[Tool]) -> None:
        self._tools = {tool.name: tool for tool in tools}

    def __iter__(self) -> Iterator[Tool]:
        return iter(self._tools.values())

    def tool(self, name: str) -> Tool:
        """Answer the tool of this name; raises UnknownTool."""
        try:
            return self._tools[name]
        except KeyError:
            raise UnknownTool(name, self._tools) from None

    def usable_by(self, caller: Caller) -> tuple[Tool, ...]:
        """Answer the tools whose scope the caller holds."""
        return tuple(tool for tool in self._tools.values() if caller.may(tool.scope))
