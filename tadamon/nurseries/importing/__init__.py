"""The register of nurseries from workbooks of many hands."""
