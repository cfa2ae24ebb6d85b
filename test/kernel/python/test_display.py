"""What a reader sees of values: results, displays and their handles, errors, what the console prints."""

import base64
import time

import pytest
from conftest import Kernel


def data(kernel, code):
    result = kernel.run(code)
    assert result.of("error") == []
    return result.of("execute_result")[0]["data"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("new Map([['a', new Set([1])]])", "Map(1) { 'a' => Set(1) { 1 } }"),
        ("class Encoder { depth = 4; get broken(): number { throw new Error('no') } }; new Encoder()", "Encoder { depth: 4 }"),
        ("const ring: any = { name: 'r' }; ring.self = ring; ring", "<ref *1> { name: 'r', self: [Circular *1] }"),
        ("Symbol('s')", "Symbol(s)"),
        ("7n", "7n"),
        ("new Date(0)", "1970-01-01T00:00:00.000Z"),
        ("function half(x: number) { return x / 2 }; half", "[Function: half]"),
        ("const gone = Proxy.revocable({}, {}); gone.revoke(); ({ proxy: gone.proxy })", "{ proxy: <Revoked Proxy> }"),
        ("'two\\nlines'", "'two\\nlines'"),
    ],
)
def test_a_value_is_shown_as_node_prints_it(kernel, code, text):
    assert data(kernel, code) == {"text/plain": text}


def test_a_large_array_is_abbreviated_at_once(kernel):
    kernel.run("const big = Array.from({ length: 3_000_000 }, (_, i) => ({ i })); const floats = new Float32Array(50_000_000);")
    for name, left_out in [("big", 2999900), ("floats", 49999900)]:
        started = time.monotonic()
        assert f"{left_out} more items" in data(kernel, name)["text/plain"]
        assert time.monotonic() - started < 1


def test_an_error_that_is_a_value_is_its_report_and_no_failure(kernel):
    text = data(
        kernel,
        "function inner(): never { throw new TypeError('deep') }\n"
        "let caught: unknown; try { inner() } catch (cause) { caught = new Error('outer', { cause }) } caught",
    )["text/plain"]
    assert text.startswith("Error: outer\n  Cell [")
    assert "Caused by:\nTypeError: deep\n" in text and ", line 1, in inner" in text
    assert "\x1b" not in text and "contrastbook-cell" not in text


@pytest.mark.parametrize("code", ["[new Error('in a list')]", "({ e: new Error('in an object') })"])
def test_an_error_in_a_value_names_cell_and_line_and_nothing_of_the_kernel(kernel, code):
    text = data(kernel, code)["text/plain"]
    assert "at Cell [" in text
    assert "contrastbook-cell" not in text and "/kernel/" not in text


def test_an_error_of_a_file_beside_the_notebook_names_its_typescript_line(tmp_path, monkeypatch):
    (tmp_path / "thrower.ts").write_text("interface Long {\n  a: number;\n}\n\n\n\n\n\nexport function boom(): never {\n  throw new Error('boom');\n}\n")
    monkeypatch.chdir(tmp_path)
    own = Kernel()
    try:
        result = own.run("import { boom } from './thrower'; boom()")
    finally:
        own.stop()
    assert "thrower.ts:10:9" in "\n".join(result.of("error")[0]["traceback"])


def test_a_notebook_imports_typescript_from_a_folder_above_its_own(tmp_path, monkeypatch):
    (tmp_path / "shared.ts").write_text("export const five: number = 5;\n")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    own = Kernel()
    try:
        assert own.run("import { five } from '../shared'; five").value() == "5"
    finally:
        own.stop()


def test_an_error_that_is_printed_names_cell_and_line(kernel):
    result = kernel.run("function print() {\n  console.log(new RangeError('printed'));\n}\nprint()")
    count = result.reply["content"]["execution_count"]
    assert f"at print (Cell [{count}]:2:15)" in result.text()
    assert "contrastbook-cell" not in result.text() and "/kernel/" not in result.text()


def test_the_error_of_a_display_method_is_the_error_of_the_cell_with_its_own_line(kernel):
    result = kernel.run("class View {\n  [Symbol.for('Jupyter.display')]() {\n    throw new RangeError('no view');\n  }\n}\nnew View()")
    (error,) = result.of("error")
    assert error["ename"] == "RangeError"
    assert any(", line 3, in View.[Jupyter.display]" in line or ", line 3" in line for line in error["traceback"])


def test_a_deep_recursion_is_told_in_a_few_lines(kernel):
    (error,) = kernel.run("function down(n: number): number {\n  return 1 + down(n + 1);\n}\ndown(0)").of("error")
    assert error["ename"] == "RangeError"
    assert len(error["traceback"]) < 15
    assert any("more frames of the same" in line for line in error["traceback"])


def test_the_stack_goes_through_several_cells_also_behind_an_await(kernel):
    first = kernel.run("async function load(): Promise<never> {\n  await null;\n  throw new Error('late');\n}")
    second = kernel.run("const all = async () => {\n  await load();\n}")
    third = kernel.run("await all()")
    counts = [r.reply["content"]["execution_count"] for r in (first, second, third)]
    text = "\n".join(third.of("error")[0]["traceback"])
    places = [f"Cell [{count}], line {line}" for count, line in zip(counts, (3, 2, 1))]
    assert [text.find(place) for place in places] == sorted(text.find(place) for place in places)
    assert all(place in text for place in places)


def test_a_system_error_shows_its_code_and_path(kernel):
    (error,) = kernel.run("import { readFileSync } from 'fs'; readFileSync('/nowhere')").of("error")
    assert any("code: 'ENOENT'" in line and "path: '/nowhere'" in line for line in error["traceback"])


def test_display_shows_several_values_and_its_handle_updates_them(kernel):
    result = kernel.run("const shown = display(1, 'two'); shown.update(3, 'four')")
    displayed, updated = result.of("display_data"), result.of("update_display_data")
    assert [d["data"]["text/plain"] for d in displayed + updated] == ["1", "'two'", "3", "'four'"]
    assert [d["transient"] for d in displayed] == [d["transient"] for d in updated]
    later = kernel.run("shown.update(5)")
    assert later.of("update_display_data")[0]["data"]["text/plain"] == "5"


def test_a_cell_that_ends_with_display_shows_it_once(kernel):
    result = kernel.run("display.html('<b>1</b>')")
    assert result.of("display_data")[0]["data"] == {"text/html": "<b>1</b>", "text/plain": "<b>1</b>"}
    assert result.of("execute_result") == []


def test_a_canvas_is_a_picture(kernel):
    png = data(kernel, "import { createCanvas } from '@napi-rs/canvas'; createCanvas(4, 4)")["image/png"]
    assert base64.b64decode(png).startswith(b"\x89PNG")


def test_bytes_are_a_picture_only_when_asked(kernel):
    kernel.run("const bytes = Buffer.from('89504e470d0a1a0a00', 'hex')")
    assert list(data(kernel, "bytes")) == ["text/plain"]
    (shown,) = kernel.run("display.image(bytes, { width: 40 })").of("display_data")
    assert base64.b64decode(shown["data"]["image/png"]) == bytes.fromhex("89504e470d0a1a0a00")
    assert shown["metadata"] == {"image/png": {"width": 40}}


def test_the_console_formats_as_in_node(kernel):
    result = kernel.run(
        "console.log('%s has %d: %o', 'x', 2, [1]); console.group('group'); console.log(new Map([[1, 2]])); console.groupEnd();\n"
        "console.table([{ a: 1 }]); console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 }); console.error('to stderr')"
    )
    lines = result.text().split("\n")
    assert lines[0] == "x has 2: [ 1, [length]: 1 ]"
    assert lines[1:3] == ["group", "  Map(1) { 1 => 2 }"]
    assert "│ 0       │ 1 │" in result.text() and "{ a: [Object] }" in result.text()
    assert result.text("stderr") == "to stderr\n"


def test_a_group_that_an_error_left_open_indents_no_later_cell(kernel):
    kernel.run("console.group('open'); throw new Error('x')")
    assert kernel.run("console.log('flush left')").text() == "flush left\n"


def test_a_promise_is_printed_without_the_cell_that_it_belongs_to(kernel):
    result = kernel.run("console.log({ p: Promise.resolve(1) }); ({ p: Promise.resolve(2) })")
    assert result.text() == "{ p: Promise { 1 } }\n"
    assert result.value() == "{ p: Promise { 2 } }"
