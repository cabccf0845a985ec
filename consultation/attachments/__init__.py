"""Files that citizens send with a comment: quarantined, made harmless, shown if an officer says so."""
