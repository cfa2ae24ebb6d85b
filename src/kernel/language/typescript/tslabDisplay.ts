import { createRequire } from "node:module";
import { displayHost, type MimeBundle } from "../../../report/displayHost";

interface TslabData {
  data: MimeBundle;
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}

/** tslab keeps the way to its own server in this module; whoever assigns it gets what its `display` shows. */
interface TslabServer {
  lastWriteDisplayData: (shown: TslabData, update: boolean) => void;
}

/** The `tslab` module for cells that were written for tslab: its `display` shows things through this kernel. */
export function loadTslab(): unknown {
  const load = createRequire(__filename);
  const server = load("tslab/dist/jupyter.js") as TslabServer;
  server.lastWriteDisplayData = ({ data, metadata, transient }, update) =>
    displayHost()?.publish(data, { metadata, update, displayId: transient.display_id });
  return load("tslab") as unknown;
}
