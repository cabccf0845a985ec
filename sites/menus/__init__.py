"""Which sections a menu leads to: those that have something for a reader."""
