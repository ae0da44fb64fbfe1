"""The register of nurseries: where each stands on its way to a licence, and how full it is."""
