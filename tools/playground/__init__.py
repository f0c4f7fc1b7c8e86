"""Builds the documentation with its playground, in which the library runs in the browser."""
