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


def test_the_transport_loads_httpx_and_no_other_framework() -> None:
    loaded = loaded_by("import asteroid_mcp.asteroid.transport")
    assert "httpx" in loaded
    assert not loaded & {"boto3", "mcp", "pydantic", "starlette"}
