"""Documents and files, made and read back."""
