/**
 * Top-1 accuracy of the linear probe, in points: first transformation by row, second by column, in the order of
 * `compositionTransforms`; a transformation alone on the diagonal. ResNet-50 on ImageNet, one run each.
 * @paper arXiv 2002.05709v3, figure 5, without its column of averages
 */
export const compositionInPaper: readonly (readonly number[])[] = [
  [33.1, 33.9, 56.3, 46.0, 39.9, 35.0, 30.2],
  [32.2, 25.6, 33.9, 40.0, 26.5, 25.2, 22.4],
  [55.8, 35.5, 18.8, 21.0, 11.4, 16.5, 20.8],
  [46.2, 40.6, 20.9, 4.0, 9.3, 6.2, 4.2],
  [38.8, 25.8, 7.5, 7.6, 9.8, 9.8, 9.6],
  [35.1, 25.2, 16.6, 5.8, 9.7, 2.6, 6.7],
  [30.0, 22.5, 20.7, 4.3, 9.7, 6.5, 2.6],
];
