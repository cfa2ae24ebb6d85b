import type { PublishedClaim } from "./publishedClaim";

const paper = "SimCLRv2";

/** arXiv 2006.10029, and arXiv 2012.09816 on why distillation helps. Top-1 accuracies on ImageNet in percent unless something else is said. */
export const simclrv2Claims: readonly PublishedClaim[] = [
  {
    ...{ id: "V1", paper, figure: "Fig. 2", scale: "D", notebooks: ["simclrv2/01"] },
    statement: "distilled with 1% of labels >= supervised with all; with 10% >",
    paperValue: "distilled ResNet-50 with 1%: 73.9, with 10%: 77.5; supervised with all labels: 76.6",
    judgedBy: "two claims, same small net, 5 draws",
  },
  {
    ...{ id: "V2", paper, figure: "Fig. 5b", scale: "D", notebooks: ["simclrv2/02"] },
    statement: "fine-tuning from the first head layer beats from h at 1%, not at 100%",
    paperValue: "1%: 57.9 against 46.9; 100%: 75.7 against 76.3 (read off the figure)",
    judgedBy: "paired over draws; contrast",
  },
  {
    ...{ id: "V3", paper, figure: "Fig. 5a", scale: "D", notebooks: ["simclrv2/03"] },
    statement: "deeper and wider heads help at few labels",
    paperValue: "depth 2, 3, 4: 52.3, 57.9, 58.6 at 1%; 76.0, 76.3, 76.1 at 100% (read off the figure)",
    judgedBy: "depth 2, 3, 4; width 0.5, 1, 2 of the head",
  },
  {
    ...{ id: "V4", paper, figure: "Fig. 1, 4", scale: "D", notebooks: ["simclrv2/04"] },
    statement: "bigger models are more label-efficient",
    paperValue: "ResNet-152 (3x, SK) - ResNet-50, fine-tuned: 17.0 points at 1%, 11.7 at 10%, 6.8 at 100% (Table 1)",
    judgedBy: "size effect; interaction size x label fraction",
  },
  {
    ...{ id: "V5", paper, figure: "Table 2", scale: "V", notebooks: ["simclrv2/05"] },
    statement: "unlabeled distillation >> labels alone, and >> distillation on labeled images only",
    paperValue: "1%: 68.9 against 12.3 and 23.6; 10%: 74.3 against 52.0 and 66.2 (not verified)",
    judgedBy: "ordering",
  },
  {
    ...{ id: "V6", paper, figure: "Table 2", scale: "V", notebooks: ["simclrv2/05"] },
    statement: "the label term hardly matters",
    paperValue: "with and without: 69.0, 68.9 at 1%; 75.1, 74.3 at 10% (not verified)",
    judgedBy: "equivalence within 2 points",
  },
  {
    ...{ id: "V7", paper, figure: "Fig. 6", scale: "V", notebooks: ["simclrv2/05"] },
    statement: "the small distilled student beats the small fine-tuned net",
    paperValue: "ResNet-50: 73.9 against 57.9 at 1%, 77.5 against 68.4 at 10% (Tables 1, 3)",
    judgedBy: "paired",
  },
  {
    ...{ id: "V8", paper, figure: "Table 3, Fig. 6", scale: "D", notebooks: ["simclrv2/06"] },
    statement:
      "self-distilled and small students beat the teacher (as the reading group put it; the paper's own small student stays up to 2.7 points below)",
    paperValue:
      "self-distilled 76.6 against 74.9 at 1%, 80.9 against 80.1 at 10%; small student 74.3 against 77.0 at 10% (not verified)",
    judgedBy: "student - teacher, both kinds",
  },
  {
    ...{ id: "V9", paper, figure: "eq.", scale: "E", notebooks: ["simclrv2/05"] },
    statement:
      "distillation gradient, limits tau -> 0 and tau -> infinity (centred logits, loss x tau^2), ends of alpha",
    paperValue: "closed forms",
    judgedBy: "closed form",
  },
  {
    ...{ id: "V10", paper, figure: "2012.09816", scale: "V", notebooks: ["simclrv2/07"] },
    statement: "multi-view data: ensemble > single, distilled ensemble > hard labels",
    paperValue: "CIFAR-100, WRN-28-10: single 81.51, ensemble of ten 84.69, distilled 83.81",
    judgedBy: "paired, fresh data and init seeds, matched arms",
  },
  {
    ...{ id: "V11", paper, figure: "2012.09816", scale: "D", notebooks: ["simclrv2/07"] },
    statement: "self-distillation is an implicit ensemble",
    paperValue: "CIFAR-100, WRN-28-10: single 81.51, self-distilled 83.56",
    judgedBy: "self - single; not seen in a trial",
  },
  {
    ...{ id: "V12", paper, figure: "2012.09816", scale: "V", notebooks: ["simclrv2/07"] },
    statement: "random-feature models: distillation gives nothing",
    paperValue: "a statement; the numbers were not at hand",
    judgedBy: "closed form ridge",
  },
  {
    ...{ id: "V13", paper, figure: "Tables 1, 3", scale: "N", notebooks: [] },
    statement: "memory queue, 795 M parameters, ImageNet tables",
    paperValue:
      "ResNet-152 (3x, SK): linear 79.8, self-distilled 76.6 with 1% and 80.9 with 10% of labels; the memory adds about 1 point",
    judgedBy: "ImageNet scale",
    reason: "ImageNet scale: up to 795 million parameters, 800 epochs at batch 4096 on 128 TPU cores",
  },
];
