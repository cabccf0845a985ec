"""The sections that the law requires of each kind of unit, as dated data."""
