"""Tests of the isolation between portals."""
