"""Proof that nothing of one portal is seen or touched by the people of another."""
