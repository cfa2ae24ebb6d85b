import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { displaySymbol } from "../../../../src/report/displayable";
import { createJupyter, type Jupyter } from "../../../../src/kernel/session/jupyterGlobal";
import { ControlError } from "../../../../src/kernel/session/widgets/control";
import type { Output } from "../../../../src/kernel/session/widgets/outputList";
import { MockSession, type Published } from "../mockSession";

const viewType = "application/vnd.jupyter.widget-view+json";

describe("widgets of a session with a mock language", () => {
  let mock: MockSession;
  let jupyter: Jupyter;
  let body: () => unknown;
  beforeEach(() => {
    mock = new MockSession(() => body());
    jupyter = createJupyter(mock.session.jupyterMeans);
  });

  /** Runs a cell; gives back what its body returned, which the notebook shows too. */
  async function run<Value>(cell: () => Value): Promise<Value> {
    let value: Value | undefined;
    body = () => (value = cell());
    const { content } = await mock.execute("");
    assert.equal(content.status, "ok", String(content.evalue));
    return value as Value;
  }

  const update = (id: string, state: object, more: object = {}, buffers: Uint8Array[] = []): Promise<unknown> =>
    mock.request("comm_msg", { comm_id: id, data: { method: "update", state, ...more } }, { buffers });

  const comms = (): Published[] => mock.published.filter(({ type }) => type.startsWith("comm_"));
  const data = (message: Published | undefined): unknown => message?.content.data;
  const opened = (model: string): string => {
    const found = comms().find(({ content }) => JSON.stringify(content).includes(`"${model}"`));
    return String(found?.content.comm_id);
  };

  it("open with protocol version 2.1, their state, and their bytes beside it", async () => {
    const widget = await run(() => jupyter.widget({ esm: "E", css: "C", state: { n: 1, bytes: Uint8Array.of(5) } }));
    const [message] = comms();
    assert.deepEqual([message?.type, message?.content.target_name], ["comm_open", "jupyter.widget"]);
    assert.deepEqual(message?.metadata, { version: "2.1.0" });
    assert.deepEqual(message.buffers, [Uint8Array.of(5)]);
    const { state, buffer_paths } = data(message) as { state: Record<string, unknown>; buffer_paths: unknown };
    assert.deepEqual(buffer_paths, [["bytes"]]);
    assert.deepEqual([state._model_module, state._model_name, state._view_name], ["anywidget", "AnyModel", "AnyView"]);
    assert.deepEqual([state._esm, state._css, state.n, "bytes" in state], ["E", "C", 1, false]);
    const bundle = await widget[displaySymbol]();
    assert.deepEqual(bundle[viewType], { version_major: 2, version_minor: 0, model_id: widget.id });
    assert.match(String(bundle["text/plain"]), /^widget \{ n: 1, bytes: /);
  });

  it("tell the page what a cell sets, and say nothing when nothing changed", async () => {
    const widget = await run(() => jupyter.widget({ esm: "", state: { n: 1, list: [1] } }));
    await run(() => {
      widget.set("n", 1);
      widget.set("n", 2);
      widget.set("list", widget.get("list"));
    });
    assert.deepEqual(comms().slice(1).map(data), [
      { method: "update", state: { n: 2 }, buffer_paths: [] },
      { method: "update", state: { list: [1] }, buffer_paths: [] },
    ]);
  });

  it("take over what the page sets, echo it in the name of its message, and call observers back", async () => {
    const changes: unknown[] = [];
    const widget = await run(() => {
      const made = jupyter.widget({ esm: "", state: { n: 1, bytes: new Uint8Array() } });
      made.observe("n", (value, before) => changes.push([value, before]));
      return made;
    });
    await update(widget.id, { n: 3 }, { buffer_paths: [["bytes"]] }, [Uint8Array.of(1, 2)]);
    assert.deepEqual([widget.get("n"), widget.get("bytes"), changes], [3, Uint8Array.of(1, 2), [[3, 1]]]);
    const echo = comms().at(-1);
    assert.deepEqual(data(echo), { method: "echo_update", state: { n: 3 }, buffer_paths: [["bytes"]] });
    assert.deepEqual([echo?.parent.msg_type, echo?.buffers], ["comm_msg", [Uint8Array.of(1, 2)]]);
  });

  it("print, show and fail below the cell that gave the callback, whichever message wakes it", async () => {
    const widget = await run(() => {
      const made = jupyter.widget({ esm: "", state: { n: 1 } });
      made.observe("n", async (n) => {
        await sleep(2);
        mock.session.write("stdout", `n ${n}`);
        if (n === 3) throw new RangeError("three");
      });
      return made;
    });
    const cell = mock.published[0]?.parent.msg_id;
    mock.published.length = 0;
    await update(widget.id, { n: 3 });
    const [, printed, failed] = mock.published;
    assert.deepEqual([printed?.content.text, printed?.parent.msg_id], ["n 3", cell]);
    assert.match(String(failed?.content.text), /RangeError.*three/);
    assert.equal(failed?.parent.msg_id, cell);
  });

  it("exchange messages that are no state", async () => {
    const heard: unknown[] = [];
    const widget = await run(() => {
      const made = jupyter.widget({ esm: "" });
      made.onMessage((content, buffers) => heard.push(content, buffers));
      made.send({ hello: 1 }, [Uint8Array.of(1)]);
      return made;
    });
    const sent = comms().at(-1);
    assert.deepEqual([data(sent), sent?.buffers], [{ method: "custom", content: { hello: 1 } }, [Uint8Array.of(1)]]);
    const message = { comm_id: widget.id, data: { method: "custom", content: "x" } };
    await mock.request("comm_msg", message, { buffers: [Uint8Array.of(2)] });
    assert.deepEqual(heard, ["x", [Uint8Array.of(2)]]);
  });

  it("give a page that is opened anew every state, of one widget and of all but the closed", async () => {
    const [widget, slider] = await run(() => {
      const made = [jupyter.widget({ esm: "E", state: { b: Uint8Array.of(4) } }), jupyter.slider()] as const;
      jupyter.checkbox().close();
      return made;
    });
    slider.value = 0.25;
    await mock.request("comm_msg", { comm_id: widget.id, data: { method: "request_state" } });
    assert.equal((data(comms().at(-1)) as { state: Record<string, unknown> }).state._esm, "E");
    await mock.request("comm_open", { comm_id: "c", target_name: "jupyter.widget.control", data: {} });
    await mock.request("comm_msg", { comm_id: "c", data: { method: "request_states" } });
    const answer = comms().at(-1);
    const { method, states, buffer_paths } = data(answer) as Record<string, Record<string, Record<string, unknown>>>;
    assert.equal(method, "update_states");
    assert.deepEqual(Object.keys(states ?? {}), [widget.id, opened("FloatSliderModel")]);
    assert.deepEqual([buffer_paths, answer?.buffers], [[[widget.id, "state", "b"]], [Uint8Array.of(4)]]);
    const { model_name, model_module, model_module_version, state } = states?.[opened("FloatSliderModel")] ?? {};
    assert.deepEqual(
      [model_name, model_module, model_module_version],
      ["FloatSliderModel", "@jupyter-widgets/controls", "2.0.0"],
    );
    assert.equal((state as Record<string, unknown>).value, 0.25);
  });

  it("end on either side", async () => {
    const [a, b] = await run(
      () => [jupyter.widget({ esm: "", state: { n: 1 } }), jupyter.widget({ esm: "" })] as const,
    );
    await run(() => a.close());
    assert.deepEqual([comms().at(-1)?.type, comms().at(-1)?.content.comm_id], ["comm_close", a.id]);
    assert.throws(() => a.set("n", 2), { name: "CommClosedError" });
    await mock.request("comm_close", { comm_id: b.id, data: {} });
    assert.deepEqual((await mock.request("comm_info_request", {})).content.comms, {});
  });

  it("slide in sensible steps, and refuse what is out of bounds", async () => {
    const defaults = await run(() => [
      jupyter.slider({ min: 1, max: 100 }),
      jupyter.slider({ min: 0.1, max: 0.3, label: "tau" }),
    ]);
    assert.deepEqual(
      defaults.map((slider) => inspect(slider)),
      ["slider: 51", 'slider "tau": 0.2'],
    );
    const states = comms().map((message) => (data(message) as { state: Record<string, unknown> }).state);
    const sliders = states.filter(({ _model_name: name }) => name === "FloatSliderModel");
    assert.deepEqual(
      sliders.map(({ step, readout_format }) => [step, readout_format]),
      [
        [1, ".0f"],
        [0.002, ".3f"],
      ],
    );
    await run(() => {
      assert.throws(() => jupyter.slider({ min: 2, max: 1 }), /slider: min is 2 and max is 1; needed is min < max/);
      assert.throws(() => jupyter.slider({ value: 3 }), ControlError);
      assert.throws(() => (defaults[0].value = 0), /slider: value is 0; needed is a number from 1 to 100/);
      assert.throws(() => (defaults[0].value = NaN), ControlError);
    });
  });

  it("give a slider's value without the rounding errors of the page", async () => {
    const values: number[] = [];
    const slider = await run(() => jupyter.slider({ min: 1, max: 12, onChange: (value) => values.push(value) }));
    await update(opened("FloatSliderModel"), { value: 3.0000000000000004 });
    assert.deepEqual([slider.value, values], [3, [3]]);
  });

  it("choose from texts or named values", async () => {
    const chosen: unknown[] = [];
    const list = await run(() =>
      jupyter.dropdown({ options: { slow: 0.001, fast: 0.1 }, value: 0.1, onChange: (rate) => chosen.push(rate) }),
    );
    assert.equal(list.value, 0.1);
    await update(opened("DropdownModel"), { index: 0 });
    assert.deepEqual([list.value, chosen], [0.001, [0.001]]);
    await run(() => {
      assert.throws(() => ((list as { value: number }).value = 5), /dropdown: value is 5; needed is one of slow, fast/);
      assert.throws(() => jupyter.dropdown({ options: [] }), /options is empty/);
    });
  });

  it("hear a button and a tick", async () => {
    const heard: unknown[] = [];
    const box = await run(() => {
      jupyter.button({ label: "Go", onClick: () => heard.push("click") });
      return jupyter.checkbox({ label: "log", onChange: (ticked) => heard.push(ticked) });
    });
    await mock.request("comm_msg", {
      comm_id: opened("ButtonModel"),
      data: { method: "custom", content: { event: "click" } },
    });
    await update(opened("CheckboxModel"), { value: true });
    assert.deepEqual([box.value, heard], [true, ["click", true]]);
  });

  it("bound a box for numbers only where it was asked for", async () => {
    await run(() => {
      jupyter.number({ min: 1 });
      jupyter.number({ value: -2 });
    });
    const states = comms().map((message) => (data(message) as { state: Record<string, unknown> }).state);
    assert.deepEqual(
      states.map(({ _model_name, value, min, max }) => [_model_name, value, min, max]),
      [
        ["BoundedFloatTextModel", 1, 1, Number.MAX_VALUE],
        ["FloatTextModel", -2, undefined, undefined],
      ],
    );
  });

  describe("that interact", () => {
    const outputs = (): Output[] => {
      const id = opened("OutputModel");
      const last = comms().filter(({ content }) => content.comm_id === id && content.data);
      return (data(last.at(-1)) as { state: { outputs: Output[] } }).state.outputs;
    };

    it("show controls above what the values give, and draw anew when one moves", async () => {
      const shown = await run(() =>
        jupyter.interact(
          { n: jupyter.slider({ max: 10 }), name: jupyter.dropdown({ options: ["a", "b"] }) },
          (values) => {
            mock.session.write("stdout", "drawing");
            return { ...values };
          },
        ),
      );
      const result = mock.published.at(-1)?.content.data as Record<string, unknown>;
      assert.deepEqual(result, await shown[displaySymbol]());
      assert.equal((result[viewType] as { model_id: string }).model_id, opened("VBoxModel"));
      assert.equal(result["text/plain"], "{ n: 5, name: 'a' }");
      assert.equal(mock.types.includes("stream"), false, "what is drawn belongs into the output");
      await update(opened("FloatSliderModel"), { value: 7 });
      await update(opened("DropdownModel"), { index: 1 });
      assert.deepEqual(outputs(), [
        { output_type: "stream", name: "stdout", text: "drawing" },
        { output_type: "display_data", data: { "text/plain": "{ n: 7, name: 'b' }" }, metadata: {} },
      ]);
    });

    it("show the error of a drawing in its place, and draw again", async () => {
      await run(() =>
        jupyter.interact({ bad: jupyter.checkbox() }, async ({ bad }) => {
          await sleep(1);
          if (bad) throw new RangeError("no such loss");
          return "fine";
        }),
      );
      await update(opened("CheckboxModel"), { value: true });
      assert.deepEqual(
        outputs().map(({ output_type, evalue }) => [output_type, evalue]),
        [["error", "no such loss"]],
      );
      await update(opened("CheckboxModel"), { value: false });
      assert.equal(outputs()[0]?.output_type, "display_data");
    });

    it("leave nothing when nothing is drawn", async () => {
      await run(() => jupyter.interact({ on: jupyter.checkbox({ value: true }) }, ({ on }) => (on ? "on" : undefined)));
      await update(opened("CheckboxModel"), { value: false });
      assert.deepEqual(outputs(), []);
    });
  });
});
