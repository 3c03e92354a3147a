"""What a cold start pays for this room."""

import subprocess
import sys

OPERATIONS = "agents context executions files profiles schemas shared_files workflows"


def loaded_by(code: str) -> set[str]:
    script = f"import sys; before = set(sys.modules); {code}; print(*(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    return {name.partition(".")[0] for name in run.stdout.split()}


def test_the_operations_load_nothing_but_the_standard_library() -> None:
    names = ", ".join(OPERATIONS.split())
    loaded = loaded_by(f"from asteroid_mcp.asteroid import {names}")
    assert loaded - sys.stdlib_module_names <= {"asteroid_mcp"}


def test_the_transport_adds_httpx_and_what_httpx_needs() -> None:
    needed = {"httpx", "httpcore", "h11", "anyio", "certifi", "idna"}
    loaded = loaded_by("import asteroid_mcp.asteroid.transport")
    outside = {name for name in loaded - sys.stdlib_module_names if not name.startswith("_")}
    assert "httpx" in outside
    assert not outside & {"pydantic", "starlette", "mcp", "boto3"}
    assert needed - {"anyio"} <= outside
