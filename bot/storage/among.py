"""One of however many: a list that goes to the database as one parameter.

Each value as a parameter of its own would be refused past 65,535 of them by PostgreSQL, and past
32,766 by SQLite; the members of a large team are more.
"""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, any_, bindparam, column, func, select
from sqlalchemy.dialects.postgresql import ARRAY

FEW = 500  # as parameters, these are planned best


def among(
    connection: Connection, wanted: Column[Any], values: Collection[Any]
) -> ColumnElement[bool]:
    """Whether the column holds one of them."""
    if len(values) <= FEW:
        return wanted.in_(values)
    if connection.dialect.name == "sqlite":
        listed = func.json_each(json.dumps(list(values))).table_valued(column("value"))
        return wanted.in_(select(listed.c.value))
    return wanted == any_(bindparam(None, list(values), type_=ARRAY(wanted.type)))
