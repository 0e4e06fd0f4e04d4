"""The search for resources: what words mean, what fits them, and what is shown."""
