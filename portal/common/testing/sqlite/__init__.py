"""SQLite for tests: migrates once, then copies what the migrations made."""
