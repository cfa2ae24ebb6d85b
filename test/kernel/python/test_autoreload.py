"""A saved change in a project's source is used by the next cell, with its types and without a restart."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager

from conftest import Kernel

REPOSITORY = Path(__file__).resolve().parents[3]
TYPESCRIPT = REPOSITORY / "node_modules" / "typescript"

FILES = {
    "package.json": {
        "name": "lab",
        "version": "1.0.0",
        "main": "dist/index.js",
        "types": "dist/index.d.ts",
        "contrastbook": {"restart": ["dist/state.js"]},
    },
    "tsconfig.json": {
        "compilerOptions": {
            "target": "ES2022",
            "module": "CommonJS",
            "moduleResolution": "node10",
            "rootDir": "src",
            "outDir": "dist",
            "declaration": True,
            "sourceMap": True,
            "incremental": True,
            "strict": True,
            "esModuleInterop": True,
            "types": [],
        },
        "include": ["src/**/*.ts"],
    },
    "src/deep/leaf.ts": "export const leaf = (): number => 1;\n",
    "src/deep/middle.ts": 'import { leaf } from "./leaf";\nexport const middle = (): number => leaf() * 10;\n',
    "src/top.ts": 'import { middle } from "./deep/middle";\nexport const top = (): number => middle() + 5;\n',
    "src/box.ts": "export class Box {\n  v = 1;\n  get() { return this.v; }\n}\n",
    "src/scale.ts": "export const scale = (n: number): number => n * 2;\nexport const gone = (): string => 'here';\n",
    "src/state.ts": "export const state = { count: 0 };\nexport const bump = (): number => ++state.count;\n",
    "src/apart.ts": "export const apart = (): string => 'not loaded';\n",
    "src/index.ts": (
        'export { top } from "./top";\nexport { Box } from "./box";\nexport { scale, gone } from "./scale";\n'
        'export { bump } from "./state";\nexport default "lab";\n'
    ),
    "plain.js": "module.exports = { factor: 3, triple: (n) => 3 * n };\n",
    "plain.d.ts": "export const factor: number;\nexport function triple(n: number): number;\n",
    "numbers.json": {"size": 8},
    "inner.ts": "export const inner = (): number => 1;\n",
    "outer.ts": 'import { inner } from "./inner";\nexport const outer = (): number => inner() + 100;\n',
}


class Project:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, content in FILES.items():
            self.write(name, content if isinstance(content, str) else json.dumps(content))
        modules = folder / "node_modules"
        modules.mkdir()
        (modules / "lab").symlink_to("..")
        (modules / "typescript").symlink_to(TYPESCRIPT)
        self.build()

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def read(self, name: str) -> str:
        return (self.folder / name).read_text()

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert old in text
        self.write(name, text.replace(old, new))

    def build(self) -> None:
        command = ["node", str(TYPESCRIPT / "bin" / "tsc"), "-p", str(self.folder)]
        subprocess.run(command, check=True, cwd=self.folder, capture_output=True)


class ProjectKernel(Kernel):
    def __init__(self, folder: Path, **env: str) -> None:
        self.manager = KernelManager(kernel_name="contrastbook")
        self.manager.start_kernel(cwd=str(folder), env={**os.environ, **env})
        self.connect()

    def value_of(self, code: str):
        result = self.run(code)
        assert result.reply["content"]["status"] == "ok", result.reply["content"].get("traceback")
        return result.value()

    def refusal(self, code: str) -> dict:
        content = self.run(code).reply["content"]
        assert content["status"] == "error", content
        return content


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return Project(tmp_path_factory.mktemp("built"))


@pytest.fixture()
def project(built, tmp_path):
    shutil.copytree(built.folder, tmp_path / "lab", symlinks=True)
    copy = Project.__new__(Project)
    copy.folder = tmp_path / "lab"
    return copy


@pytest.fixture()
def kernel(project):
    running = ProjectKernel(project.folder)
    yield running
    running.stop()


def report(result) -> list[str]:
    """What the kernel says of a reload; on a slow machine it also says that it builds."""
    return [line for line in result.text("stderr").splitlines() if not line.startswith("building ")]


IMPORT = 'import { top, scale, gone, Box, bump } from "lab"; import lab, * as all from "lab"; import { scale as twice } from "lab";'


def test_the_next_cell_uses_a_saved_change_under_every_name_and_in_functions_of_earlier_cells(project, kernel):
    kernel.value_of(f"{IMPORT} const here = () => scale(1);")
    kernel.value_of("const there = () => scale(1); const m = await import('lab'); 0")
    assert kernel.value_of("[scale(1), all.scale(1), twice(1), here(), there(), m.scale(1)].join()") == "'2,2,2,2,2,2'"
    project.replace("src/scale.ts", "n * 2", "n * 3")
    result = kernel.run("[scale(1), all.scale(1), twice(1), here(), there(), m.scale(1)].join()")
    assert result.value() == "'3,3,3,3,3,3'"
    assert report(result)[0].startswith("reloaded src/scale.ts and 1 module that imports it (")
    assert len(report(result)) == 1
    assert "n * 3" in project.read("dist/scale.js")


def test_a_change_three_imports_deep_reaches_the_cell_and_the_rest_stays_loaded(project, kernel):
    kernel.value_of(f"{IMPORT} bump(); top()")
    project.replace("src/deep/leaf.ts", "=> 1", "=> 2")
    result = kernel.run("`${top()} ${bump()}`")
    assert result.value() == "'25 2'"
    assert "reloaded src/deep/leaf.ts and 3 modules that import it" in result.text("stderr")


def test_an_export_that_was_added_has_its_type_and_one_that_was_removed_is_refused(project, kernel):
    kernel.value_of(IMPORT)
    project.replace("src/scale.ts", "export const gone = (): string => 'here'", "export const fresh = (n: number): string => `${n}`")
    project.replace("src/index.ts", "gone", "fresh")
    assert kernel.value_of('import { fresh } from "lab"; fresh(1)') == "'1'"
    assert "not assignable to parameter of type 'number'" in kernel.refusal('fresh("1")')["evalue"]
    assert "no exported member" in kernel.refusal('import { gone } from "lab"')["evalue"]


def test_a_changed_signature_is_known_to_the_compiler_of_cells(project, kernel):
    kernel.value_of(f"{IMPORT} scale(1)")
    project.replace("src/scale.ts", "(n: number): number => n * 2", "(s: string): string => s + s")
    assert "'number' is not assignable to parameter of type 'string'" in kernel.refusal("scale(1)")["evalue"]
    assert kernel.value_of('scale("a")') == "'aa'"


def test_a_type_error_in_the_source_refuses_the_cell_and_the_old_code_stays(project, kernel):
    kernel.value_of(f"{IMPORT} scale(1)")
    before = project.read("dist/deep/leaf.js")
    project.write("src/deep/leaf.ts", 'export const leaf = (): string => "1";\n')
    for _ in range(2):
        refusal = kernel.refusal("top()")
        assert refusal["ename"] == "TypeScriptError"
        assert "src/deep/middle.ts, line 2:" in refusal["evalue"]
    assert project.read("dist/deep/leaf.js") == before
    assert kernel.value_of("jupyter.autoreload = false; top()") == "15"
    assert kernel.value_of("top()") == "15"
    project.write("src/deep/leaf.ts", "export const leaf = (): number => 3;\n")
    assert kernel.value_of("top()") == "15"
    kernel.value_of("jupyter.autoreload = true")
    assert kernel.value_of("top()") == "35"


def test_a_half_saved_file_is_refused_and_used_when_it_is_whole(project, kernel):
    kernel.value_of(f"{IMPORT} scale(1)")
    project.write("src/scale.ts", "export const scale = (n: number): number => n *")
    refusal = kernel.refusal("scale(1)")
    assert refusal["evalue"].startswith("src/scale.ts, line 1:") and "TS1109" in refusal["evalue"]
    project.write("src/scale.ts", "export const scale = (n: number): number => n * 7;\nexport const gone = () => 'here';\n")
    assert kernel.value_of("scale(1)") == "7"


def test_an_error_in_a_file_that_no_cell_uses_hinders_nobody(project, kernel):
    kernel.value_of(f"{IMPORT} scale(1)")
    project.write("src/apart.ts", "export const apart: number = 'x';\n")
    project.replace("src/scale.ts", "n * 2", "n * 4")
    assert kernel.value_of("scale(1)") == "4"


def test_a_module_that_throws_as_it_loads_leaves_the_old_one_in_place(project, kernel):
    kernel.value_of(f"{IMPORT} scale(1)")
    project.write("src/box.ts", 'export class Box { v = 1; get() { return this.v; } }\nthrow new Error("not today");\n')
    for _ in range(2):
        refusal = kernel.refusal("scale(1)")
        assert refusal["ename"] == "ReloadError" and "src/box.ts" in refusal["evalue"]
        assert any("not today" in line for line in refusal["traceback"])
    project.write("src/box.ts", "export class Box { v = 2; get() { return this.v; } }\n")
    assert kernel.value_of("new Box().get() + scale(1)") == "4"


def test_live_objects_of_old_code_are_named(project, kernel):
    kernel.value_of(f"{IMPORT} const box = new Box(); const alias = Box; const boxes = [box]; class Own extends Box {{}}")
    project.replace("src/box.ts", "v = 1", "v = 2")
    result = kernel.run("[box instanceof Box, new Box().get()].join()")
    assert result.value() == "'false,2'"
    line = report(result)[1]
    assert "box is an instance of the old Box" in line and "alias is the old Box" in line
    assert "boxes contains an instance of the old Box" in line and line.endswith("run their cells again")
    kernel.value_of("const box = new Box(); const alias = Box; const boxes = [box]; class Own extends Box {}")
    project.replace("src/box.ts", "v = 2", "v = 3")
    kernel.run("0")
    assert kernel.run("0").text("stderr") == ""


def test_what_a_function_of_old_code_made_is_named_and_what_the_new_one_makes_is_not(project, kernel):
    project.write("src/make.ts", "export const make = (n: number) => ({ scale: (m: number) => n * m });\n")
    project.replace("src/index.ts", "export { bump }", 'export { make } from "./make";\nexport { bump }')
    project.build()
    kernel.value_of('import { make, bump } from "lab"; const model = make(2); const own = (m: number) => make(3).scale(m);')
    project.replace("src/make.ts", "n * m", "n * m + 1")
    result = kernel.run("[model.scale(1), own(1)].join()")
    assert result.value() == "'2,4'"
    assert report(result)[1:] == ["model was made by the old src/make.ts: run its cell again"]


def test_what_keeps_state_is_not_loaded_twice_and_says_so_once(project, kernel):
    kernel.value_of(f"{IMPORT} bump()")
    project.replace("src/state.ts", "++state.count", "(state.count += 10)")
    project.replace("src/scale.ts", "n * 2", "n * 5")
    result = kernel.run("`${bump()} ${scale(1)}`")
    assert result.value() == "'2 5'"
    assert "restart needed: src/state.ts keeps state that cannot be loaded twice\n" in result.text("stderr")
    assert kernel.run("bump()").text("stderr") == ""


def test_files_beside_the_notebook_and_json_and_plain_javascript_are_used_as_they_are_saved(project, kernel):
    kernel.value_of('import { outer } from "./outer"; import { triple } from "./plain"; import size from "./numbers.json";')
    kernel.value_of("const read = () => `${outer()} ${triple(1)} ${size.size}`; const whole = require('./plain'); const later = await import('./plain');")
    assert kernel.value_of("read()") == "'101 3 8'"
    project.write("inner.ts", "export const inner = (): number => 2;\n")
    result = kernel.run("read()")
    assert result.value() == "'102 3 8'"
    assert result.text("stderr").startswith("reloaded inner.ts and 1 module that imports it")
    project.write("plain.js", "module.exports = { factor: 4, triple: (n) => 4 * n };\n")
    project.write("numbers.json", '{ "size": 16 }')
    assert kernel.value_of("read()") == "'102 4 16'"
    assert kernel.value_of("[whole.factor, later.factor].join()") == "'4,4'"
    project.write("inner.ts", 'export const inner = (): string => "2";\n')
    assert kernel.refusal("1")["evalue"].startswith("outer.ts, line 2:")
    project.write("inner.ts", "export const inner = (): number => 3;\n")
    assert kernel.value_of("read()") == "'103 4 16'"


def test_a_file_that_was_deleted_refuses_cells_while_something_imports_it(project, kernel):
    kernel.value_of(f"{IMPORT} top()")
    (project.folder / "src/deep/leaf.ts").unlink()
    assert "src/deep/middle.ts, line 1:" in kernel.refusal("top()")["evalue"]
    project.write("src/deep/middle.ts", "export const middle = (): number => 70;\n")
    assert kernel.value_of("top()") == "75"
    (project.folder / "plain.js").unlink()
    assert kernel.value_of("top()") == "75"


def test_outputs_that_were_wiped_are_built_again_with_the_next_change(project, kernel):
    kernel.value_of(f"{IMPORT} top()")
    project.replace("src/deep/leaf.ts", "=> 1", "=> 2")
    assert kernel.value_of("top()") == "25"
    shutil.rmtree(project.folder / "dist")
    assert kernel.value_of("top()") == "25"
    project.replace("src/deep/leaf.ts", "=> 2", "=> 3")
    assert kernel.value_of("top()") == "35"


def test_a_source_that_was_added_can_be_imported_at_once(project, kernel):
    kernel.value_of(IMPORT)
    project.write("src/added.ts", "export const added = (n: number): number => n + 1;\n")
    assert kernel.value_of('import { added } from "lab/dist/added"; added(1)') == "2"
    project.write("src/deep/er/more.ts", "export const more = 5;\n")
    assert kernel.value_of('import { more } from "lab/dist/deep/er/more"; more') == "5"


def test_two_changes_in_quick_succession_and_one_in_the_middle_of_a_cell(project, kernel):
    kernel.value_of(f"{IMPORT} scale(1)")
    project.replace("src/scale.ts", "n * 2", "n * 3")
    project.replace("src/scale.ts", "n * 3", "n * 4")
    assert kernel.value_of("scale(1)") == "4"
    project.replace("src/scale.ts", "n * 4", "n * 5")
    assert kernel.value_of("scale(1)") == "5"
    busy = kernel.send("const seen: number[] = []; for (let i = 0; i < 20; i++) { seen.push(scale(1)); await new Promise((r) => setTimeout(r, 50)); } new Set(seen).size")
    waiting = kernel.send("scale(1)")
    time.sleep(0.4)
    project.replace("src/scale.ts", "n * 5", "n * 6")
    first, second = kernel.collect(busy, waiting)
    assert (first.value(), second.value()) == ("1", "6")


def test_a_build_begins_when_a_file_is_saved_and_not_when_a_cell_asks_for_it(project, kernel):
    kernel.value_of(f"{IMPORT} scale(1)")
    project.replace("src/scale.ts", "n * 2", "n * 3")
    deadline = time.monotonic() + 25
    while "n * 3" not in project.read("dist/scale.js") and time.monotonic() < deadline:
        time.sleep(0.1)
    assert "n * 3" in project.read("dist/scale.js")
    time.sleep(2)
    assert kernel.value_of("scale(1)") == "3"


def test_an_interrupt_ends_the_wait_for_a_build_and_the_next_cell_has_it(project, kernel):
    kernel.value_of(f"{IMPORT} scale(1)")
    project.replace("src/scale.ts", "n * 2", "n * 3")
    busy = kernel.send("console.log('ran'); scale(1)")
    time.sleep(0.1)
    kernel.ask_control("interrupt_request", {})
    (result,) = kernel.collect(busy)
    assert result.of("error")[0]["ename"] == "KernelInterrupted" and result.text() == ""
    assert kernel.value_of("scale(1)") == "3"


def test_a_file_that_is_only_touched_reloads_nothing_and_starts_no_compiler(project, kernel):
    kernel.value_of(f"{IMPORT} scale(1)")
    for name in ["src/scale.ts", "dist/box.js"]:
        os.utime(project.folder / name)
    began = time.monotonic()
    assert kernel.run("scale(1)").text("stderr") == ""
    assert time.monotonic() - began < 1.5


def test_a_build_in_a_terminal_is_used_as_it_is(project, kernel):
    kernel.value_of(f"{IMPORT} scale(1)")
    project.replace("src/scale.ts", "n * 2", "n * 9")
    project.build()
    began = time.monotonic()
    result = kernel.run("scale(1)")
    assert result.value() == "9" and "reloaded src/scale.ts" in result.text("stderr")
    project.replace("src/scale.ts", "n * 9", "n * 2")
    assert kernel.value_of("scale(1)") == "2"
    project.replace("src/scale.ts", "n * 2", "n * 9")
    kernel.value_of("scale(1)")
    project.build()
    assert "n * 9" in project.read("dist/scale.js")
    assert kernel.run("scale(1)").text("stderr") == ""
    assert time.monotonic() - began < 30


def test_a_project_without_a_compiler_says_who_has_to_build(project, kernel):
    (project.folder / "node_modules/typescript").unlink()
    kernel.value_of(f"{IMPORT} scale(1)")
    project.replace("src/scale.ts", "n * 2", "n * 8")
    result = kernel.run("scale(1)")
    assert result.value() == "2" and "src/scale.ts was saved but the kernel cannot build it" in result.text("stderr")
    assert kernel.run("scale(1)").text("stderr") == ""
    project.build()
    assert kernel.value_of("scale(1)") == "8"


def test_a_compiled_step_is_traced_anew_with_the_loss_of_the_project(project):
    (project.folder / "node_modules/contrastbook").symlink_to(REPOSITORY)
    kernel = ProjectKernel(project.folder)
    try:
        kernel.value_of('import { compile, tf } from "contrastbook"; import { scale } from "lab";')
        kernel.value_of("const step = compile((x: tf.Tensor) => x.mul(scale(1))); const value = () => step(tf.scalar(10)).dataSync()[0];")
        assert kernel.value_of("value()") == "20"
        project.replace("src/scale.ts", "n * 2", "n * 3")
        assert kernel.value_of("`${value()} ${step.traces.length}`") == "'30 1'"
    finally:
        kernel.stop()


def test_the_environment_turns_it_off(project):
    kernel = ProjectKernel(project.folder, CONTRASTBOOK_AUTORELOAD="off")
    try:
        kernel.value_of(f"{IMPORT} scale(1)")
        project.replace("src/scale.ts", "n * 2", "n * 3")
        assert kernel.value_of("`${scale(1)} ${jupyter.autoreload}`") == "'2 false'"
    finally:
        kernel.stop()
