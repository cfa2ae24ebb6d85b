import assert from "node:assert/strict";
import { indexed } from "../../../src/plots/png/indexed";

const picture = (colours: readonly (readonly number[])[]) =>
  Uint8ClampedArray.from(colours.flatMap((colour) => [...colour, 255]));

describe("a picture with a palette", () => {
  it("keeps every colour where there are few", () => {
    const colours = [
      [1, 2, 3],
      [250, 0, 9],
      [1, 2, 3],
    ];
    const { palette, pixels } = indexed(picture(colours)) ?? assert.fail();
    assert.deepEqual(
      [...pixels].map((i) => [...palette.subarray(3 * i, 3 * i + 3)]),
      colours,
    );
  });

  it("keeps the frequent colours exactly and the others within 24 steps, of a thousand", () => {
    const frequent = Array.from({ length: 900 }, (_, i) => [(i % 3) * 100, 7, 200]);
    const ramp = Array.from({ length: 1000 }, (_, i) => [Math.floor(i / 4), Math.floor(i / 4), i % 4]);
    const colours = [...frequent, ...ramp];
    const { palette, pixels } = indexed(picture(colours)) ?? assert.fail();
    assert.ok(palette.length <= 3 * 256);
    pixels.forEach((index, i) => {
      const distance = Math.hypot(...colours[i].map((value, channel) => value - palette[3 * index + channel]));
      assert.ok(distance <= (i < 900 ? 0 : 24), `${distance}`);
    });
  });

  it("is none for colours that 256 do not stand for", () => {
    const cube = Array.from({ length: 4096 }, (_, i) => [17 * (i >> 8), 17 * ((i >> 4) & 15), 17 * (i & 15)]);
    assert.equal(indexed(picture(cube)), undefined);
  });
});
