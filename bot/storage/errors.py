"""What can be wrong with the database, each with one sentence on what to do."""


class StorageError(Exception):
    """The database cannot be used. The message says why and what to do, without secrets."""


class DatabaseUnreachableError(StorageError):
    """Nothing answers at the address, or it refuses us."""


class SchemaMissingError(StorageError):
    """The tables are not there, or older than this program."""


class SchemaNewerError(StorageError):
    """A newer program has changed the tables since."""


class UnreadableError(Exception):
    """A parcel whose message this program cannot read. It says nothing of what stands in it."""

    def __init__(self, parcel: int, kind: str) -> None:
        super().__init__(f"parcel {parcel} holds no {kind} that can be read")
        self.parcel = parcel
        self.kind = kind
