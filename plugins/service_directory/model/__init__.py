"""What a partner writes: frozen models with the field names of HSDS 3.1. No input or output.

Everything derived (links, localized texts, crosswalks) lives elsewhere.
"""
