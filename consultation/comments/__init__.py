"""Comments of citizens on drafts: sent, kept safe, moderated and answered."""
