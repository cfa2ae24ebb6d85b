import type { PublishedClaim } from "./publishedClaim";

const paper = "MINE";

/** arXiv 1801.04062, and what lies between it and SimCLR. Mutual information is in nats. */
export const mineClaims: readonly PublishedClaim[] = [
  {
    ...{ id: "M1", paper, figure: "Fig. 1", scale: "V", notebooks: ["mine/01"] },
    statement: "MINE follows the true MI, 2 dimensions",
    paperValue: "curves; no number",
    judgedBy: "error < 10% up to rho 0.9",
  },
  {
    ...{ id: "M2", paper, figure: "Fig. 1", scale: "V", notebooks: ["mine/01"] },
    statement: "in 20 dimensions MINE is closer than KSG",
    paperValue: "curves; no number",
    judgedBy: "paired, from rho 0.3",
  },
  {
    ...{ id: "M3", paper, figure: "eq.", scale: "E", notebooks: ["mine/01"] },
    statement: "DV >= NWJ for the same critic",
    paperValue: "an inequality",
    judgedBy: "every batch",
  },
  {
    ...{ id: "M4", paper, figure: "1, 3", scale: "V", notebooks: ["mine/01", "mine/04"] },
    statement: "flexible and scalable: error and seconds against n (300..30,000) and d (2..50), MINE and KSG",
    paperValue: "a statement; no number",
    judgedBy: "curves; where each breaks",
  },
  {
    ...{ id: "M5", paper, figure: "3.2", scale: "E", notebooks: ["mine/02"] },
    statement: "the moving average reduces the gradient's bias",
    paperValue: "a statement; no number",
    judgedBy: "discrete example with exact gradient: by about a factor a",
  },
  {
    ...{ id: "M6", paper, figure: "Fig. 2", scale: "V", notebooks: ["mine/03"] },
    statement: "MINE measures nonlinear dependence",
    paperValue: "a heat map; no number",
    judgedBy: "error against quadrature < 0.1 for sigma >= 0.2; falls with sigma; for x^2 Pearson is 0 and MINE is not",
  },
  {
    ...{ id: "M7", paper, figure: "Fig. 2", scale: "E", notebooks: ["mine/03"] },
    statement: "equitability: the same MI whatever f",
    paperValue: "a heat map; no number",
    judgedBy: "refuted exactly by quadrature, shown beside the paper's picture",
  },
  {
    ...{ id: "M8", paper, figure: "Fig. 3, 4", scale: "V", notebooks: ["mine/05"] },
    statement: "GAN drops modes of 25 Gaussians and the spiral, GAN + MINE covers more",
    paperValue: "pictures: all 25 modes and the whole spiral with MINE",
    judgedBy:
      "modes (3 sigma rule) and KL, 5 seeds, the plain GAN tuned with the same budget and taken at its own best",
  },
  {
    ...{ id: "M9", paper, figure: "Table", scale: "D", notebooks: ["mine/06"] },
    statement: "GAN + MINE finds all 1000 modes of Stacked MNIST",
    paperValue: "1000 modes, KL 0.05 (the KL not verified); DCGAN 99 modes, KL 3.40",
    judgedBy: "100-mode (two-channel) standard with 5 seeds; one resumable pair of 1000-mode runs",
  },
  {
    ...{ id: "M10", paper, figure: "Table", scale: "V", notebooks: ["mine/07"] },
    statement: "Bi-GAN + MINE reconstructs better",
    paperValue: "MNIST, MINE against ALI: error 9.73, 14.24; accuracy 96.10, 45.95; MS-SSIM 0.99, 0.97",
    judgedBy: "error, classifier accuracy of reconstructions, MS-SSIM on MNIST",
  },
  {
    ...{ id: "M11", paper, figure: "5.2", scale: "D", notebooks: ["mine/07"] },
    statement: "Bi-GAN + MINE infers better",
    paperValue: "a statement; no number",
    judgedBy: "linear and 1-NN accuracy of E(x); latent recovery of E(G(z))",
  },
  {
    ...{ id: "M12", paper, figure: "IB table", scale: "D", notebooks: ["mine/08"] },
    statement: "the information bottleneck works better with MINE than with the variational bound",
    paperValue:
      "error on MNIST: VIB 1.37, MINE with Gaussian, propagated, additive noise 1.26, 1.24, 1.19 (first version)",
    judgedBy: "misclassification, equal tuning, 10 seeds; 0.1-point differences are below the noise of 10,000 images",
  },
  {
    ...{ id: "M13", paper, figure: "Table", scale: "N", notebooks: [] },
    statement: "Bi-GAN + MINE reconstructs faces better",
    paperValue: "CelebA, MINE against ALI: error 36.11, 53.75; accuracy 76.08, 57.49; MS-SSIM 0.99, 0.81",
    judgedBy: "data not in a registry",
    reason: "CelebA is in no package registry, so that no machine of ours can fetch it",
  },
  {
    ...{ id: "B1", paper, figure: "bridge", scale: "E", notebooks: ["mine/09"] },
    statement: "NT-Xent bounds MI: I >= log N - L, capped near 1/tau - log 2",
    paperValue: "an inequality of later work (arXiv 1905.06922)",
    judgedBy: "known-MI pairs; the cap shown",
  },
  {
    ...{ id: "B2", paper, figure: "later work", scale: "D", notebooks: ["mine/09"] },
    statement: "a tighter bound is not a better representation",
    paperValue: "a statement of later work; no number",
    judgedBy: "MI estimate against probe over training",
  },
];
