"""One of however many: a list that goes to the database as one parameter.

Each value as a parameter of its own would be refused past 65,535 of them by PostgreSQL, and past
32,766 by SQLite; the members of a large team are more. And the text of the statement would change
with their number, so that neither SQLAlchemy nor PostgreSQL could use it again.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import JSON, Boolean, Column, ColumnElement, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: OperatorType | None = None) -> "_Among":  # noqa: ARG002
        """Stand as it is: SQLAlchemy would add `= 1` for SQLite, and no index would serve."""
        return self


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    wanted, values = (compiler.process(each, **how) for each in element.clauses)
    return f"{wanted} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - parameters, not values


@compiles(_Among, "postgresql")
def _in_array(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    wanted, values = (compiler.process(each, **how) for each in element.clauses)
    return f"{wanted} = ANY ({values})"


def among(wanted: Column[Any], values: Collection[Any] | str) -> ColumnElement[bool]:
    """Whether the column holds one of them, or of the list in the parameter of that name."""
    listed = JSON().with_variant(ARRAY(wanted.type), "postgresql")
    if isinstance(values, str):
        return _Among(wanted, bindparam(values, type_=listed))
    return _Among(wanted, bindparam(None, list(values), type_=listed))
