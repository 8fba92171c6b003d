"""Languages: their names, formats and alphabets, the catalogs, and one language's view of it all.

Nothing here knows about pages or addresses. A text never travels without the language it is in.
"""
