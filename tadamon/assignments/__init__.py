"""The register of what was decided and must be done: every outcome of every kind, until it is answered for."""
