"""Mutation tests: change one place of the grammar or of the code, and see whether a test fails.

`python -m tools.mutation --help` says how it is run. A change that no test notices is a *survivor*: either a test is
missing, or the place does nothing and can go.
"""
