/** Labelled images as they are stored: bytes in one buffer, turned into a tensor batch by batch. */
export interface Dataset {
  name: string;
  /** N. */
  size: number;
  /** `[H, W, C]` of one image. */
  shape: readonly [height: number, width: number, channels: number];
  /** uint8 `[N, H, W, C]`, 0 to 255, row-major, one image after the other. */
  images: Uint8Array;
  /** `[N]`, each an index into classNames; uint16 where these are more than 256. */
  labels: Uint8Array | Uint16Array;
  classNames: readonly string[];
}

/** Bytes of one image. */
export const imageSize = ({ shape }: Pick<Dataset, "shape">): number => shape[0] * shape[1] * shape[2];
