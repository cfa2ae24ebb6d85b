import assert from "node:assert/strict";
import { OpenComms } from "../../../src/kernel/server/openComms";

describe("open comms", () => {
  it("are those that either side opened and neither closed", () => {
    const comms = new OpenComms();
    comms.note("comm_open", { comm_id: "a", target_name: "t" });
    comms.note("comm_open", '{"comm_id":"b","target_name":"t"}');
    comms.note("comm_open", { comm_id: "c" });
    comms.note("comm_msg", { comm_id: "d" });
    comms.note("comm_close", '{"comm_id":"b"}');
    comms.note("comm_open", { target_name: "without an id" });
    assert.deepEqual(comms.closeAll(), ["a", "c"]);
    assert.deepEqual(comms.closeAll(), []);
  });
});
