import { Router, XPublisher } from "zeromq";
import type { Codec } from "../wire/codec";
import type { Channel, ConnectionInfo } from "../wire/connectionFile";
import type { Message, Outgoing } from "../wire/message";
import { log } from "./log";
import { Outbox } from "./outbox";

/** Channels on which requests come in and replies go out. */
export type RequestChannel = "shell" | "control" | "stdin";

export interface Channels {
  /** Starts to listen. Frames that are no message of ours end in a log line. */
  listen(receive: (channel: RequestChannel, message: Message) => void): void;
  send: (channel: RequestChannel | "iopub", message: Outgoing) => void;
  /** Waits until ZeroMQ has every message, then closes the sockets. */
  close(): Promise<void>;
}

/** What is still to be delivered when a socket closes may take this long. */
const lingerMs = 1000;

/** A client whose subscription does not come is answered without it after this long. */
const subscriptionPatienceMs = 250;

/**
 * Binds the five sockets of a kernel. Requests wait until the first client has subscribed to what is published: one that
 * connects its sockets in another order would miss the first outputs, and has to ask again.
 * @throws the error of ZeroMQ when an endpoint cannot be bound
 */
export async function openChannels({ endpoints }: ConnectionInfo, codec: Codec): Promise<Channels> {
  const router = (): Router => new Router({ linger: lingerMs, handover: true, sendHighWaterMark: 0 });
  const sockets = {
    shell: router(),
    control: router(),
    stdin: router(),
    hb: router(),
    // no high-water mark: a publisher that reaches its mark drops output without a word
    iopub: new XPublisher({ linger: lingerMs, sendHighWaterMark: 0 }),
  };
  for (const channel of Object.keys(sockets) as Channel[]) await sockets[channel].bind(endpoints[channel]);
  const outboxes = {
    shell: new Outbox(sockets.shell),
    control: new Outbox(sockets.control),
    stdin: new Outbox(sockets.stdin),
    iopub: new Outbox(sockets.iopub),
  };
  const heartbeat = new Outbox(sockets.hb);
  return {
    listen: (receive) => {
      void listen(sockets.hb, (frames) => heartbeat.post(frames));
      void subscribed(sockets.iopub).then(() => {
        for (const channel of ["shell", "control", "stdin"] as const) {
          void listen(sockets[channel], (frames) => {
            try {
              receive(channel, codec.decode(frames));
            } catch (error) {
              log(`${channel}: message dropped: ${error instanceof Error ? error.message : String(error)}`);
            }
          });
        }
      });
    },
    send: (channel, message) => outboxes[channel].post(codec.encode(message)),
    close: async () => {
      await Promise.all(Object.values(outboxes).map((outbox) => outbox.flushed()));
      for (const socket of Object.values(sockets)) socket.close();
    },
  };
}

async function listen(socket: Router, take: (frames: Buffer[]) => void): Promise<void> {
  for await (const frames of socket) take(frames);
}

/** Resolves with the first subscription, or when it takes too long. */
async function subscribed(socket: XPublisher): Promise<void> {
  const patience = new Promise((resolve) => setTimeout(resolve, subscriptionPatienceMs));
  await Promise.race([socket.receive(), patience]);
}
