"""One program a database: a second would answer the same people twice."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from neambition.store.database import StoreError


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Hold the database for this process; StoreError if another holds it. A kill lets go of it."""
    file = database.with_name(database.name + ".lock")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise StoreError(
            f"The database {database} cannot be opened ({error.strerror}). Choose a path that can "
            "be written with NEAMBITION_DATABASE."
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise StoreError(
            f"Another neambition already works on {database}. Stop it first, or choose another "
            "file with NEAMBITION_DATABASE."
        ) from error
    try:
        yield
    finally:
        os.close(lock)
