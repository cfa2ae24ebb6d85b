"""papermill sets parameters of TypeScript notebooks: the translator that set-up installs beside it."""

import json
import math
import subprocess
import sys

import nbformat
import papermill
import pytest
from contrastbook_papermill.declarations import declarations
from contrastbook_papermill.translator import TypeScriptTranslator
from papermill.exceptions import PapermillException

DEFAULTS = """// the defaults
let epochs: number = 3; // passes over the data
let profile: "quick" | "paper" = "quick"
const widths: [number, number] = [16, 32];
let rate = 1e-3 // of learning"""


@pytest.fixture
def notebook(tmp_path):
    def write(*cells):
        book = nbformat.v4.new_notebook()
        book.metadata.kernelspec = {"name": "contrastbook", "display_name": "TypeScript", "language": "typescript"}
        for source, *tags in cells:
            book.cells.append(nbformat.v4.new_code_cell(source, metadata={"tags": tags}))
        path = tmp_path / "in.ipynb"
        nbformat.write(book, path)
        return str(path)

    return write


def output_of(path):
    return path.replace("in.ipynb", "out.ipynb")


def run(path, parameters, **options):
    return papermill.execute_notebook(path, output_of(path), parameters=parameters, **options)


def last_value(book):
    """Of a cell that ends in JSON.stringify: the value is shown as a JavaScript literal, which Node reads back."""
    shown = book.cells[-1].outputs[0]["data"]["text/plain"]
    script = "process.stdout.write(eval(require('fs').readFileSync(0, 'utf8')))"
    return json.loads(subprocess.run(["node", "-e", script], input=shown, capture_output=True, text=True).stdout)


def test_a_parameter_replaces_the_default_and_the_rest_stays(notebook):
    path = notebook((DEFAULTS, "parameters"), ("JSON.stringify([epochs, profile, widths, rate])",))
    book = run(path, {"epochs": 7, "widths": [1, 2]})
    assert book.cells[1].metadata.tags == ["injected-parameters"]
    assert book.cells[1].source == "// Parameters\nlet epochs = 7;\nlet widths: any = [1, 2];\n"
    assert last_value(book) == [7, "quick", [1, 2], 0.001]


def test_a_text_fits_a_union_of_texts_and_can_be_compared_with_another(notebook):
    use = 'function size(of: "quick" | "paper") { return of.length }\nprofile === "quick" ? 0 : size(profile)'
    path = notebook((DEFAULTS, "parameters"), (use,))
    book = run(path, {"profile": "paper"})
    assert book.cells[-1].outputs[0]["data"]["text/plain"] == "5"


def test_a_number_keeps_its_type_and_a_misuse_of_it_is_refused(notebook):
    path = notebook((DEFAULTS, "parameters"), ("epochs.toUpperCase()",))
    with pytest.raises(papermill.PapermillExecutionError, match="'toUpperCase' does not exist on type 'number'"):
        run(path, {"epochs": 7})


VALUES = {
    "text": 'quotes " \' ` and \\ and ${no} and \n a line, 火🔥, \u2028',
    "whole": -3,
    "real": 1.5e-7,
    "yes": True,
    "no": False,
    "nothing": None,
    "rows": [[1, 2.5], [], ["a"]],
    "nested": {"a-b": {"c": [None, {"d": True}]}, "__proto__": {"seen": 1}, "": 0},
    "empty": {},
}


def test_every_kind_of_value_arrives_as_it_was(notebook):
    path = notebook((f"JSON.stringify({{ {', '.join(VALUES)} }})",))
    book = run(path, VALUES)
    (sent,) = [line for line in book.cells[0].source.split("\n") if line.startswith("let text")]
    assert "火🔥" in sent
    assert last_value(book) == VALUES


def test_numbers_that_json_lacks_arrive_too(notebook):
    path = notebook(("[Number.isNaN(a), b === Infinity, c === -Infinity, d === 2n ** 60n]",))
    book = run(path, {"a": math.nan, "b": math.inf, "c": -math.inf, "d": 2**60})
    assert book.cells[-1].outputs[0]["data"]["text/plain"] == "[ true, true, true, true ]"


def test_a_name_that_no_variable_can_have_is_refused(notebook):
    path = notebook(("1",))
    for name in ("learning-rate", "class", "1st"):
        with pytest.raises(PapermillException, match=f'parameter "{name}": needed is a name'):
            run(path, {name: 1})


def test_the_command_line_sets_parameters_and_lists_them(notebook):
    path = notebook((DEFAULTS, "parameters"), ("epochs * 2",))
    out = output_of(path)
    subprocess.run([sys.executable, "-m", "papermill", path, out, "-p", "epochs", "21"], check=True)
    assert nbformat.read(out, 4).cells[-1].outputs[0]["data"]["text/plain"] == "42"
    help_text = subprocess.run(
        [sys.executable, "-m", "papermill", "--help-notebook", path], capture_output=True, text=True
    ).stdout
    assert "epochs: number (default 3)" in help_text and "passes over the data" in help_text
    assert 'profile: "quick" | "paper" (default "quick")' in help_text
    assert "rate: number (default 1e-3)" in help_text and "of learning" in help_text


def test_the_parameters_of_a_cell_are_read_as_a_reader_reads_them():
    source = """
const f: (x: number) => Map<string, number> = (x) => new Map(), b = 2
let widths = [
  16, // first
  32,
];
/* later */ let note = "a; b = c"; let late = true // both
let open;
console.log("x = 3")
export const text = `a
b`
"""
    assert [tuple(found) for found in declarations(source)] == [
        ("f", "(x: number) => Map<string, number>", "(x) => new Map()", ""),
        ("b", "number", "2", ""),
        ("widths", "None", "[ 16, 32, ]", ""),
        ("note", "string", '"a; b = c"', ""),
        ("late", "boolean", "true", "both"),
        ("text", "string", "`a\nb`", ""),
    ]


def test_a_cell_that_cannot_be_read_hinders_nothing():
    for source in ("let = = ;;", "let a: = 3", "}}}", "let x = '", "", "let 火 = 1"):
        assert isinstance(TypeScriptTranslator.inspect({"source": source}), list)


def test_the_package_can_be_imported_before_papermill():
    for first in ("contrastbook_papermill.translator", "contrastbook_papermill.register", "papermill"):
        script = f"import {first}; from papermill.translators import papermill_translators as t; "
        script += "print(t.find_translator('contrastbook', 'typescript').__name__)"
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
        assert done.stdout == "TypeScriptTranslator\n", done.stderr
