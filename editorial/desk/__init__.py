"""The first screen of the administration: for each role what it has to know and to do today."""
