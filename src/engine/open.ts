process.env.TF_ENABLE_ONEDNN_OPTS ??= "1";
process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
export {};
