import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConnectionFile } from "../../../src/kernel/wire/connectionFile";

describe("connection file", () => {
  const folder = mkdtempSync(join(tmpdir(), "contrastbook-"));
  const file = join(folder, "kernel.json");
  after(() => rmSync(folder, { recursive: true }));

  const complete = {
    ip: "127.0.0.1",
    key: "k",
    shell_port: 1,
    control_port: 2,
    iopub_port: 3,
    stdin_port: 4,
    hb_port: 5,
  };
  const read = (fields: object): ReturnType<typeof readConnectionFile> => {
    writeFileSync(file, JSON.stringify(fields));
    return readConnectionFile(file);
  };

  it("gives one endpoint a channel, over TCP or sockets of the file system", () => {
    assert.deepEqual(read(complete).endpoints, {
      shell: "tcp://127.0.0.1:1",
      control: "tcp://127.0.0.1:2",
      iopub: "tcp://127.0.0.1:3",
      stdin: "tcp://127.0.0.1:4",
      hb: "tcp://127.0.0.1:5",
    });
    assert.equal(read({ ...complete, transport: "ipc", ip: "/run/k" }).endpoints.hb, "ipc:///run/k-5");
  });

  it("accepts an empty key, which turns signatures off", () => {
    assert.equal(read({ ...complete, key: "" }).key, "");
  });

  for (const [what, fields, message] of [
    ["a missing port", { ...complete, hb_port: undefined }, "hb_port is missing"],
    ["a missing key", { ...complete, key: undefined }, 'key is missing (it may be "")'],
    ["another scheme", { ...complete, signature_scheme: "md5" }, "signature_scheme is md5; needed is hmac-sha256"],
    ["another transport", { ...complete, transport: "udp" }, "transport is udp; needed is tcp or ipc"],
  ] as const) {
    it(`names ${what}`, () => {
      assert.throws(() => read(fields), {
        name: "ConnectionFileError",
        message: `connection file ${file}: ${message}`,
      });
    });
  }

  it("names a file that is not there", () => {
    assert.throws(() => readConnectionFile(join(folder, "none")), /none: cannot be read as JSON/);
  });
});
