"""One target in one process: `python -m fuzz.worker TARGET STATE [--plant FAULT] [--inputs=N] [libFuzzer's options]`.

What covers new code is kept in `STATE/TARGET/`, and how many inputs were tried in `STATE/TARGET.json`, so that the next
run goes on from there.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import time
import zlib
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["reviewparse"]):
    from fuzz.mutation import mutated, seeds
    from fuzz.promises import CHECKS, DEAR_EVERY

from fuzz import kind_of, tried
from fuzz.planted import FAULTS, plant

LONGEST = 2500
"""So many bytes an input has at most."""
LENGTHS = (60, 80, 100, 120, 140, 160, 180, 200, 400, LONGEST)
"""Input by input, one of these is the most: what breaks a parser is short, and short inputs are quick."""
SAVED_EVERY = 100
"""So many inputs are tried before their number is written down."""


def main() -> None:
    """Try inputs until a promise is broken, or the options of libFuzzer end it."""
    target, state, *options = sys.argv[1:]
    planted = options[:1] == ["--plant"]
    if planted:
        plant(FAULTS[options[1]])
        del options[:2]
    check, folder, figures = CHECKS[target], Path(state) / target, Path(state) / f"{target}.json"
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (folder / f"seed-{number}").write_bytes(seed)
    kept = len([*folder.iterdir()])  # they are read first, and counted once
    options = [f"-runs={kept + int(each[9:])}" if each.startswith("--inputs=") else each for each in options]
    begin, before, inputs = time.monotonic(), tried(target, Path(state)), 0 if planted else -kept
    broken: set[str] = set()

    def try_one(data: bytes) -> None:
        nonlocal inputs
        inputs += 1
        if inputs > 0 and inputs % SAVED_EVERY == 0:
            now = {"inputs": before["inputs"] + inputs, "seconds": before["seconds"] + time.monotonic() - begin}
            figures.write_text(json.dumps(now), "utf-8")
        try:
            check(data, dear=zlib.crc32(data) % DEAR_EVERY == 0)
        except Exception as error:
            kind = kind_of(error)
            if kind not in broken:
                broken.add(kind)
                name = hashlib.sha256(data).hexdigest()[:12]
                Path(state, f"broken-{target}-{name}").write_bytes(data)
            if planted:
                figures.write_text(json.dumps({"inputs": inputs, "seconds": time.monotonic() - begin}), "utf-8")
                raise

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if target != "json":  # of which a part is none
            most = min(most, chance.choice(LENGTHS))
        return atheris.Mutate(data, most) if chance.random() < 0.1 else mutated(data, most, chance, target)

    defaults = [
        f"-max_len={LONGEST}",
        "-timeout=60",
        f"-artifact_prefix={state}/broken-{target}-",
        "-print_final_stats=1",
    ]
    arguments = [sys.argv[0], *defaults, *options, str(folder)]
    atheris.Setup(arguments, try_one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
