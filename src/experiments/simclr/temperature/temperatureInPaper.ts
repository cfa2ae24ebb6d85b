import type { TemperatureConfig, TemperatureMetrics } from "./config";

/** Table 5 of arXiv 2002.05709v3: ResNet-50 on ImageNet, batch 4096, 100 epochs; one run each. */
export const temperatureInPaper: readonly (Pick<TemperatureConfig, "temperature" | "normalize"> &
  Pick<TemperatureMetrics, "probe" | "contrastiveAccuracy" | "entropy">)[] = [
  { normalize: true, temperature: 0.05, entropy: 1.0, contrastiveAccuracy: 90.5, probe: 59.7 },
  { normalize: true, temperature: 0.1, entropy: 4.5, contrastiveAccuracy: 87.8, probe: 64.4 },
  { normalize: true, temperature: 0.5, entropy: 8.2, contrastiveAccuracy: 68.2, probe: 60.7 },
  { normalize: true, temperature: 1, entropy: 8.3, contrastiveAccuracy: 59.1, probe: 58.0 },
  { normalize: false, temperature: 10, entropy: 0.5, contrastiveAccuracy: 91.7, probe: 57.2 },
  { normalize: false, temperature: 100, entropy: 0.5, contrastiveAccuracy: 92.1, probe: 57.0 },
];
