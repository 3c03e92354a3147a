"""Write the generated parts of the docs anew, or with --check say which are stale."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from asteroid_mcp.settings import ALL_SETTINGS
from asteroid_mcp.tools.catalogue import TOOLS
from asteroid_mcp.tools.declaration.schema import Schema
from asteroid_mcp.tools.declaration.tool import Tool

_ROOT = Path(__file__).parent.parent
_BEGIN, _END = "<!-- generated: {} -->", "<!-- end of generated -->"


def tool_table() -> str:
    """Every tool with what it is for, by section."""
    rows: list[str] = []
    for toolset in dict.fromkeys(tool.toolset for tool in TOOLS):
        rows += [f"\n**{toolset}**\n", "| Tool | Use it to | Scope |", "|---|---|---|"]
        rows += [_row(tool) for tool in TOOLS if tool.toolset is toolset]
    return "\n".join(rows).strip()


def tool_reference() -> str:
    """Every tool with its parameters and effects."""
    return "\n\n".join(_section(tool) for tool in TOOLS)


def settings_table() -> str:
    """Every setting with its default."""
    rows = [
        f"| `{setting.name}` | {setting.meaning} | {_code(setting.default)} |"
        for setting in ALL_SETTINGS
    ]
    return "\n".join(["| Setting | What it is for | Default |", "|---|---|---|", *rows])


PARTS: Mapping[str, Callable[[], str]] = {
    "tool table": tool_table,
    "tool reference": tool_reference,
    "settings": settings_table,
}
PAGES = ("README.md", "docs/tools.md", "docs/settings.md")


def renewed(text: str) -> str:
    """Answer a page with its generated parts written anew."""
    for name, part in PARTS.items():
        begin = _BEGIN.format(name)
        before, found, rest = text.partition(begin)
        if found:
            _, _, after = rest.partition(_END)
            text = f"{before}{begin}\n\n{part()}\n\n{_END}{after}"
    return text


def _row(tool: Tool) -> str:
    return f"| `{tool.name}` | {_first_sentence(tool.description)} | `{tool.scope}` |"


def _section(tool: Tool) -> str:
    effects = tool.effects
    flags = {
        "reads only": effects.read_only,
        "may destroy": effects.destructive,
        "safe to repeat": effects.idempotent,
        "acts on the open web": effects.open_world,
    }
    facts = ", ".join(name for name, holds in flags.items() if holds) or "adds something new"
    lines = [f"### {tool.name}", tool.description, f"Scope `{tool.scope}`; {facts}."]
    return "\n\n".join([*lines, *_parameters(tool.input_schema)])


def _parameters(schema: Schema) -> list[str]:
    properties, required = schema["properties"], schema.get("required", [])
    if not isinstance(properties, dict) or not isinstance(required, list) or not properties:
        return []
    rows = [
        f"| `{name}`{' (required)' if name in required else ''} | {_type(each)} | {_about(each)} |"
        for name, each in properties.items()
        if isinstance(each, dict)
    ]
    return ["\n".join(["| Parameter | Type | What it is |", "|---|---|---|", *rows])]


def _type(schema: Schema) -> str:
    if isinstance(enum := schema.get("enum"), list):
        return " or ".join(f"`{choice}`" for choice in enum)
    if isinstance(items := schema.get("items"), dict):
        return f"array of {_type(items)}"
    return str(schema.get("format") or schema.get("type") or "any")


def _about(schema: Schema) -> str:
    text = str(schema.get("description", "")).replace("\n", " ").replace("|", "\\|")
    return f"{text} Default `{schema['default']}`." if "default" in schema else text


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".") + "."


def _code(text: str) -> str:
    return f"`{text}`" if text else "none"


def main() -> int:
    """Write the pages, or check them; answer 1 if a page was stale."""
    stale = [page for page in PAGES if _is_stale(_ROOT / page)]
    if "--check" in sys.argv:
        for page in stale:
            print(f"{page} is stale: run make docs")
        return 1 if stale else 0
    for page in stale:
        path = _ROOT / page
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")
        print(f"wrote {page}")
    return 0


def _is_stale(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return renewed(text) != text


if __name__ == "__main__":
    sys.exit(main())
