"""Candidates of elections: their lists, shown equally, frozen once published."""
