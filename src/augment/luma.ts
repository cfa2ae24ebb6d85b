/** Weights of R, G and B in a grey value (ITU-R BT.601, as in Pillow and torchvision). */
export const luma: readonly [number, number, number] = [0.299, 0.587, 0.114];
