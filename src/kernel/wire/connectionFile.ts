import { readFileSync } from "node:fs";

/** Where a Jupyter client expects this kernel: one endpoint a channel, and the key that signs messages. */
export interface ConnectionInfo {
  endpoints: Record<Channel, string>;
  key: string;
}

export type Channel = "shell" | "control" | "iopub" | "stdin" | "hb";

/** A connection file that cannot be read or lacks something. */
export class ConnectionFileError extends Error {
  override readonly name = "ConnectionFileError";
}

const channels: readonly Channel[] = ["shell", "control", "iopub", "stdin", "hb"];

/**
 * Reads the connection file that a Jupyter client hands to its kernel.
 * @throws {ConnectionFileError} naming the file and the field
 */
export function readConnectionFile(path: string): ConnectionInfo {
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  } catch (error) {
    throw new ConnectionFileError(`connection file ${path}: cannot be read as JSON`, { cause: error });
  }
  const { transport = "tcp", ip, key, signature_scheme: scheme = "hmac-sha256" } = fields;
  if (transport !== "tcp" && transport !== "ipc") {
    throw new ConnectionFileError(`connection file ${path}: transport is ${String(transport)}; needed is tcp or ipc`);
  }
  if (typeof ip !== "string") throw new ConnectionFileError(`connection file ${path}: ip is missing`);
  if (typeof key !== "string") throw new ConnectionFileError(`connection file ${path}: key is missing (it may be "")`);
  if (key !== "" && scheme !== "hmac-sha256") {
    throw new ConnectionFileError(
      `connection file ${path}: signature_scheme is ${String(scheme)}; needed is hmac-sha256`,
    );
  }
  const endpoint = (channel: Channel): string => {
    const port = fields[`${channel}_port`];
    if (typeof port !== "number") {
      throw new ConnectionFileError(`connection file ${path}: ${channel}_port is missing`);
    }
    return transport === "tcp" ? `tcp://${ip}:${port}` : `ipc://${ip}-${port}`;
  };
  const endpoints = Object.fromEntries(channels.map((channel) => [channel, endpoint(channel)]));
  return { endpoints: endpoints as Record<Channel, string>, key };
}
