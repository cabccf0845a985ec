"""What many tests need first is made once in a process and put back as rows afterwards.

Each test rolls its transaction back, so the registers, the law and two whole portals would be
made a thousand times over. Their rows are the same each time.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django.db import connection, transaction

Row = tuple[Hashable, ...]
ROWS_AT_ONCE = 200


@dataclass
class Memory:
    """What a fixture did to the tables.

    Attributes:
        before: how many rows each table had and its last key as a word; elsewhere the fixture is made anew.
        rows: table, columns, rows to take away, rows to put in.
        value: what the fixture gave.
    """

    before: dict[str, tuple[int, str]]
    rows: list[tuple[str, list[str], list[Row], list[Row]]]
    value: object


_memories: dict[str, Memory] = {}


def remembered(name: str, make: Callable[[], object]) -> object:
    """Runs a fixture the first time, and puts its rows back wherever the tables are as then.

    Args:
        name: the fixture.
        make: makes rows, and nothing outside the database; gives something that may be kept for
            other tests, such as primary keys.

    Returns:
        What ``make`` gave the first time.
    """
    memory = _memories.get(name)
    if memory and memory.before == _sizes():
        _put_back(memory)
        return memory.value
    sizes, before = _sizes(), _contents()
    value = make()
    if memory is None or memory.before != sizes:
        _memories[name] = Memory(sizes, _difference(before, _contents()), value)
    return value


def _tables() -> list[str]:
    names = connection.introspection.django_table_names(only_existing=True)
    # Triggers fill the tables of SQLite's full text search.
    return sorted(name for name in names if "_fts" not in name)


def _sizes() -> dict[str, tuple[int, str]]:
    # Rows that were laid again after a wipe are as many, under other numbers.
    quote = connection.ops.quote_name
    parts = " UNION ALL ".join(
        f"SELECT '{table}', COUNT(*), MAX(CAST({quote(key)} AS VARCHAR(255))) FROM {quote(table)}"  # noqa: S608 names of our own tables
        for table, key in _known_tables().items()
    )
    with connection.cursor() as cursor:
        cursor.execute(parts)
        return {table: (count, last) for table, count, last in cursor.fetchall()}


def _known_tables() -> dict[str, str]:
    if not _kept_tables:
        with connection.cursor() as cursor:
            for table in _tables():
                key = connection.introspection.get_primary_key_column(cursor, table)
                _kept_tables[table] = key
    return _kept_tables


# The primary key of each table.
_kept_tables: dict[str, str] = {}


def _contents() -> dict[str, tuple[list[str], list[Row]]]:
    found = {}
    with connection.cursor() as cursor:
        for table in _known_tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            columns = [column[0] for column in cursor.description]
            found[table] = (columns, [_plain(row) for row in cursor.fetchall()])
    return found


def _plain(row: tuple) -> Row:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)


def _difference(before: dict, after: dict) -> list:
    found = []
    for table, (columns, rows) in after.items():
        former, present = set(before[table][1]), set(rows)
        gone = [row for row in before[table][1] if row not in present]
        new = [row for row in rows if row not in former]
        if gone or new:
            found.append((table, columns, gone, new))
    return found


def _put_back(memory: Memory) -> None:
    # In one transaction, at whose end alone the keys of one table are looked for in another.
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, gone, new in memory.rows:
            name = connection.ops.quote_name(table)
            key = connection.ops.quote_name(columns[0])
            for row in gone:
                cursor.execute(f"DELETE FROM {name} WHERE {key} = %s", [row[0]])  # noqa: S608
            names = ", ".join(connection.ops.quote_name(column) for column in columns)
            marks = f"({', '.join(['%s'] * len(columns))})"
            for start in range(0, len(new), ROWS_AT_ONCE):
                # One statement: psycopg2's executemany asks the server row by row.
                rows = new[start : start + ROWS_AT_ONCE]
                statement = f"INSERT INTO {name} ({names}) VALUES {', '.join([marks] * len(rows))}"  # noqa: S608
                cursor.execute(statement, [value for row in rows for value in row])
