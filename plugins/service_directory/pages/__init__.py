"""Typed views, one module a page kind: what a page shows, in one language, ready to print."""
