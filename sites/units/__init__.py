"""The register of units and what held for each of them when."""
