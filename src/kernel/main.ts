#!/usr/bin/env node
import { log } from "./server/log";
import { Supervisor } from "./supervisor/supervisor";

const [connectionFile] = process.argv.slice(2);
if (connectionFile === undefined) {
  process.stderr.write("usage: main.js <connection file>; a Jupyter client starts this, not a person\n");
  process.exit(2);
}
new Supervisor().serve(connectionFile).catch((error: unknown) => {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
});
