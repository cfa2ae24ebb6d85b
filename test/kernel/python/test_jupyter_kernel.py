"""Jupyter's own conformance suite, with every sample filled in."""

import jupyter_kernel_test


class ContrastbookKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "contrastbook"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("trouble")'
    code_page_something = 'display.page("a long text")'
    code_generate_error = 'throw new RangeError("temperature must be positive")'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"a" + "b"', "result": "'ab'"},
        {"code": "await Promise.resolve(3)", "result": "3"},
        {"code": "[1, 2].map((n) => n * n)", "result": "[ 1, 4 ]"},
    ]
    code_display_data = [
        {"code": "display([1, 2])", "mime": "text/plain"},
        {"code": 'display.html("<b>bold</b>")', "mime": "text/html"},
        {"code": 'display.markdown("**bold**")', "mime": "text/markdown"},
        {"code": 'display.latex("$\\\\tau$")', "mime": "text/latex"},
        {"code": 'display.svg("<svg></svg>")', "mime": "image/svg+xml"},
        {"code": "display.json({ a: 1 })", "mime": "application/json"},
        {"code": "display.png(new Uint8Array([137, 80, 78, 71]))", "mime": "image/png"},
        {
            "code": 'display({ [Symbol.for("Jupyter.display")]: async () => ({ "text/html": "<i>x</i>" }) })',
            "mime": "text/html",
        },
    ]
    code_clear_output = "display.clear()"
    code_inspect_sample = "Math.max"
    code_history_pattern = "6 ?*7"
    supported_history_operations = ("tail", "range", "search")

    completion_samples = [
        {"text": "Math.hyp", "matches": {"hypot"}},
        {"text": "console.ti", "matches": {"time", "timeEnd", "timeLog", "timeStamp"}},
        {"text": 'const 火 = "🔥"; 火.toUpp', "matches": {"toUpperCase"}},
    ]
    complete_code_samples = ["1", "const x = 1;", "await (f())", "for await (const x of y) {}", "type A = { b: string }"]
    incomplete_code_samples = ["{", "function f() {", "[1, 2,", "f(", "`template", "/* comment", "class A {\n  b() {"]
    invalid_code_samples = ["const = 3", "1 +* 2", ")"]
