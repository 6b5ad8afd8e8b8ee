"""Source code coloured on the server by Pygments, as classes, never as styles."""

import re
from functools import lru_cache
from html import escape

from pygments.lexer import Lexer
from pygments.lexers import find_lexer_class_by_name
from pygments.token import STANDARD_TYPES, _TokenType
from pygments.util import ClassNotFound

CLASS_PREFIX = "hl-"
# Beyond this the colours cost more time than they help; the code stays whole.
CODE_LIMIT = 20_000
LINE_LIMIT = 1_000
# Prose, blanks and open comments make many lexers search in vain, over and over.
PROSE_LIMIT = 1_000
_PROSE = re.compile(r"(?:[\w.\[\]$<>?]++\s++)++|\s++")
OPEN_LIMIT = 50
_COMMENTS = (("/*", "*/"), ("<!--", "-->"))
_LANGUAGE = re.compile(r"[\w+#.-]{1,40}")
# Names of the lexers in use; of the 600 others some take hostile code very badly.
_LEXERS = frozenset(
    {
        *("Awk", "Bash", "Bash Session", "Batchfile", "C", "C#", "C++", "CMake"),
        *("CSS", "Clojure", "CoffeeScript", "Common Lisp", "Dart", "Diff"),
        *("Django/Jinja", "Docker", "Elixir", "Elm", "EmacsLisp", "Erlang"),
        *("F#", "Fish", "Fortran", "GLSL", "Go", "GraphQL", "Groovy"),
        *("HTML", "HTTP", "Handlebars", "Haskell", "INI", "JSON", "JSX", "Java"),
        *("JavaScript", "Julia", "Kotlin", "LessCss", "LLVM", "Lua", "Matlab"),
        *("Makefile", "Markdown", "MySQL", "NASM", "Nginx configuration file"),
        *("OCaml", "Objective-C", "PHP", "Perl", "PostgreSQL SQL dialect"),
        *("PowerShell", "PowerShell Session", "Properties", "Protocol Buffer"),
        *("Prolog", "Python", "Python console session", "S", "Racket"),
        *("reStructuredText", "Ruby", "Rust", "SCSS", "SQL", "Sass", "Scala"),
        *("Scheme", "Solidity", "Swift", "TOML", "TSX", "Tcl", "TeX"),
        *("Terraform", "TypeScript", "Typst", "VB.net", "VimL"),
        *("WebAssembly", "WDiff", "XML", "XSLT", "YAML", "Zig", "systemverilog"),
        *("verilog", "vhdl", "Nix", "ApacheConf"),
    }
)
_ALIASES = {
    "c#": "csharp",
    "f#": "fsharp",
    "golang": "go",
    "vue": "html",
    "wxml": "html",
    "wxss": "css",
}


def language_of(info: str) -> str:
    """The language in a fence's info string, lower case; "" if there is none.

    Knows what blogs put behind it: `js{1,3}`, `python:app.py`, `java title="…"`.
    """
    match = _LANGUAGE.match(info.strip().removeprefix("{").lstrip("."))
    return match.group().lower().strip(".-") if match else ""


def highlight_code(code: str, language: str, *, colours: bool = True) -> str:
    """`code` as `<pre>` with its colours as spans of class `hl-…`.

    An unknown language, very long code or very long lines are escaped only, and
    so is everything without `colours`.
    """
    language = language_of(language)
    body = _spans(code, language) if colours and _is_bearable(code) else None
    if body is None:
        body = escape(code, quote=False)
    name = escape(language)
    data = f' data-language="{name}"' if language else ""
    marked = f' class="language-{name}"' if language else ""
    return f'<pre class="code"{data}><code{marked}>{body}</code></pre>'


def _is_bearable(code: str) -> bool:
    if len(code) > CODE_LIMIT or max(map(len, code.split("\n"))) > LINE_LIMIT:
        return False
    if any(code.count(a) - code.count(z) > OPEN_LIMIT for a, z in _COMMENTS):
        return False
    return all(len(run.group()) <= PROSE_LIMIT for run in _PROSE.finditer(code))


@lru_cache(maxsize=256)
def _lexer(language: str) -> Lexer | None:
    try:
        found = find_lexer_class_by_name(_ALIASES.get(language, language))
    except ClassNotFound:
        return None
    if found.name not in _LEXERS:
        return None
    return found(stripnl=False, ensurenl=False)


@lru_cache(maxsize=512)
def _class(kind: _TokenType) -> str:
    while kind not in STANDARD_TYPES:
        kind = kind.parent
    short = STANDARD_TYPES[kind]
    return CLASS_PREFIX + short if short and short != "w" else ""


@lru_cache(maxsize=256)
def _spans(code: str, language: str) -> str | None:
    lexer = _lexer(language)
    if lexer is None:
        return None
    parts: list[str] = []
    last, run = "", ""
    for kind, value in lexer.get_tokens(code):
        name = _class(kind)
        if name != last:
            parts.append(_span(run, last))
            last, run = name, ""
        run += value
    parts.append(_span(run, last))
    return "".join(parts)


def _span(text: str, name: str) -> str:
    escaped = escape(text, quote=False)
    return f'<span class="{name}">{escaped}</span>' if name and text else escaped
