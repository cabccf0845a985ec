"""Editorial boards of portals: who belongs to them, and how they are sent up."""
