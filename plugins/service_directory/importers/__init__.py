"""Feeds of other systems to our entries. Pure stages; `command.py` alone reads and writes files.

The way: bytes -> `tables.Table` -> `dialects.Feed` -> `joining.JoinedFeed` -> `building.Draft`
-> `updating` (what people added stays) -> `writing` -> files. Every stage says in a journal what it
repaired, kept as text, merged or could not place: nothing is dropped silently.
"""
