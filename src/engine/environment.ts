// Must run before TensorFlow is loaded, however it is imported, so it imports nothing heavy: `node --require <this file>`.
import util from "node:util";

/** The process settings TensorFlow reads while it loads; what the user has set stays. */
const settings: Record<string, string> = {
  // Without it TF falls back to Eigen's kernels on processors that have AVX2 only: 1.5-2 times slower.
  TF_ENABLE_ONEDNN_OPTS: "1",
  // 2: errors and worse. TF reports its start-up as information and warnings.
  TF_CPP_MIN_LOG_LEVEL: "2",
};

for (const [name, value] of Object.entries(settings)) process.env[name] ??= value;

const threads = process.env.CONTRASTBOOK_THREADS;
if (threads !== undefined) {
  process.env.CONTRASTBOOK_INTRA_OP_THREADS ??= threads;
  process.env.CONTRASTBOOK_INTER_OP_THREADS ??= threads;
}

/** What Node 23 removed from `util`, Node 22 warns of, and tfjs-node 4.22 and its dependencies still call. */
const removedFromUtil: Record<string, (value: unknown) => boolean> = {
  isBoolean: (value) => typeof value === "boolean",
  isBuffer: (value) => Buffer.isBuffer(value),
  isDate: (value) => util.types.isDate(value),
  isError: (value) => value instanceof Error || util.types.isNativeError(value),
  isFunction: (value) => typeof value === "function",
  isNull: (value) => value === null,
  isNullOrUndefined: (value) => value === null || value === undefined,
  isNumber: (value) => typeof value === "number",
  isObject: (value) => value !== null && typeof value === "object",
  isPrimitive: (value) => value === null || (typeof value !== "object" && typeof value !== "function"),
  isRegExp: (value) => util.types.isRegExp(value),
  isString: (value) => typeof value === "string",
  isSymbol: (value) => typeof value === "symbol",
  isUndefined: (value) => value === undefined,
};

const utilities = util as unknown as Record<string, unknown>;
for (const [name, replacement] of Object.entries(removedFromUtil)) utilities[name] = replacement;
