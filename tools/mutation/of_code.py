"""The mutants of a Python module, from its syntax tree."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Final

from tools.mutation.edits import Edit

__all__ = ["edits", "spans"]

_COMPARISONS: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_ARITHMETIC: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}  # fmt: skip
_REMOVED: Final = (ast.Expr, ast.AugAssign, ast.Raise, ast.Continue, ast.Break, ast.Delete)


def edits(source: str) -> list[Edit]:
    """Every mutant of a module, in the order of its text.

    Left alone are docstrings, annotations, `__all__`, what stands under `TYPE_CHECKING`, the `strict` of a `zip`, which
    asserts what is so anyway, and the inside of f-strings, of which Python 3.11 does not know the places.

    >>> code = "def f(a):\\n    return a < 1\\n"
    >>> [(edit.operator, edit.new) for edit in edits(code)]
    [('return', 'return None'), ('comparison', '(a <= 1)'), ('constant', '2')]
    """
    offset = _offsets(source)
    found = []
    for node, new, operator in _changes(ast.parse(source)):
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start, end = offset(node.lineno, node.col_offset), offset(node.end_lineno, node.end_col_offset)
        found.append(Edit(start, end, new, operator))
    return sorted(set(found), key=lambda edit: (edit.start, -edit.end, edit.operator, edit.new))


def spans(source: str) -> list[tuple[int, int]]:
    """Where each statement of a module, and of its classes, begins and ends. A class's head is one, too.

    >>> spans("a = 1\\n\\nclass B:\\n    b = 2\\n    c = 3\\n")
    [(0, 5), (7, 20), (20, 25), (30, 35)]
    """
    offset = _offsets(source)
    found = []
    for node in ast.parse(source).body:
        begin = _begin(node, offset)
        if isinstance(node, ast.ClassDef):
            found.append((begin, _begin(node.body[0], offset)))
            inside = node.body
        else:
            inside = [node]
        for each in inside:
            assert each.end_lineno is not None
            assert each.end_col_offset is not None
            found.append((_begin(each, offset), offset(each.end_lineno, each.end_col_offset)))
    return found


def _begin(node: ast.stmt, offset: Callable[[int, int], int]) -> int:
    """Where a statement begins, its decorators with it."""
    nodes = [*getattr(node, "decorator_list", []), node]
    return min(offset(each.lineno, each.col_offset) for each in nodes)


def _offsets(source: str) -> Callable[[int, int], int]:
    """From a line (from 1) and a column in bytes, as the syntax tree has them, to a place in the text."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line.encode()))
    whole = source.encode()
    return lambda line, column: len(whole[: starts[line - 1] + column].decode())


def _changes(tree: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str, str]]:
    """Each node that can be changed, with the code that takes its place, and the operator's name."""
    for node in _walk(tree):
        match node:
            case ast.Compare():
                for place, comparison in enumerate(node.ops):
                    other: ast.Compare = copy.deepcopy(node)
                    other.ops[place] = _COMPARISONS[type(comparison)]()
                    yield node, f"({ast.unparse(other)})", "comparison"
            case ast.BoolOp():
                swapped = ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
                yield node, f"({ast.unparse(swapped)})", "boolean"
            case ast.UnaryOp(op=ast.Not()):
                yield node, f"({ast.unparse(node.operand)})", "boolean"
            case ast.BinOp() if type(node.op) in _ARITHMETIC:
                changed = ast.BinOp(node.left, _ARITHMETIC[type(node.op)](), node.right)
                yield node, f"({ast.unparse(changed)})", "arithmetic"
            case ast.Constant(value=bool() as value):
                yield node, str(not value), "boolean"
            case ast.Constant(value=int() | float() as number):
                yield node, repr(number + 1), "constant"
            case ast.Constant(value=str() as text):
                yield node, f"({text + '~'!r})", "constant"
            case ast.If() | ast.IfExp() | ast.While():
                yield node.test, f"(not ({ast.unparse(node.test)}))", "condition"
            case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
                yield node, "return None", "return"
            case _:
                pass
        if isinstance(node, _REMOVED):
            yield node, "pass", "statement"


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """The node and all below it, but for what `edits` leaves alone."""
    yield node
    for name, value in ast.iter_fields(node):
        children = value if isinstance(value, list) else [value]
        for place, child in enumerate(children):
            if not isinstance(child, ast.AST) or name in ("annotation", "returns", "type_params"):
                continue
            if not (_is_left_alone(child) or (name == "body" and place == 0 and _is_docstring(child))):
                yield from _walk(child)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _is_left_alone(node: ast.AST) -> bool:
    match node:
        case ast.JoinedStr() | ast.keyword(arg="strict"):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.Expr(value=ast.Constant()):  # the docstring of a constant
            return True
        case ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            return True
        case _:
            return False
