import assert from "node:assert/strict";
import fc from "fast-check";
import { type Codec, createCodec } from "../../../src/kernel/wire/codec";
import { createHeader, type Outgoing } from "../../../src/kernel/wire/message";
import { createSigner } from "../../../src/kernel/wire/signature";
import { WireError } from "../../../src/kernel/wire/wireError";

const bytes = (max = 60): fc.Arbitrary<Buffer> => fc.uint8Array({ maxLength: max }).map((array) => Buffer.from(array));
const isDelimiter = (frame: Buffer): boolean => frame.toString() === "<IDS|MSG>";

const outgoing: fc.Arbitrary<Outgoing> = fc.record({
  identities: fc.array(
    bytes().filter((frame) => !isDelimiter(frame)),
    { maxLength: 3 },
  ),
  header: fc.string().map((session) => createHeader("execute_request", session)),
  parentHeader: fc.option(fc.constant(createHeader("status", "s")), { nil: undefined }),
  metadata: fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value)),
  content: fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value)),
  buffers: fc.array(bytes(), { maxLength: 3 }),
});

const encode = (codec: Codec, message: Outgoing): Buffer[] => codec.encode(message).map((frame) => Buffer.from(frame));

describe("codec", () => {
  const signed = createCodec(createSigner("a key"));
  const unsigned = createCodec(createSigner(""));

  for (const [name, codec] of [
    ["signed", signed],
    ["unsigned", unsigned],
  ] as const) {
    it(`gives back every ${name} message as it was, binary buffers to the bit`, () => {
      fc.assert(
        fc.property(outgoing, (message) => {
          const decoded = codec.decode(encode(codec, message));
          assert.deepEqual(decoded.identities, message.identities);
          assert.deepEqual(decoded.header, message.header);
          assert.deepEqual(decoded.parentHeader, message.parentHeader ?? {});
          assert.equal(JSON.stringify(decoded.content), JSON.stringify(JSON.parse(message.content)));
          assert.equal(JSON.stringify(decoded.metadata), JSON.stringify(JSON.parse(message.metadata)));
          assert.deepEqual(decoded.buffers, message.buffers);
        }),
      );
    });
  }

  it("refuses random frames with a WireError and nothing else", () => {
    const frame = fc.oneof(
      bytes(),
      fc.constantFrom("<IDS|MSG>", "{}", "[]", "null", "{").map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 12 }), fc.boolean(), (frames, key) => {
        assert.throws(() => (key ? signed : unsigned).decode(frames), WireError);
      }),
      { numRuns: 1000 },
    );
  });

  it("notices every single flipped bit of a signed part", () => {
    fc.assert(
      fc.property(outgoing, fc.nat(), fc.nat({ max: 7 }), (message, place, bit) => {
        const frames = encode(signed, { ...message, identities: [] });
        const parts = frames.slice(1, 6);
        let at = place % parts.reduce((sum, part) => sum + part.length, 0);
        for (const part of parts) {
          if (at < part.length) {
            part[at] = (part[at] ?? 0) ^ (1 << bit);
            break;
          }
          at -= part.length;
        }
        assert.throws(() => signed.decode(frames), /signature does not fit/);
      }),
    );
  });

  it("checks the signature before it parses: broken JSON with a wrong signature is a wrong signature", () => {
    const frames = ["<IDS|MSG>", "0".repeat(64), "{", "{", "{", "{"].map((text) => Buffer.from(text));
    assert.throws(() => signed.decode(frames), /signature/);
    assert.throws(() => unsigned.decode(frames), /header is not JSON/);
  });

  it("signs as the protocol says: HMAC-SHA256 of the four parts, in hexadecimal", () => {
    const parts = ["{}", "{}", "{}", "{}"].map((text) => Buffer.from(text));
    // printf '{}{}{}{}' | openssl dgst -sha256 -hmac secret
    const expected = "34982f0bfec60e7b933ffde06c1ecab0fba073717a95ab943d1dd06f82c2d5e4";
    assert.equal(createSigner("secret").sign(parts).toString(), expected);
  });

  it("names the field that a header lacks", () => {
    const frames = ["<IDS|MSG>", "", '{"msg_id":"1","msg_type":"x"}', "{}", "{}", "{}"].map((text) =>
      Buffer.from(text),
    );
    assert.throws(() => unsigned.decode(frames), {
      name: "WireError",
      message: "wire: the header lacks the string session",
    });
  });
});
