import { backend } from "../../op";
import type { Rewrite } from "./rewrite";

/**
 * Adds a bias to a product or a convolution by BiasAdd instead of a broadcast addition: TensorFlow then makes one kernel of
 * the product, the bias and an activation after it.
 */
export function useBiasAdd(rewrite: Rewrite): void {
  for (const at of rewrite.needed()) {
    const { op, outputs } = rewrite.nodes[at];
    if ((op !== "Add" && op !== "AddV2") || outputs[0].dtype !== backend().binding.TF_FLOAT) continue;
    const [product, bias] = [rewrite.input(at, 0), rewrite.input(at, 1)];
    const { op: before } = rewrite.nodes[product.node];
    const shape = rewrite.shape(product);
    const [channels, ...more] = rewrite.shape(bias);
    if ((before !== "MatMul" && before !== "Conv2D") || more.length > 0 || channels !== shape[shape.length - 1])
      continue;
    const added = rewrite.add("BiasAdd", [product, bias], {}, outputs);
    rewrite.replace({ node: at, output: 0 }, { node: added, output: 0 });
  }
}
