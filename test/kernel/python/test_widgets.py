"""Widgets as a page sees them: Jupyter's widget protocol 2.1, through the kernel's comms."""

from test_comm import comm_info, heard, say


def comms_of(result):
    return [m for m in result.messages if m["msg_type"].startswith("comm_")]


def update(kernel, comm_id, state, buffers=(), paths=()):
    data = {"method": "update", "state": state, "buffer_paths": list(paths)}
    return heard(kernel, say(kernel, "comm_msg", {"comm_id": comm_id, "data": data}, buffers))


def test_a_slider_opens_shows_and_calls_back_below_its_cell(kernel):
    cell = kernel.send(
        "const tau = jupyter.slider({ min: 0, max: 10, value: 4, label: 'tau', onChange: (v, was) => console.log(was, '->', v) }); tau"
    )
    (result,) = kernel.collect(cell)
    style, opened = comms_of(result)
    assert opened["metadata"] == {"version": "2.1.0"}
    assert opened["content"]["target_name"] == "jupyter.widget"
    state = opened["content"]["data"]["state"]
    assert (state["_model_name"], state["_model_module"]) == ("FloatSliderModel", "@jupyter-widgets/controls")
    # the page would cut a long label
    assert style["content"]["data"]["state"]["description_width"] == "initial"
    assert state["style"] == f"IPY_MODEL_{style['content']['comm_id']}"
    model = opened["content"]["comm_id"]
    shown = result.of("execute_result")[0]["data"]
    assert shown["application/vnd.jupyter.widget-view+json"] == {"version_major": 2, "version_minor": 0, "model_id": model}
    assert shown["text/plain"] == 'slider "tau": 4'

    # what the callback prints goes to the cell of the slider, the echo to the message
    moved = say(kernel, "comm_msg", {"comm_id": model, "data": {"method": "update", "state": {"value": 6}, "buffer_paths": []}})
    seen = {}
    while True:
        message = kernel.client.get_iopub_msg(timeout=10)
        parent = message["parent_header"].get("msg_id")
        seen[message["msg_type"]] = (parent, message["content"])
        if parent == moved and message["content"].get("execution_state") == "idle":
            break
    assert seen["comm_msg"] == (moved, {"comm_id": model, "data": {"method": "echo_update", "state": {"value": 6}, "buffer_paths": []}})
    assert seen["stream"] == (cell, {"name": "stdout", "text": "4 -> 6\n"})
    assert kernel.run("tau.value").value() == "6"


def test_a_page_that_is_opened_anew_gets_all_states_with_their_bytes(own_kernel):
    kernel = own_kernel
    result = kernel.run(
        'const w = jupyter.widget({ esm: "export default {}", state: { n: 1, deep: { pixels: [0, Uint8Array.of(1, 2, 3)] } } });\n'
        "const s = jupyter.slider(); s.close()"
    )
    model = comms_of(result)[0]["content"]["comm_id"]
    assert comm_info(kernel, "jupyter.widget") == {model: {"target_name": "jupyter.widget"}}
    update(kernel, model, {"n": 5})
    say(kernel, "comm_open", {"comm_id": "page", "target_name": "jupyter.widget.control", "data": {}}, metadata={"version": "1.0.0"})
    (answer,) = heard(kernel, say(kernel, "comm_msg", {"comm_id": "page", "data": {"method": "request_states"}}))
    data = answer["content"]["data"]
    assert data["method"] == "update_states" and list(data["states"]) == [model]
    assert data["states"][model]["model_name"] == "AnyModel"
    assert data["states"][model]["state"]["n"] == 5
    assert data["states"][model]["state"]["deep"] == {"pixels": [0, None]}
    assert data["buffer_paths"] == [[model, "state", "deep", "pixels", 1]]
    assert [bytes(b) for b in answer["buffers"]] == [b"\x01\x02\x03"]


def test_binary_state_comes_in_as_uint8array(kernel):
    result = kernel.run('const image = jupyter.widget({ esm: "", state: { bytes: new Uint8Array() } })')
    model = comms_of(result)[0]["content"]["comm_id"]
    (echo,) = update(kernel, model, {}, [bytes(range(256))], [["bytes"]])
    assert bytes(echo["buffers"][0]) == bytes(range(256))
    assert kernel.run("const b = image.get('bytes'); [b.constructor.name, b.length, b[255]].join()").value() == "'Uint8Array,256,255'"


def test_interact_draws_anew_and_keeps_drawing_after_an_error_and_an_interrupt(kernel):
    result = kernel.run(
        "jupyter.interact({ n: jupyter.slider({ max: 10 }) }, async ({ n }) => {\n"
        "  if (n === 1) throw new RangeError('one is too few');\n"
        "  if (n === 2) await new Promise(() => {});\n"
        "  if (n === 4) { await null; while (true) {} }\n"
        "  console.log(`n is ${n}`);\n"
        "})"
    )
    opened = {m["content"]["data"]["state"]["_model_name"]: m["content"]["comm_id"] for m in comms_of(result) if m["msg_type"] == "comm_open"}
    slider, output = opened["FloatSliderModel"], opened["OutputModel"]

    def outputs(messages):
        return [m["content"]["data"]["state"]["outputs"] for m in messages if m["content"].get("comm_id") == output][-1]

    (error,) = outputs(update(kernel, slider, {"value": 1}))
    assert (error["output_type"], error["evalue"]) == ("error", "one is too few")
    for stuck in (2, 4):
        data = {"method": "update", "state": {"value": stuck}, "buffer_paths": []}
        hanging = say(kernel, "comm_msg", {"comm_id": slider, "data": data})
        kernel.wait_for_output(hanging)
        kernel.ask_control("interrupt_request", {})
        heard(kernel, hanging, timeout=5)
    assert outputs(update(kernel, slider, {"value": 3})) == [{"output_type": "stream", "name": "stdout", "text": "n is 3\n"}]


def test_the_cells_know_the_types_of_widgets(kernel):
    for wrong in (
        "const t: string = jupyter.slider().value",
        'const c: "c" = jupyter.dropdown({ options: ["a", "b"] }).value',
        'jupyter.interact({ on: jupyter.checkbox() }, ({ on }) => on.toFixed())',
        'jupyter.widget({ esm: "", state: { n: 1 } }).set("m", 2)',
    ):
        (error,) = kernel.run(wrong).of("error")
        assert error["ename"] == "TypeScriptError", wrong


def test_an_impossible_slider_is_an_error_that_says_what_is_needed(kernel):
    (error,) = kernel.run("jupyter.slider({ min: 3, max: 3 })").of("error")
    assert (error["ename"], error["evalue"]) == ("ControlError", "slider: min is 3 and max is 3; needed is min < max")
