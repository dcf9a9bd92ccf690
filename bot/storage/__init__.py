"""What is kept: one file per subject, with its tables and the questions asked of them.

Rows stay inside; the frozen dataclasses of `bot.domain` go in and come out.
"""

from bot.storage.errors import (
    DatabaseUnreachableError,
    SchemaMissingError,
    SchemaNewerError,
    StorageError,
    UnreadableError,
)
from bot.storage.store import Store, Transaction

__all__ = [
    "DatabaseUnreachableError",
    "SchemaMissingError",
    "SchemaNewerError",
    "StorageError",
    "Store",
    "Transaction",
    "UnreadableError",
]
