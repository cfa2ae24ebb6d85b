import { readFileSync, writeFileSync } from "node:fs";
import { InstallError } from "./installError";

const dynamicSegment = 2;
const flags1Tag = 0x6ffffffb;
const initFirstFlag = 0x20;

/**
 * Sets DF_1_INITFIRST in a shared object (64-bit, little-endian ELF): its constructors then run before those of the libraries it needs.
 * What `-z initfirst` does; zig's linker does not know that option. The object must have been linked with `-z now`, so that the entry is there.
 */
export function markInitFirst(file: string): void {
  const elf = readFileSync(file);
  const start = Number(elf.readBigUInt64LE(32));
  const size = elf.readUInt16LE(54);
  const count = elf.readUInt16LE(56);
  for (let header = start; header < start + size * count; header += size) {
    if (elf.readUInt32LE(header) !== dynamicSegment) continue;
    const offset = Number(elf.readBigUInt64LE(header + 8));
    const end = offset + Number(elf.readBigUInt64LE(header + 32));
    for (let entry = offset; entry < end; entry += 16) {
      if (elf.readBigInt64LE(entry) !== BigInt(flags1Tag)) continue;
      elf.writeBigUInt64LE(elf.readBigUInt64LE(entry + 8) | BigInt(initFirstFlag), entry + 8);
      writeFileSync(file, elf);
      return;
    }
  }
  throw new InstallError(`${file} has no dynamic flags`, "Name another C++ compiler in CXX and start again");
}
