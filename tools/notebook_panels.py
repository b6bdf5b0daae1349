"""Make the panels of a notebook from its script, running only the statements that they need."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from unrolled.panels.panel import Panel


def count_panels(script: Path) -> int:
    """How many panels a notebook's script makes."""
    return sum(map(_makes_a_panel, _statements(script)))


def panels_of(script: Path) -> Iterator[tuple[str, Panel]]:
    """The panels of a notebook, each with its source; only statements that they need are executed."""
    needed, kept = set(), []
    for one in reversed(_statements(script)):
        if _makes_a_panel(one) or (_stored(one) | _filled(one)) & needed:
            kept.insert(0, one)
            needed = (needed - _stored(one)) | {
                node.id for node in ast.walk(one) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
            }
    space: dict[str, object] = {}
    for one in kept:
        if _makes_a_panel(one):
            yield ast.unparse(one), eval(compile(ast.Expression(one.value), script.name, "eval"), space)
        else:
            exec(compile(ast.Module([one], []), script.name, "exec"), space)


def _statements(script: Path) -> list[ast.stmt]:
    return ast.parse(script.read_text("utf-8")).body  # everything but code is in comments


def _makes_a_panel(node: ast.stmt) -> bool:
    call = node.value if isinstance(node, ast.Expr | ast.Assign) else None
    return isinstance(call, ast.Call) and ast.unparse(call.func).endswith("Panel")


def _filled(node: ast.stmt) -> set[str]:
    """The names that a statement assigns items to, such as a dict that a loop fills."""
    return {
        each.value.id
        for each in ast.walk(node)
        if isinstance(each, ast.Subscript) and isinstance(each.ctx, ast.Store) and isinstance(each.value, ast.Name)
    }


def _stored(node: ast.stmt) -> set[str]:
    """The names that a statement defines; other loops and calls only count or print."""
    match node:
        case ast.FunctionDef():
            return {node.name}
        case ast.Import() | ast.ImportFrom():
            return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        case ast.Assign():
            return {
                each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
            }
    return set()
