"""Writes values as TypeScript, and reads the parameters that a notebook declares."""

import json
import math
import re

from papermill.exceptions import PapermillException
from papermill.models import Parameter
from papermill.translators import Translator

from .declarations import declarations

IDENTIFIER = re.compile(r"[^\W\d][\w$]*|\$[\w$]*")
RESERVED = set(
    "break case catch class const continue debugger default delete do else enum export extends false finally for "
    "function if import in instanceof new null return super switch this throw true try typeof var void while with "
    "implements interface let package private protected public static yield await".split()
)
# half a surrogate pair, which no file in UTF-8 can hold, and what TypeScript takes for the end of a line
UNWRITABLE = re.compile("[\ud800-\udfff\u2028\u2029]")
LARGEST_EXACT = 2**53 - 1


class TypeScriptTranslator(Translator):
    @classmethod
    def translate_escaped_str(cls, str_val):
        text = json.dumps(str(str_val), ensure_ascii=False)
        return UNWRITABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)

    @classmethod
    def translate_none(cls, val):
        return "null"

    @classmethod
    def translate_int(cls, val):
        return f"{val}" if abs(val) <= LARGEST_EXACT else f"{val}n"

    @classmethod
    def translate_float(cls, val):
        if math.isnan(val):
            return "NaN"
        if math.isinf(val):
            return "Infinity" if val > 0 else "-Infinity"
        return repr(val)

    @classmethod
    def translate_list(cls, val):
        return f"[{', '.join(cls.translate(element) for element in val)}]"

    @classmethod
    def translate_dict(cls, val):
        if not val:
            return "{}"
        return f"{{ {', '.join(f'{cls._key(key)}: {cls.translate(value)}' for key, value in val.items())} }}"

    @classmethod
    def _key(cls, key):
        text = cls.translate_escaped_str(key)
        # written plainly it would set the prototype
        return f"[{text}]" if key == "__proto__" else text

    @classmethod
    def comment(cls, cmt_str):
        return "\n".join(f"// {line}".rstrip() for line in str(cmt_str).split("\n"))

    @classmethod
    def assign(cls, name, str_val):
        """Declares the parameter anew, over the notebook's default.

        A number or a boolean keeps its type. Anything else comes from outside like the result of JSON.parse and is
        `any` like it: the text "quick" must fit a parameter of the type "quick" | "paper", which `string` does not.
        """
        if not IDENTIFIER.fullmatch(name) or name in RESERVED:
            raise PapermillException(f'parameter "{name}": needed is a name that a TypeScript variable can have')
        typed = str_val in ("true", "false", "NaN") or re.fullmatch(r"-?(Infinity|\d[\d.e+-]*n?)", str_val)
        return f"let {name}{'' if typed else ': any'} = {str_val};"

    @classmethod
    def inspect(cls, parameters_cell):
        return [Parameter(*found) for found in declarations(parameters_cell["source"])]
