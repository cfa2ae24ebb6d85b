import { createHmac, timingSafeEqual } from "node:crypto";

/** Signs the four JSON frames of a message and checks the signature of others. An empty key turns both off. */
export interface Signer {
  sign(parts: readonly Uint8Array[]): Buffer;
  verify(parts: readonly Uint8Array[], signature: Uint8Array): boolean;
}

/** The signer of a connection file's key; only HMAC-SHA256, the scheme that every Jupyter client uses. */
export function createSigner(key: string): Signer {
  const sign = (parts: readonly Uint8Array[]): Buffer => {
    if (key === "") return Buffer.alloc(0);
    const hmac = createHmac("sha256", key);
    for (const part of parts) hmac.update(part);
    return Buffer.from(hmac.digest("hex"), "ascii");
  };
  return {
    sign,
    verify: (parts, signature) => {
      const expected = sign(parts);
      if (key === "") return true;
      // the length is public (64 hex digits); only the digits must be compared in constant time
      return signature.length === expected.length && timingSafeEqual(signature, expected);
    },
  };
}
