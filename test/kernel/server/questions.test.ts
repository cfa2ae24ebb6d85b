import assert from "node:assert/strict";
import type { Answer } from "../../../src/kernel/server/link";
import { Questions } from "../../../src/kernel/server/questions";
import { createHeader, type Message } from "../../../src/kernel/wire/message";

describe("the questions of the running cell", () => {
  const asking = { header: createHeader("execute_request", "client"), identities: [] };
  let asked: string[];
  let answers: Answer[];
  let questions: Questions;
  beforeEach(() => {
    asked = [];
    answers = [];
    questions = new Questions({
      ask: (_, { prompt }) => `message ${asked.push(prompt)}`,
      answer: (answer) => answers.push(answer),
    });
  });

  const add = (id: number): void => questions.add(asking, { id, prompt: `question ${id}`, password: false });
  const reply = (value: unknown, answered?: string): void => {
    const parentHeader = answered === undefined ? {} : { msg_id: answered };
    const header = createHeader("input_reply", "client");
    const message: Message = { identities: [], header, parentHeader, metadata: {}, content: { value }, buffers: [] };
    questions.reply(message);
  };

  it("are asked one after another, each answer going to its question", () => {
    add(1);
    add(2);
    assert.deepEqual(asked, ["question 1"]);
    reply("a", "message 1");
    assert.deepEqual(asked, ["question 1", "question 2"]);
    reply("b");
    assert.deepEqual(answers, [
      { id: 1, text: "a" },
      { id: 2, text: "b" },
    ]);
  });

  it("take no answer to another question, none twice, and none when nobody asks", () => {
    reply("early");
    add(1);
    reply("other", "message 7");
    reply("right", "message 1");
    reply("twice", "message 1");
    assert.deepEqual(answers, [{ id: 1, text: "right" }]);
  });

  it("are void when the cell has ended", () => {
    add(1);
    add(2);
    questions.clear();
    reply("late", "message 1");
    assert.deepEqual([answers, asked], [[], ["question 1"]]);
    add(3);
    reply("x", "message 2");
    assert.deepEqual(answers, [{ id: 3, text: "x" }]);
  });

  it("count an answer that is no text as an empty one", () => {
    add(1);
    reply(5);
    assert.deepEqual(answers, [{ id: 1, text: "" }]);
  });
});
