"""What the build of a wheel adds to the package: what is worked out of the grammar, as a module."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

__all__ = ["Prepared"]


class Prepared(BuildHookInterface[Any]):
    """Adds `reviewparse.prepared`. In a checkout, which may change, there is no such module."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the module, and name it as a file of the wheel; an editable install is a checkout."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from reviewparse.review_grammar import prepared

        self.module = Path(mkdtemp(), "prepared.py")
        self.module.write_text(prepared(), encoding="utf-8")
        build_data["force_include"][str(self.module)] = "reviewparse/prepared.py"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was written."""
        if version != "editable":
            self.module.unlink()
            self.module.parent.rmdir()
