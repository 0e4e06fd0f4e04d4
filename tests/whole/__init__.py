"""The program as a process, ended at moments that are chosen rather than left to chance."""
