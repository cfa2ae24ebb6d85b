#!/usr/bin/env node
import { startKernel } from "./startKernel";

const [connectionFile] = process.argv.slice(2);
if (connectionFile === undefined) {
  process.stderr.write("usage: main.js <connection file>; a Jupyter client starts this, not a person\n");
  process.exit(2);
}
startKernel(connectionFile);
