"""What is said, a module a conversation: loads, calls a pure function, returns screens."""
