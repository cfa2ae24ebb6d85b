// What the addon exports beside the package's own functions, as one object `contrastbook`.
#pragma once
#include <node_api.h>

void contrastbook_export_graph(napi_env env, napi_value exports);
