"""Tables within reason: a few bytes must not become megabytes of cells."""

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table

MAX_COLUMNS = 100
# Cells of all tables of a text. What is typed has two signs a cell; but a row of one
# sign fills up to the width of its table.
_ANY, _MOST = 10_000, 50_000


def cells_for(length: int) -> int:
    """How many cells the tables of a text of `length` characters may have."""
    return min(_MOST, _ANY + length // 2)


def bound_tables(md: MarkdownIt) -> None:
    """Leave as text what has more than 100 columns, or more cells than are left."""
    options: RuleOptionsType = {"alt": ["paragraph", "reference"]}
    md.block.ruler.at("table", _bounded_table, options)
    md.enable("table")


def _bounded_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 1 >= end:
        return False
    line = _line(state, start + 1)
    if line[:1] not in ("|", "-", ":"):
        return False
    columns = line.strip("|").count("|") + 1
    if columns > MAX_COLUMNS:
        return False
    rows = state.env["cells"] // columns
    last = min(end, start + 1 + rows)
    if silent or last < start + 2:
        return last >= start + 2 and table(state, start, last, silent)
    if not table(state, start, last, silent):
        return False
    state.env["cells"] -= columns * (state.line - start - 1)
    if state.line == last < end and _line(state, last):
        state.env["warnings"].add("tables_cut")
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] : state.eMarks[number]].strip()
