"""The directory's facts in the formats of others."""
