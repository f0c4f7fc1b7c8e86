"""How right the library is: `python -m conformance CORPUS` measures it on a folder of real pages."""
