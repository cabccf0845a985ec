"""Benchmarks: what the portal costs, measured against targets."""
