"""An interrupt in the middle of TensorFlow's work leaves an engine that computes and differentiates."""

import time

import pytest

from test_interrupt import interrupt, start

GRADIENT = "Array.from(tf.tidy(() => tf.grad((x) => x.square())(tf.scalar(3)).dataSync()))"
TRAIN = """
const w = tf.tidy(() => tf.variable(tf.scalar(0)));
const sgd = tf.train.sgd(0.1);
for (let step = 0; step < 5; step++) sgd.minimize(() => tf.sub(w, 1).square() as any);
const trained = w.dataSync()[0].toFixed(4);
w.dispose();
sgd.dispose();
trained
"""


@pytest.fixture(scope="module")
def tensorflow(kernel):
    assert kernel.run('import { tf } from "contrastbook"').reply["content"]["status"] == "ok"
    return kernel


@pytest.mark.parametrize(
    "work",
    [
        "for (;;) tf.tidy(() => { tf.ones([1000]).square(); })",
        "for (;;) tf.tidy(() => { tf.tidy(() => { tf.ones([20, 20]).matMul(tf.ones([20, 20])).softmax(); }) })",
        "const v = tf.variable(tf.ones([50])); const adam = tf.train.adam(0.01);\n"
        "for (;;) adam.minimize(() => tf.sub(v, 2).square().mean() as any)",
    ],
)
def test_gradients_and_training_are_right_after_interrupts(tensorflow, work):
    for attempt in range(4):
        busy = start(tensorflow, work)
        time.sleep(0.11 + 0.037 * attempt)
        interrupt(tensorflow)
        (stopped,) = tensorflow.collect(busy, timeout=5)
        assert stopped.of("error")[0]["ename"] == "KernelInterrupted"
        assert tensorflow.run(GRADIENT).value() == "[ 6 ]"
    before = tensorflow.run("tf.memory().numTensors").value()
    assert tensorflow.run(TRAIN).value() == "'0.6723'"
    assert tensorflow.run("tf.memory().numTensors").value() == before


def test_a_tidy_that_was_stopped_is_closed_and_its_tensors_are_freed(tensorflow):
    before = int(tensorflow.run("tf.memory().numTensors").value())
    busy = start(tensorflow, "tf.tidy(() => { for (let i = 0; i < 50; i++) tf.scalar(i); for (;;) {} })")
    interrupt(tensorflow)
    tensorflow.collect(busy, timeout=5)
    assert tensorflow.run("tf.engine().state.scopeStack.length").value() == "0"
    assert int(tensorflow.run("tf.memory().numTensors").value()) == before


@pytest.mark.parametrize("pause", ["", "await new Promise((done) => setImmediate(done));"])
def test_a_compiled_training_loop_stops_within_a_step_and_goes_on_afterwards(tensorflow, pause):
    tensorflow.run(
        'import { compile } from "contrastbook"; const weight = tf.variable(tf.zeros([64, 64])); const adam = tf.train.adam(1e-3);\n'
        "const data = tf.ones([256, 64]); let steps = 0;\n"
        "const step = compile(() => adam.minimize(() => tf.matMul(data, weight).sub(1).square().mean() as tf.Scalar, true) as tf.Scalar)"
    )
    busy = start(tensorflow, f"for (;;) {{ step().dispose(); steps++; {pause} }}")
    time.sleep(0.7)
    began = time.monotonic()
    interrupt(tensorflow)
    (stopped,) = tensorflow.collect(busy, timeout=5)
    assert time.monotonic() - began < 1
    assert stopped.of("error")[0]["ename"] == "KernelInterrupted"
    count = int(tensorflow.run("steps").value())
    assert count > 0
    result = tensorflow.run("step().dispose(); steps")
    assert result.value() == str(count), result.of("error")
    tensorflow.run("weight.dispose(); data.dispose(); adam.dispose()")


def test_a_call_into_tensorflow_of_several_seconds_says_so_and_ends_the_cell_when_it_is_done(tensorflow):
    tensorflow.run("const big = tf.fill([9000, 9000], 1); let after = 0")
    busy = start(tensorflow, "await null; tf.dispose(tf.matMul(big, big)); after++; for (;;) after++")
    time.sleep(0.1)
    interrupt(tensorflow)
    warning = tensorflow.wait_for_output(busy, timeout=4)["content"]
    assert "did not stop" in warning["text"]
    (stopped,) = tensorflow.collect(busy, timeout=60)
    assert stopped.of("error")[0]["ename"] == "KernelInterrupted"
    assert int(tensorflow.run("big.dispose(); after").value()) <= 1
    assert tensorflow.run(GRADIENT).value() == "[ 6 ]"
