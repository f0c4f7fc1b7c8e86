"""`python -m reviewparse` is the command `reviewparse`."""

from __future__ import annotations

import sys

from reviewparse.cli import main

if __name__ == "__main__":
    sys.exit(main())
