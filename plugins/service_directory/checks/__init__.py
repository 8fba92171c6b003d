"""Rules beyond single values: one module a rule, with an example that passes and one that fails.

The examples in a module's docstring are run as its test: YAML of an organization, with what the
example is silent about filled in, and free text below a line `---`.
"""
