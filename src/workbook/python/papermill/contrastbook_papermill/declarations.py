"""Reads `let name: type = value; // help` from the source of a cell. What it cannot read it leaves out."""

import re
from typing import NamedTuple

DECLARATION = re.compile(r"^(?:export\s+)?(?:const|let|var)\s+(?P<rest>.+)$", re.DOTALL)
NAMED = re.compile(r"^(?P<name>[\w$]+)\s*(?::(?P<type>.*))?$", re.DOTALL)
# quoted text, comments, and then any single character
TOKEN = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`)"""
    r"|(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<arrow>=>|[=!<>]=+)|(?P<other>.)",
    re.DOTALL,
)
LITERALS = {
    "number": re.compile(r"-?(?:\d[\d_]*\.?\d*(?:e[+-]?\d+)?|0x[\da-f]+|\.\d+|Infinity)|NaN", re.IGNORECASE),
    "string": re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`""", re.DOTALL),
    "boolean": re.compile("true|false"),
    "null": re.compile("null"),
}


class Declaration(NamedTuple):
    name: str
    type: str
    """"None" where it is neither written down nor plain from the value: papermill's word for unknown."""
    default: str
    help: str


class Statement:
    def __init__(self):
        self.head = ""
        """Up to the `=`."""
        self.value = None
        """After the `=`; None as long as there was none."""
        self.help = ""

    def add(self, text):
        if self.value is None:
            self.head += text
        else:
            self.value += text

    @property
    def is_whole(self):
        return self.value is not None and self.value.strip() and not self.value.rstrip().endswith(tuple("=+-*/|&?:,."))


def declarations(source):
    found = [_declaration(statement) for statement in _statements(source)]
    return [declaration for declaration in found if declaration]


def _statements(source):
    statements = [Statement()]
    depth = 0
    ended = False
    """The statement has ended and its line has not: a comment there is the help to it."""
    for match in TOKEN.finditer(source):
        statement, token = statements[-1], match.group()
        if match.lastgroup == "comment":
            if ended or statement.is_whole:
                statement.help = token.strip("/*").strip()
            continue
        if token == "\n" and depth == 0 and (ended or statement.value is None or statement.is_whole):
            statements.append(Statement())
            ended = False
            continue
        if ended and not token.isspace():
            statements.append(Statement())
            ended = False
            statement = statements[-1]
        # in a type, a comma between < and > separates no declarations
        opening, closing = ("([{<", ")]}>") if statement.value is None else ("([{", ")]}")
        if match.lastgroup == "other":
            depth += (token in opening) - (token in closing)
        if depth == 0 and token == ";":
            ended = True
        elif depth == 0 and token == "=" and statement.value is None:
            statement.value = ""
        elif depth == 0 and token == "," and statement.value is not None:
            statements.append(Statement())
            statements[-1].head = "let "
        else:
            statement.add(token)
    return statements


def _declaration(statement):
    declared = DECLARATION.match(statement.head.strip())
    named = declared and NAMED.match(declared["rest"].strip())
    if not named or statement.value is None:
        return None
    value = statement.value.strip()
    written = re.sub(r"\s+", " ", named["type"] or "").strip()
    plain = next((name for name, literal in LITERALS.items() if literal.fullmatch(value)), "None")
    default = value if plain == "string" else re.sub(r"\s+", " ", value)
    return Declaration(named["name"], written or plain, default, statement.help)
