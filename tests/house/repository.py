"""The files of this checkout that belong to the project."""

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[2]


def text_of(name: str) -> str:
    """Read a file by its path from the root."""
    return (ROOT / name).read_text(encoding="utf-8")


def project_files(root: Path = ROOT) -> Iterator[Path]:
    """Walk over what .gitignore does not name; git itself is not asked, for it may not be there."""
    ignored = (root / ".gitignore").read_text(encoding="utf-8").split()
    return _files_in(root, {name.rstrip("/") for name in ignored} | {".git"})


def _files_in(folder: Path, ignored: set[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, pattern) for pattern in ignored):
            continue
        if path.is_dir():
            yield from _files_in(path, ignored)
        else:
            yield path
