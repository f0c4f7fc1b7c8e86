"""The example notebook shows what it says."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from typing import Any

import pytest
from tools.notebook import NOTEBOOK, differences

pytestmark = pytest.mark.slow


@pytest.fixture
def notebook() -> Any:
    return json.loads(NOTEBOOK.read_text("utf-8"))


def test_cells_show_what_the_file_says(notebook: Any) -> None:
    """Each cell of docs/notebook.ipynb, run in turn in a fresh Python, shows the outputs that the file holds."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.notebook"], capture_output=True, text=True, cwd=NOTEBOOK.parents[1]
    )
    assert done.returncode == 0, done.stdout + done.stderr
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    assert sum("image/png" in output["data"] for output in outputs) == 4


def test_an_output_that_is_not_shown_is_found(notebook: Any) -> None:
    """A cell whose output in the file is another, or missing, is named."""
    changed = copy.deepcopy(notebook)
    coded = [cell for cell in changed["cells"] if cell["cell_type"] == "code"]
    coded[1]["outputs"][0]["data"]["text/plain"] = ["['ok', 'ok', 'ok', 'partial']"]
    coded[2]["outputs"] = []
    assert [line.partition(":")[0] for line in differences(changed)] == ["cell 2", "cell 3"]
