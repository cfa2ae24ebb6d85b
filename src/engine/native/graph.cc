// More than 250 lines: one function for each call that JavaScript may make, and the readers of its arguments.
// Graphs for the tracer (engine/compile): JavaScript adds one op at a time, TensorFlow checks it and infers the shapes of its
// outputs, and a graph becomes a function that the context runs by its name like any op.
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <node_api.h>

#include "exports.h"
#include "kernels.h"
#include "lanes.h"
#include "status.h"
#include "tensorflow/c/c_api.h"
#include "tensorflow/c/eager/c_api.h"

extern "C" TFE_Context* contrastbook_context;

namespace {

using contrastbook::Status;

struct Graph {
  TF_Graph* graph = TF_NewGraph();
  std::vector<TF_Operation*> nodes;
  ~Graph() { clear(); }
  void clear() {
    if (graph != nullptr) TF_DeleteGraph(graph);
    graph = nullptr;
    nodes.clear();
  }
};

// Arguments are checked by the one caller, engine/compile/graph.ts; these read them and no more.
std::vector<napi_value> arguments(napi_env env, napi_callback_info info, size_t count) {
  std::vector<napi_value> values(count);
  napi_get_cb_info(env, info, &count, values.data(), nullptr, nullptr);
  return values;
}

std::string text(napi_env env, napi_value value) {
  size_t length = 0;
  napi_get_value_string_utf8(env, value, nullptr, 0, &length);
  std::string result(length, '\0');
  napi_get_value_string_utf8(env, value, &result[0], length + 1, &length);
  return result;
}

napi_value property(napi_env env, napi_value object, const char* name) {
  napi_value value = nullptr;
  napi_get_named_property(env, object, name, &value);
  return value;
}

int64_t integer(napi_env env, napi_value value) {
  int64_t result = 0;
  napi_get_value_int64(env, value, &result);
  return result;
}

double number(napi_env env, napi_value value) {
  double result = 0;
  napi_get_value_double(env, value, &result);
  return result;
}

bool truth(napi_env env, napi_value value) {
  bool result = false;
  napi_get_value_bool(env, value, &result);
  return result;
}

bool isArray(napi_env env, napi_value value) {
  bool result = false;
  napi_is_array(env, value, &result);
  return result;
}

template <typename T, typename Read>
std::vector<T> list(napi_env env, napi_value array, Read read) {
  uint32_t length = 0;
  napi_get_array_length(env, array, &length);
  std::vector<T> result;
  for (uint32_t i = 0; i < length; ++i) {
    napi_value element;
    napi_get_element(env, array, i, &element);
    result.push_back(static_cast<T>(read(env, element)));
  }
  return result;
}

std::vector<int64_t> integers(napi_env env, napi_value array) { return list<int64_t>(env, array, integer); }

Graph* graphOf(napi_env env, napi_value value) {
  void* graph = nullptr;
  napi_get_value_external(env, value, &graph);
  return static_cast<Graph*>(graph);
}

napi_value undefined(napi_env env) {
  napi_value value;
  napi_get_undefined(env, &value);
  return value;
}

napi_value fail(napi_env env, const std::string& message) {
  napi_throw_error(env, nullptr, message.c_str());
  return undefined(env);
}

void setAttribute(napi_env env, TF_OperationDescription* op, napi_value attribute) {
  const std::string attributeName = text(env, property(env, attribute, "name"));
  const char* name = attributeName.c_str();
  const napi_value value = property(env, attribute, "value");
  const bool several = isArray(env, value);
  switch (static_cast<TF_AttrType>(integer(env, property(env, attribute, "type")))) {
    case TF_ATTR_STRING: {
      const std::string characters = text(env, value);
      TF_SetAttrString(op, name, characters.data(), characters.size());
      break;
    }
    case TF_ATTR_INT:
      if (several) {
        const std::vector<int64_t> values = integers(env, value);
        TF_SetAttrIntList(op, name, values.data(), static_cast<int>(values.size()));
      } else {
        TF_SetAttrInt(op, name, integer(env, value));
      }
      break;
    case TF_ATTR_FLOAT:
      if (several) {
        const std::vector<float> values = list<float>(env, value, number);
        TF_SetAttrFloatList(op, name, values.data(), static_cast<int>(values.size()));
      } else {
        TF_SetAttrFloat(op, name, static_cast<float>(number(env, value)));
      }
      break;
    case TF_ATTR_BOOL:
      if (several) {
        const std::vector<unsigned char> values = list<unsigned char>(env, value, truth);
        TF_SetAttrBoolList(op, name, values.data(), static_cast<int>(values.size()));
      } else {
        TF_SetAttrBool(op, name, truth(env, value));
      }
      break;
    case TF_ATTR_TYPE:
      if (several) {
        const std::vector<TF_DataType> values = list<TF_DataType>(env, value, integer);
        TF_SetAttrTypeList(op, name, values.data(), static_cast<int>(values.size()));
      } else {
        TF_SetAttrType(op, name, static_cast<TF_DataType>(integer(env, value)));
      }
      break;
    case TF_ATTR_SHAPE: {
      const std::vector<int64_t> shape = integers(env, value);
      TF_SetAttrShape(op, name, shape.data(), static_cast<int>(shape.size()));
      break;
    }
    default:
      break;
  }
}

// What a node gives: [{dtype, shape}], with -1 for a length that is not known before it runs and null for an unknown rank.
napi_value outputsOf(napi_env env, Graph* graph, TF_Operation* node) {
  const int count = TF_OperationNumOutputs(node);
  napi_value outputs;
  napi_create_array_with_length(env, count, &outputs);
  for (int i = 0; i < count; ++i) {
    const TF_Output output{node, i};
    napi_value description, dtype, shape;
    napi_create_object(env, &description);
    napi_create_int32(env, TF_OperationOutputType(output), &dtype);
    napi_set_named_property(env, description, "dtype", dtype);
    const Status status;
    const int rank = TF_GraphGetTensorNumDims(graph->graph, output, status.status);
    if (rank < 0) {
      napi_get_null(env, &shape);
    } else {
      std::vector<int64_t> lengths(rank);
      TF_GraphGetTensorShape(graph->graph, output, lengths.data(), rank, status.status);
      napi_create_array_with_length(env, rank, &shape);
      for (int axis = 0; axis < rank; ++axis) {
        napi_value length;
        napi_create_int64(env, lengths[axis], &length);
        napi_set_element(env, shape, axis, length);
      }
    }
    napi_set_named_property(env, description, "shape", shape);
    napi_set_element(env, outputs, i, description);
  }
  return outputs;
}

napi_value finish(napi_env env, Graph* graph, TF_OperationDescription* op) {
  const Status status;
  TF_Operation* node = TF_FinishOperation(op, status.status);
  if (!status.ok()) return fail(env, TF_Message(status.status));
  graph->nodes.push_back(node);
  return outputsOf(env, graph, node);
}

// The next node's name; TensorFlow quotes it in its errors.
std::string nextName(const Graph& graph) { return "n" + std::to_string(graph.nodes.size()); }

// freeGraph(graph): frees its nodes at once; the collector would be late, since it does not know how large they are.
napi_value FreeGraph(napi_env env, napi_callback_info info) {
  graphOf(env, arguments(env, info, 1)[0])->clear();
  return undefined(env);
}

// createGraph() -> graph
napi_value CreateGraph(napi_env env, napi_callback_info) {
  napi_value external;
  napi_create_external(env, new Graph, [](napi_env, void* graph, void*) { delete static_cast<Graph*>(graph); }, nullptr,
                       &external);
  return external;
}

// addNode(graph, op, inputs, groups, attributes, after) -> outputs. inputs: [node, output, node, output, ...];
// groups: -1 for an input of its own, n for a list of the next n; after: nodes that run before it.
napi_value AddNode(napi_env env, napi_callback_info info) {
  const std::vector<napi_value> given = arguments(env, info, 6);
  Graph* graph = graphOf(env, given[0]);
  const std::vector<int64_t> inputs = integers(env, given[2]);
  std::vector<TF_Output> outputs;
  for (size_t i = 0; i + 1 < inputs.size(); i += 2)
    outputs.push_back({graph->nodes.at(inputs[i]), static_cast<int>(inputs[i + 1])});
  TF_OperationDescription* op = TF_NewOperation(graph->graph, text(env, given[1]).c_str(), nextName(*graph).c_str());
  size_t next = 0;
  for (const int64_t group : integers(env, given[3])) {
    if (group < 0) {
      TF_AddInput(op, outputs.at(next++));
    } else {
      TF_AddInputList(op, outputs.data() + next, static_cast<int>(group));
      next += group;
    }
  }
  list<int>(env, given[4], [op](napi_env e, napi_value attribute) {
    setAttribute(e, op, attribute);
    return 0;
  });
  for (const int64_t node : integers(env, given[5])) TF_AddControlInput(op, graph->nodes.at(node));
  return finish(env, graph, op);
}

// addConstant(graph, dtype, shape, typedArray) -> outputs
napi_value AddConstant(napi_env env, napi_callback_info info) {
  const std::vector<napi_value> given = arguments(env, info, 4);
  Graph* graph = graphOf(env, given[0]);
  const auto dtype = static_cast<TF_DataType>(integer(env, given[1]));
  const std::vector<int64_t> shape = integers(env, given[2]);
  napi_typedarray_type type;
  size_t length = 0;
  void* data = nullptr;
  napi_get_typedarray_info(env, given[3], &type, &length, &data, nullptr, nullptr);
  size_t count = 1;
  for (const int64_t axis : shape) count *= static_cast<size_t>(axis);
  const size_t bytes = count * TF_DataTypeSize(dtype);
  std::unique_ptr<TF_Tensor, decltype(&TF_DeleteTensor)> tensor(
      TF_AllocateTensor(dtype, shape.data(), static_cast<int>(shape.size()), bytes), TF_DeleteTensor);
  if (bytes > 0) std::memcpy(TF_TensorData(tensor.get()), data, bytes);
  TF_OperationDescription* op = TF_NewOperation(graph->graph, "Const", nextName(*graph).c_str());
  const Status status;
  TF_SetAttrTensor(op, "value", tensor.get(), status.status);
  TF_SetAttrType(op, "dtype", dtype);
  return finish(env, graph, op);
}

// addFunction(graph, name, inputNodes, outputs): makes the graph a function of the context. outputs: [node, output, ...].
napi_value AddFunction(napi_env env, napi_callback_info info) {
  const std::vector<napi_value> given = arguments(env, info, 4);
  Graph* graph = graphOf(env, given[0]);
  std::vector<TF_Output> inputs, outputs;
  for (const int64_t node : integers(env, given[2])) inputs.push_back({graph->nodes.at(node), 0});
  const std::vector<int64_t> pairs = integers(env, given[3]);
  for (size_t i = 0; i + 1 < pairs.size(); i += 2)
    outputs.push_back({graph->nodes.at(pairs[i]), static_cast<int>(pairs[i + 1])});
  const Status status;
  std::unique_ptr<TF_Function, decltype(&TF_DeleteFunction)> function(
      TF_GraphToFunction(graph->graph, text(env, given[1]).c_str(), 0, -1, nullptr, static_cast<int>(inputs.size()),
                         inputs.data(), static_cast<int>(outputs.size()), outputs.data(), nullptr, nullptr, nullptr,
                         status.status),
      TF_DeleteFunction);
  if (!status.ok()) return fail(env, TF_Message(status.status));
  TFE_ContextAddFunction(contrastbook_context, function.get(), status.status);
  return status.ok() ? undefined(env) : fail(env, TF_Message(status.status));
}

// removeFunction(name)
napi_value RemoveFunction(napi_env env, napi_callback_info info) {
  const Status status;
  TFE_ContextRemoveFunction(contrastbook_context, text(env, arguments(env, info, 1)[0]).c_str(), status.status);
  return status.ok() ? undefined(env) : fail(env, TF_Message(status.status));
}

// opDefinition(graph, op) -> a serialized OpDef
napi_value OpDefinition(napi_env env, napi_callback_info info) {
  const std::vector<napi_value> given = arguments(env, info, 2);
  const Status status;
  std::unique_ptr<TF_Buffer, decltype(&TF_DeleteBuffer)> definition(TF_NewBuffer(), TF_DeleteBuffer);
  TF_GraphGetOpDef(graphOf(env, given[0])->graph, text(env, given[1]).c_str(), definition.get(), status.status);
  if (!status.ok()) return fail(env, TF_Message(status.status));
  napi_value buffer;
  napi_create_buffer_copy(env, definition->length, definition->data, nullptr, &buffer);
  return buffer;
}

}  // namespace

void contrastbook_export_graph(napi_env env, napi_value exports) {
  const struct {
    const char* name;
    napi_callback function;
  } functions[] = {
      {"createGraph", CreateGraph},       {"freeGraph", FreeGraph},
      {"addNode", AddNode},
      {"addConstant", AddConstant},       {"addFunction", AddFunction},
      {"removeFunction", RemoveFunction}, {"opDefinition", OpDefinition},
  };
  contrastbook::registerOps();
  napi_value graph;
  napi_create_object(env, &graph);
  for (const auto& [name, function] : functions) {
    napi_value value;
    napi_create_function(env, name, NAPI_AUTO_LENGTH, function, nullptr, &value);
    napi_set_named_property(env, graph, name, value);
  }
  napi_value avx512;
  napi_get_boolean(env, contrastbook::hasAvx512(), &avx512);
  napi_set_named_property(env, graph, "avx512", avx512);
  napi_set_named_property(env, exports, "contrastbook", graph);
}
