"""Tools for those who work on reviewparse; nothing here is part of the package."""
