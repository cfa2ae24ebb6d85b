"""Runs one notebook from top to bottom on a fresh kernel: execute_notebook.py SOURCE TARGET KERNEL CELL_SECONDS.

The last line on stdout is a JSON object: {"failure": null} or {"failure": {"cell": 3, "ename": "...", "evalue": "..."}}.
The executed notebook is written to TARGET in either case, by rename.
"""

import json
import os
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def fault(cells):
    """The first cell that did not do what a finished run leaves: counts 1..n, and no error among the outputs."""
    expected = 0
    for index, cell in enumerate(cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        expected += 1
        for output in cell.outputs:
            if output.output_type == "error":
                return {"cell": index + 1, "ename": output.ename, "evalue": output.evalue}
        if cell.execution_count != expected:
            given = f"its execution count is {cell.execution_count}, and {expected} was due"
            return {"cell": index + 1, "ename": "CellNotRun", "evalue": given}
    return None if expected else {"cell": 0, "ename": "EmptyNotebook", "evalue": "it has no code cell"}


def main(source, target, kernel, cell_seconds):
    notebook = nbformat.read(source, as_version=4)
    folder = os.path.dirname(os.path.abspath(source))
    client = NotebookClient(
        notebook, timeout=int(cell_seconds), kernel_name=kernel, resources={"metadata": {"path": folder}}
    )
    failure = None
    try:
        client.execute()
    except CellExecutionError as error:
        failure = {"cell": 0, "ename": error.ename, "evalue": error.evalue}
    except Exception as error:  # a dead kernel, a cell that took too long, no such kernel
        failure = {"cell": 0, "ename": type(error).__name__, "evalue": str(error)}
    found = fault(notebook.cells)
    if failure is None or (found and found["ename"] == failure["ename"]):
        failure = found
    os.makedirs(os.path.dirname(os.path.abspath(target)), exist_ok=True)
    draft = f"{target}.tmp"
    nbformat.write(notebook, draft)
    os.replace(draft, target)
    print(json.dumps({"failure": failure}))


main(*sys.argv[1:])
