"""Reads modules without running them: their names, their syntax trees, and what they import and when."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).parent.parent


@dataclass(frozen=True)
class Module:
    """A Python file. Imports are absolute names, down to the thing imported: `os.path.join`."""

    name: str
    package: str
    """Where its relative imports begin."""
    tree: ast.Module

    @property
    def imports(self) -> set[str]:
        """All that it imports anywhere, in functions and for the type checker too."""
        return self._names_in(ast.walk(self.tree))

    @property
    def imports_when_run(self) -> set[str]:
        """The same without what only the type checker reads."""
        return self._names_in(_walk(self.tree, lambda node: not _is_for_types(node)))

    @property
    def imports_at_once(self) -> set[str]:
        """What is imported as soon as the module is."""
        return self._names_in(_walk(self.tree, lambda node: not (_is_for_types(node) or _is_function(node))))

    def calls_of(self, name: str) -> list[ast.Call]:
        """The calls of anything with that name, a method or a function."""
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.Call) and _called(node) == name]

    def _names_in(self, nodes: Iterable[ast.AST]) -> set[str]:
        return {name for node in nodes for name in _imported(node, self.package)}


def parsed(name: str, source: str, *, is_package: bool = False) -> Module:
    """The module of that dotted name and source."""
    return Module(name, name if is_package else name.rpartition(".")[0], ast.parse(source))


def modules_in(*folders: str) -> list[Module]:
    """All modules of folders of the source tree."""
    return [_read(path) for folder in folders for path in sorted((TOP / folder).rglob("*.py"))]


def loaded_with(start: str, modules: Mapping[str, Module]) -> dict[str, str]:
    """All that is loaded as soon as `start` is imported, each name with the way that leads to it."""
    ways = {start: start}
    to_do = [start]
    while to_do:
        name = to_do.pop()
        for imported in modules[name].imports_at_once if name in modules else ():
            for part in _with_packages(imported):
                if part not in ways:
                    ways[part] = f"{ways[name]} → {part}"
                    to_do.append(part)
    return ways


def _read(path: Path) -> Module:
    relative = path.relative_to(TOP).with_suffix("")
    is_package = relative.name == "__init__"
    parts = relative.parts[:-1] if is_package else relative.parts
    return parsed(".".join(parts), path.read_text("utf-8"), is_package=is_package)


def _walk(node: ast.AST, is_entered: Callable[[ast.AST], bool]) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if is_entered(child):
            yield from _walk(child, is_entered)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _is_function(node: ast.AST) -> bool:
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))


def _imported(node: ast.AST, package: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = _absolute(package, node.level, node.module or "")
        yield from (f"{base}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Call) and _called(node) in {"import_module", "__import__"}:
        text = str(node.args[0].value) if node.args and isinstance(node.args[0], ast.Constant) else ""
        name = text.lstrip(".")
        yield _absolute(package, len(text) - len(name), name)


def _absolute(package: str, level: int, name: str) -> str:
    parts = package.split(".")
    base = parts[: len(parts) - level + 1] if level else []
    return ".".join([*base, name] if name else base)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _with_packages(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[: i + 1]) for i in range(len(parts))]
