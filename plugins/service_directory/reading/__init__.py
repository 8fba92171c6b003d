"""Bytes to models, or diagnostics with line and column. Never raises for bad input."""
