"""Who imports whom, read from the source, and the directions in which the rooms may look."""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

BELOW = frozenset({"auth", "observability", "settings", "storage"})
TOOLS_SEE = BELOW | {"asteroid", "staging"}
SERVER_SEES = TOOLS_SEE | {"tools"}
WEB_SEES = SERVER_SEES | {"oauth", "server"}

LOOKS_AT = {
    "entrypoints": WEB_SEES | {"web"},
    "web": WEB_SEES,
    "server": SERVER_SEES,
    "tools": TOOLS_SEE,
    "asteroid": frozenset[str](),
    "oauth": BELOW,
    "staging": BELOW,
    **dict.fromkeys(BELOW, BELOW),
}
LOADED_BY_A_PLAIN_CALL = {"web", "server", "tools", "asteroid", "auth", "settings"}
SLOW = {"boto3", "botocore", "aws_lambda_powertools"}
MCP_SDK = {"mcp", "mcp_types"}
MEETS_THE_SANDBOX = "asteroid_mcp.entrypoints.local"


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name; `on_load` when it happens as soon as its importer is loaded."""

    importer: str
    imported: str
    on_load: bool

    def __str__(self) -> str:
        return f"{self.importer} imports {self.imported}"


type Rule = Callable[[Sequence[Import]], list[Import]]


def imports_under(folder: Path) -> list[Import]:
    """Answer every import of the packages that lie in a folder."""
    return [found for path in sorted(folder.rglob("*.py")) for found in _imports_of(path, folder)]


def room_of(module: str) -> str | None:
    """Answer the room of asteroid_mcp that a module is in; its root is in none."""
    package, _, rest = module.partition(".")
    room = rest.partition(".")[0]
    return room if package == "asteroid_mcp" and room in LOOKS_AT else None


def looking_the_wrong_way(imports: Sequence[Import]) -> list[Import]:
    """Find imports from one room of asteroid_mcp to another that it may not look at."""

    def is_wrong(found: Import) -> bool:
        here, there = room_of(found.importer), room_of(found.imported)
        if here is None or there is None or here == there:
            return False
        return there not in LOOKS_AT[here]

    return [found for found in imports if is_wrong(found)]


def crossing_to_the_sandbox(imports: Sequence[Import]) -> list[Import]:
    """Find imports between server and sandbox, but for the one module that starts both."""
    crossings = {("asteroid_mcp", "asteroid_sandbox"), ("asteroid_sandbox", "asteroid_mcp")}
    return [
        found
        for found in imports
        if (_package(found.importer), _package(found.imported)) in crossings
        and found.importer != MEETS_THE_SANDBOX
    ]


def tying_tools_to_the_sdk(imports: Sequence[Import]) -> list[Import]:
    """Find imports of the MCP SDK in tools/ and in the registry."""
    return [
        found
        for found in imports
        if _package(found.imported) in MCP_SDK
        and (room_of(found.importer) == "tools" or found.importer == "asteroid_mcp.server.registry")
    ]


def slowing_a_plain_call(imports: Sequence[Import]) -> list[Import]:
    """Find imports of slow libraries that every tool call would have to wait for."""
    return [
        found
        for found in imports
        if found.on_load
        and _package(found.imported) in SLOW
        and room_of(found.importer) in LOADED_BY_A_PLAIN_CALL
    ]


def _package(module: str) -> str:
    return module.partition(".")[0]


def _imports_of(path: Path, folder: Path) -> Iterator[Import]:
    parts = path.relative_to(folder).with_suffix("").parts
    package = parts[:-1]
    importer = ".".join(package if parts[-1] == "__init__" else parts)
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    for node, on_load in _statements(tree.body, on_load=True):
        for imported in _imported(node, package):
            yield Import(importer, imported, on_load)


def _statements(body: Sequence[ast.AST], *, on_load: bool) -> Iterator[tuple[ast.AST, bool]]:
    for node in body:
        yield node, on_load
        deferred = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or _is_for_types(node)
        yield from _statements(list(ast.iter_child_nodes(node)), on_load=on_load and not deferred)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def _imported(node: ast.AST, package: Sequence[str]) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        here = package[: len(package) - node.level + 1] if node.level else ()
        module = [*here, *([node.module] if node.module else [])]
        return [".".join([*module, alias.name]) for alias in node.names]
    return []
