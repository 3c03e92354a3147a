"""The command `asteroid-mcp`: dev, tools, call."""

import argparse
import asyncio
import json
import logging
import os
import sys
from collections.abc import Sequence

import asteroid_mcp
from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.auth.caller import LOCAL_CALLER
from asteroid_mcp.server.registry import Registry, UnknownTool
from asteroid_mcp.server.results import Result
from asteroid_mcp.settings import BadSetting, Settings, read_settings
from asteroid_mcp.tools.catalogue import TOOLS
from asteroid_mcp.tools.declaration.tool import Tool

_USAGE_ERROR = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; answer its exit status: 0 done, 1 the tool failed, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings(os.environ)
        return _COMMANDS[options.command](options, settings)
    except (BadSetting, UnknownTool, _BadPair) as error:
        print(f"asteroid-mcp: {error}", file=sys.stderr)
        return _USAGE_ERROR
    except KeyboardInterrupt:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="asteroid-mcp", description="Asteroid's MCP server, on this machine."
    )
    parser.add_argument("--version", action="version", version=asteroid_mcp.__version__)
    commands = parser.add_subparsers(dest="command", required=True)
    dev = commands.add_parser("dev", help="serve MCP on this machine")
    dev.add_argument("--reset", action="store_true", help="begin with a new sandbox")
    commands.add_parser("tools", help="print the tools")
    call = commands.add_parser("call", help="call a tool: asteroid-mcp call searchDocs query=nodes")
    call.add_argument("--json", action="store_true", help="print the structured content as JSON")
    call.add_argument("tool", help="the tool's name")
    call.add_argument("pairs", nargs="*", metavar="key=value", help="an argument; JSON or text")
    return parser


def _dev(options: argparse.Namespace, settings: Settings) -> int:
    from asteroid_mcp.entrypoints import dev  # noqa: PLC0415 - the other commands need no server

    dev.serve(settings, reset=options.reset)
    return 0


def _tools(_: argparse.Namespace, __: Settings) -> int:
    toolset = None
    for tool in TOOLS:
        if tool.toolset is not toolset:
            print(f"\n{tool.toolset}" if toolset else tool.toolset)
            toolset = tool.toolset
        print(f"  {tool.name:<30} {tool.scope:<16} {tool.description.split('. ')[0].rstrip('.')}.")
    return 0


def _call(options: argparse.Namespace, settings: Settings) -> int:
    logging.disable(logging.INFO)
    tool = Registry(TOOLS).tool(options.tool)
    arguments = dict(_argument(tool, pair) for pair in options.pairs)
    result = asyncio.run(_called(tool.name, arguments, settings))
    as_json = options.json and result.structured is not None
    print(json.dumps(result.structured, indent=2, ensure_ascii=False) if as_json else result.text)
    return 1 if result.is_error else 0


async def _called(name: str, arguments: dict[str, Json], settings: Settings) -> Result:
    from asteroid_mcp.entrypoints import local  # noqa: PLC0415 - `tools` needs no Asteroid

    if settings.api_key is not None:
        upstream = local.real(settings, settings.api_key)
    else:
        app = local.sandbox_app(settings.sandbox_home)
        upstream = local.embedded(settings, url="http://sandbox", app=app)
    try:
        return await local.dispatcher(upstream, settings).call(LOCAL_CALLER, name, arguments)
    finally:
        await upstream.asteroid.aclose()


class _BadPair(ValueError):
    pass


def _argument(tool: Tool, pair: str) -> tuple[str, Json]:
    """Read key=value: text where the tool wants a string, JSON elsewhere, text if it is none."""
    name, equals, value = pair.partition("=")
    if not name or not equals:
        raise _BadPair(f"{pair!r}: arguments are written as key=value, such as pageSize=5")
    if tool.takes_text(name):
        return name, value
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


_COMMANDS = {"dev": _dev, "tools": _tools, "call": _call}

if __name__ == "__main__":
    sys.exit(main())
