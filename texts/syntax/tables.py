"""Tables within reason: a few bytes must not become megabytes of cells."""

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table

MAX_COLUMNS = 100
MAX_CELLS = 10_000


def bound_tables(md: MarkdownIt) -> None:
    """Leave tables of more than 100 columns as text, end them after 10,000 cells."""
    options: RuleOptionsType = {"alt": ["paragraph", "reference"]}
    md.block.ruler.at("table", _bounded_table, options)
    md.enable("table")


def _bounded_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 1 >= end:
        return False
    line = state.src[state.bMarks[start + 1] : state.eMarks[start + 1]].strip()
    if line[:1] not in ("|", "-", ":"):
        return False
    columns = line.strip("|").count("|") + 1
    if columns > MAX_COLUMNS:
        return False
    return table(state, start, min(end, start + 2 + MAX_CELLS // columns), silent)
