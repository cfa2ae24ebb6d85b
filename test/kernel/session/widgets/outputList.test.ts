import assert from "node:assert/strict";
import { OutputList } from "../../../../src/kernel/session/widgets/outputList";

describe("a list of outputs", () => {
  const list = (...messages: [type: string, content: Record<string, unknown>][]): unknown[] => {
    const outputs = new OutputList(() => undefined);
    for (const [type, content] of messages) outputs.add(type, content);
    return outputs.outputs;
  };
  const text = (words: string): Record<string, unknown> => ({ "text/plain": words });

  it("joins the pieces of one stream and keeps two streams apart", () => {
    const piece = (name: string, words: string): [string, Record<string, unknown>] => ["stream", { name, text: words }];
    assert.deepEqual(list(piece("stdout", "a"), piece("stdout", "b"), piece("stderr", "c"), piece("stdout", "d")), [
      { output_type: "stream", name: "stdout", text: "ab" },
      { output_type: "stream", name: "stderr", text: "c" },
      { output_type: "stream", name: "stdout", text: "d" },
    ]);
  });

  it("updates a display in its place and drops what the notebook format does not know", () => {
    const named = { transient: { display_id: "d" }, metadata: {} };
    assert.deepEqual(
      list(
        ["display_data", { data: text("old"), ...named }],
        ["display_data", { data: text("other"), metadata: {}, transient: {} }],
        ["update_display_data", { data: text("new"), ...named }],
      ),
      [
        { output_type: "display_data", data: text("new"), metadata: {} },
        { output_type: "display_data", data: text("other"), metadata: {} },
      ],
    );
  });

  it("is cleared at once, or by the next output", () => {
    const shown: [string, Record<string, unknown>] = ["display_data", { data: text("a"), metadata: {} }];
    assert.deepEqual(list(shown, ["clear_output", { wait: false }]), []);
    assert.equal(list(shown, ["clear_output", { wait: true }]).length, 1);
    assert.deepEqual(list(shown, ["clear_output", { wait: true }], ["stream", { name: "stdout", text: "b" }]), [
      { output_type: "stream", name: "stdout", text: "b" },
    ]);
  });
});
