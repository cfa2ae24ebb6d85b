import { tf } from "../engine/tf";
import { apply } from "./apply";
import { architecture } from "./resnet/architecture";
import { basicBlock } from "./resnet/basicBlock";
import { bottleneck } from "./resnet/bottleneck";
import { convolution } from "./resnet/convolution";
import type { ResNetOptions } from "./resnet/options";
import { shortcut } from "./resnet/shortcut";
import { stem } from "./resnet/stem";

export type { ResNetOptions };

/**
 * A ResNet without a classifier: the encoder f, h = f(x), ending in global average pooling.
 *
 * An ordinary tfjs layers model: `summary()`, `save()` and `tf.loadLayersModel` work, in a browser too.
 *
 * @paper arXiv 1512.03385v1, table 1 and section 4.2; the CIFAR stem is that of arXiv 2002.05709v3, appendix B.9;
 *   selective kernels and ResNet-D (arXiv 1812.01187v2) are those of arXiv 2006.10029v2, table 1.
 * @differs the authors' code starts the last scale of each block at 0 (here `zeroGamma`), pads on all sides (here `padding: "symmetric"`,
 *   but for its max pool, which is TensorFlow's), draws convolutions with half our variance, projects the first shortcut of basic
 *   blocks too, and has selective kernels in bottlenecks only.
 * @returns a model from float32 `[N, H, W, C]` to `[N, width · 2^(stages - 1)]`, four times as many for bottlenecks; at least 0.
 * @throws ModelError `resnet: strides has 3 entries but blocks has 4; each stage needs one`, and alike for every option that makes no network.
 * @cost on 2 cores: ResNet-10 of width 16 and stem stride 2 (0.31 M parameters) 10 ms to build, 0.2 s a training step of 512 CIFAR views
 *   with Adam; of width 64, ResNet-18 0.3 s to build, ResNet-50 0.7 s, and 1 s with selective kernels.
 */
export function resnet(options: ResNetOptions = {}): tf.LayersModel {
  const settings = architecture("resnet", options);
  const { blocks, block, expansion, width, strides } = settings;
  const conv = convolution(settings);
  const residual = block === "bottleneck" ? bottleneck : basicBlock;
  const input = tf.input({ shape: settings.inputShape, name: "images" });
  let x = stem(conv, input, settings);
  blocks.forEach((count, stage) => {
    const filters = width * 2 ** stage;
    for (let number = 1; number <= count; number++) {
      const name = `stage${stage + 1}_block${number}`;
      const stride = number === 1 ? strides[stage] : 1;
      const added = residual(conv, x, { ...settings, name, filters, stride });
      const kept = shortcut(conv, x, { ...settings, name: `${name}_shortcut`, channels: filters * expansion, stride });
      x = apply(tf.layers.add({ name: `${name}_add` }), [added, kept]);
      x = apply(tf.layers.reLU({ name: `${name}_relu` }), x);
    }
  });
  const h = apply(tf.layers.globalAveragePooling2d({ name: "h" }), x);
  return tf.model({ inputs: input, outputs: h, name: nameOf(settings) });
}

function nameOf({ blocks, block, width, selectiveKernels }: ReturnType<typeof architecture>): string {
  const kind = block === "bottleneck" ? "_bottleneck" : "";
  return `resnet_${blocks.join("_")}${kind}_width${width}${selectiveKernels ? "_sk" : ""}`;
}
