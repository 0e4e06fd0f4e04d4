"""SQLite: migrations as numbered files, and typed functions with their SQL beside them."""
