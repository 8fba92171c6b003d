"""A community service directory for MkDocs: needs, partners, crosswalks, in many languages."""
