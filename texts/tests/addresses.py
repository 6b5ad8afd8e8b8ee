"""Addresses that run a script, written so that a filter may overlook it."""

SCHEMES = ["javascript:alert(1)", "vbscript:a", "data:text/html,<b>"]
# What can stand between two letters: controls, blanks, what nobody sees, and all
# of it as entities, once and twice.
JUNK = [
    *("\x00", "\x01", "\x08", "\t", "\n", "\x0b", "\x0c", "\r", "\x1b", " ", "\x7f"),
    *("\x80", "\x85", "\x9f", "\xa0", "\xad", "\u1680", "\u2003", "\u2028", "\u3000"),
    *("\u200b", "\u200d", "\u2060", "\u202e", "\u3164", "\ufe0f", "\ufeff", "\ufffe"),
    *("\ud800", "\U000e0001", "/", "\\", "\\\n", "<!-- -->", "<b>"),
    *("&#0;", "&#1;", "&#x1;", "&#1", "&#0000001;", "&#9;", "&#10;", "&#x0D;", "&#12;"),
    *("&#27;", "&#32;", "&#127;", "&#129;", "&#x9f;", "&#xad;", "&#8203;", "&#xFEFF;"),
    *("&#xd800;", "&#65535;", "&#x110000;", "&#99999999999;", "&Tab;", "&NewLine;"),
    *("&nbsp;", "&shy;", "&zwj;", "&ZeroWidthSpace;", "&amp;#1;", "&#38;#1;", "&#3&#1;8;"),
]  # fmt: skip
PLACES = [
    '<a href="{}">x</a>',
    "<a href='{}'>x</a>",
    "<a href={}>x</a>",
    "<A\nHREF = '{}'>x</A>",
    '<div>\n<a title="x" href="{}">x</a>\n</div>',
    "<b><a href=\"{}\"><i>x</b></i></a>",
    "[x]({})",
    "[x](<{}>)",
    "[x][y]\n\n[y]: {}",
    "<{}>",
    '<video src="{}"></video>',
    '<audio><source src="{}"></audio>',
    "| [x]({}) |\n|-|",
    "x[^1]\n\n[^1]: [x]({})",
]  # fmt: skip


def candidates() -> list[str]:
    """Every piece of junk before, in and after the scheme, in every place."""
    scheme = SCHEMES[0]
    written = [
        *(scheme[:cut] + junk + scheme[cut:] for cut in (0, 4, 10) for junk in JUNK),
        *SCHEMES,
        "".join(f"&#{ord(letter)};&#1;" for letter in scheme),
        "".join(f"&#x{ord(letter):X}" for letter in scheme),
    ]
    return [place.format(address) for place in PLACES for address in written]
