"""MCP itself: the registry of tools, dispatch, results and errors, and the wire by the SDK."""
