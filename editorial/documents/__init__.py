"""The register of legal and administrative documents."""
