"""The example notebook: runs its cells, and compares what they show with what the file says.

    python -m tools.notebook            # compare; the exit status is 1 where something differs
    python -m tools.notebook --write    # write what the cells show into the file

A cell shows the value of its last expression, as Jupyter does, unless a semicolon ends it, and the figures of pyplot
that it leaves open. Pictures are compared by their size alone: each release of matplotlib draws a little differently.
"""

from __future__ import annotations

import ast
import base64
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

import matplotlib as mpl

__all__ = ["NOTEBOOK", "differences", "main", "run"]

NOTEBOOK: Final = Path(__file__).parents[1] / "docs" / "notebook.ipynb"

Json: TypeAlias = dict[str, Any]


def run(cells: list[Json]) -> Iterator[list[Json]]:
    """What each cell of code shows, run one after the other in one namespace: its outputs, as the file holds them."""
    mpl.use("agg")
    namespace: Json = {"__name__": "__main__"}
    number = 0
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        number += 1
        value = _run_cell("".join(cell["source"]), f"cell {number}", namespace)
        outputs = [{"output_type": "display_data", **_data(figure)} for figure in _open_figures()]
        if value is not None:
            outputs.append({"output_type": "execute_result", "execution_count": number, **_data(value)})
        yield outputs


def _run_cell(source: str, name: str, namespace: Json) -> object:
    """Run the source; the value of its last expression, `None` where there is none or a semicolon ends it."""
    tree = ast.parse(source, name)
    last = tree.body[-1]
    if not isinstance(last, ast.Expr):
        exec(compile(tree, name, "exec"), namespace)
        return None
    del tree.body[-1]
    exec(compile(tree, name, "exec"), namespace)
    value: object = eval(compile(ast.Expression(last.value), name, "eval"), namespace)
    return None if source.rstrip().endswith(";") else value


def _open_figures() -> Iterator[Any]:
    if "matplotlib.pyplot" in sys.modules:
        from matplotlib import pyplot as plt

        yield from map(plt.figure, plt.get_fignums())
        plt.close("all")


def _data(value: Any) -> Json:
    """A value in each form that it has."""
    data: Json = {"text/plain": _lines(repr(value))}
    metadata: Json = {}
    if hasattr(value, "_repr_html_") and (html := value._repr_html_()):
        data["text/html"] = _lines(html)
    if hasattr(value, "_repr_png_"):
        picture, metadata["image/png"] = value._repr_png_()
        data["image/png"] = base64.b64encode(picture).decode()
    elif hasattr(value, "savefig"):  # as Jupyter shows any figure of pyplot
        file = io.BytesIO()
        value.savefig(file, format="png")
        data["image/png"] = base64.b64encode(file.getvalue()).decode()
    return {"data": data, "metadata": metadata}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def differences(notebook: Json) -> list[str]:
    """Where a cell of code shows something else than the file says it does."""
    coded = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    found = []
    for number, (cell, outputs) in enumerate(zip(coded, run(notebook["cells"]), strict=True), 1):
        said, shown = ([_comparable(output) for output in some] for some in (cell["outputs"], outputs))
        if said != shown:
            found.append(f"cell {number}: the file says {said}, it shows {shown}")
    return found


def _comparable(output: Json) -> Json:
    """What an output shows, without what the releases of other packages decide."""
    data = dict(output["data"])
    if "image/png" in data:
        head = base64.b64decode(data["image/png"])[:24]
        data["image/png"] = [round(int.from_bytes(head[place : place + 4], "big"), -1) for place in (16, 20)]
    if "dataframe" in "".join(data.get("text/html", "")):
        del data["text/html"]
    return data


def main(arguments: list[str]) -> int:
    """Compare, or write; the exit status."""
    notebook = json.loads(NOTEBOOK.read_text("utf-8"))
    if arguments != ["--write"]:
        found = differences(notebook)
        print(*found, sep="\n")
        return int(bool(found))
    coded = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, (cell, outputs) in enumerate(zip(coded, run(notebook["cells"]), strict=True), 1):
        cell |= {"outputs": outputs, "execution_count": number, "metadata": {}}
    NOTEBOOK.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
