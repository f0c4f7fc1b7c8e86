"""Build the documentation with its playground: `python -m tools.playground`.

It builds the site with MkDocs and puts into it what the page of the playground runs: Pyodide, which is Python compiled
for browsers, and the wheels of this project, attrs and lark. Of each, the version and the hash stand here or in
`requirements.txt`; what arrives with another hash is refused. Needs npm, pip and the extra `docs`.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
HERE: Final = Path(__file__).parent

PYODIDE: Final = "314.0.7"
"""The release of Pyodide, which runs Python 3.14."""
SHA512: Final = "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
"""What npm calls the integrity of that release's archive."""
FILES: Final = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip")
"""What a browser needs of the archive, 13.5 MB."""
LISTING: Final = "runtime.json"
"""Names the wheels; the page asks for this file to see whether the site was built with the playground."""


UNREACHABLE: Final = 3
"""The exit status where npm or pip could not fetch something; 1 stands for all other failures."""


class BuildError(Exception):
    """The playground cannot be built; the message says why."""


class UnreachableError(BuildError):
    """Something cannot be fetched: npm is missing, or there is no network."""


def main(arguments: list[str] | None = None) -> int:
    """Build the site; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.playground", description=__doc__.partition("\n")[0])
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the folder to build (default: site/)")
    options = parser.parse_args(arguments)
    site: Path = options.site.resolve()
    try:
        with tempfile.TemporaryDirectory() as folder:
            runtime = Path(folder) / "runtime"
            runtime.mkdir()
            fetch_pyodide(runtime)
            build_wheels(runtime)
            run(sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site))
            place = Path(shutil.copytree(runtime, site / "playground" / "runtime"))
    except BuildError as error:
        print(f"The playground was not built: {error}", file=sys.stderr)
        return UNREACHABLE if isinstance(error, UnreachableError) else 1
    size = sum(path.stat().st_size for path in place.iterdir())
    print(f"{site}: built, with {size / 1e6:.1f} MB that the playground runs")
    print(f"To see it: {Path(sys.executable).name} -m http.server --bind 127.0.0.1 --directory {site}")
    return 0


def fetch_pyodide(runtime: Path) -> None:
    """Put the files of Pyodide into a folder, as npm has them."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            run("npm", "pack", f"pyodide@{PYODIDE}", "--fetch-retries=1", "--pack-destination", folder)
        except BuildError as error:
            raise UnreachableError(str(error)) from None
        (archive,) = Path(folder).glob("*.tgz")
        digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if digest != SHA512:
            raise BuildError(f"the archive of pyodide {PYODIDE} has the SHA-512 {digest}, not {SHA512}")
        with tarfile.open(archive) as package:
            for name in FILES:
                member = package.extractfile(f"package/{name}")
                assert member is not None, name
                (runtime / name).write_bytes(member.read())


def build_wheels(runtime: Path) -> None:
    """Put the wheels of this project and of what it depends on into a folder, and list them."""
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    requirements = ("--require-hashes", "--requirement", str(HERE / "requirements.txt"))
    try:
        run(*pip, "download", "--no-deps", "--only-binary", ":all:", "--dest", str(runtime), *requirements)
    except BuildError as error:
        if "DO NOT MATCH THE HASHES" in str(error):
            raise
        raise UnreachableError(str(error)) from None
    run(*pip, "wheel", "--no-deps", "--wheel-dir", str(runtime), str(ROOT))
    wheels = sorted(path.name for path in runtime.glob("*.whl"))
    (runtime / LISTING).write_text(json.dumps({"pyodide": PYODIDE, "wheels": wheels}) + "\n", encoding="utf-8")


def run(*command: str) -> None:
    """Run a command of the build at the top of the project; what it prints is shown where it fails."""
    try:
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except FileNotFoundError:
        raise BuildError(f"there is no {command[0]} on this machine") from None
    if done.returncode != 0:
        raise BuildError(f"`{' '.join(command)}` failed:\n{done.stdout.strip()}")


if __name__ == "__main__":
    sys.exit(main())
