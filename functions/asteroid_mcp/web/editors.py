"""How each editor is connected to an MCP URL."""

import base64
import json
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Editor:
    """What to type or paste, where, and a link that does it in one click where there is one."""

    name: str
    where: str
    paste: str
    link: str | None = None


def editors(url: str) -> tuple[Editor, ...]:
    """Answer how to connect each editor to `url`."""
    return (
        Editor("Claude Code", "in a terminal", f"claude mcp add --transport http asteroid {url}"),
        Editor("Cursor", "in .cursor/mcp.json", _cursor_file(url), _cursor_link(url)),
        Editor("VS Code", "in .vscode/mcp.json", _vs_code_file(url), _vs_code_link(url)),
        Editor("Any other client", "as streamable HTTP", url),
    )


def _cursor_file(url: str) -> str:
    return json.dumps({"mcpServers": {"asteroid": {"url": url}}})


def _vs_code_file(url: str) -> str:
    return json.dumps({"servers": {"asteroid": {"type": "http", "url": url}}})


def _cursor_link(url: str) -> str:
    config = base64.b64encode(json.dumps({"url": url}).encode()).decode()
    return f"cursor://anysphere.cursor-deeplink/mcp/install?name=asteroid&config={quote(config)}"


def _vs_code_link(url: str) -> str:
    server = json.dumps({"name": "asteroid", "type": "http", "url": url})
    return f"vscode:mcp/install?{quote(server)}"
