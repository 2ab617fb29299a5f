// Node engines behind the protocol of worker.py: a JSON object per line comes in, one goes out.
// `node worker.mjs json-logic-js` or `node worker.mjs json-rules-engine`; the rules come translated, with "start".

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
const name = process.argv[2];

const ENGINES = {
  // One `if` over every line of the list.
  "json-logic-js": ({ logic }) => {
    const { apply } = require("json-logic-js");
    return [{ name: "one if", grain: "none", run: (facts) => apply(logic, facts), standing: (answer) => answer }];
  },
  // A rule per line, the first that holds stops the engine; every rule it tried comes back with each condition's result.
  "json-rules-engine": ({ lines, otherwise }) => {
    const { Engine } = require("json-rules-engine");
    const engine = new Engine();
    lines.forEach(({ standing, conditions }, index) =>
      engine.addRule({
        conditions,
        priority: lines.length - index,
        event: { type: standing },
        onSuccess: () => engine.stop(),
      }),
    );
    const standing = ({ events }) => (events.length ? events[0].type : otherwise);
    return [{ name: "a rule per line", grain: "condition", run: (facts) => engine.run(facts), standing }];
  },
};

let forms = [];
const held = {};

const COMMANDS = {
  start: (asked) => {
    forms = ENGINES[name](asked.rules);
    const version = require(`${name}/package.json`).version;
    return { version, forms: forms.map(({ name, grain }) => ({ name, grain, takes_open: false, wider: false })) };
  },
  hold: ({ set, cases }) => {
    held[set] = cases;
    return {};
  },
  answers: async ({ form, set }) => {
    const answers = [];
    for (const facts of held[set]) answers.push(forms[form].standing(await forms[form].run(facts)));
    return { answers };
  },
  one: async ({ form, facts }) => {
    try {
      return { answer: forms[form].standing(await forms[form].run(facts)) };
    } catch (fault) {
      return { refused: `${fault.name}: ${fault.message}` };
    }
  },
  time: async ({ form, set, loops }) => {
    const { run } = forms[form];
    const cases = held[set];
    const started = process.hrtime.bigint();
    for (let loop = 0; loop < loops; loop++) {
      // Awaiting what is no promise would cost a turn of the event loop.
      for (const facts of cases) {
        const answer = run(facts);
        if (answer instanceof Promise) await answer;
      }
    }
    return { seconds: Number(process.hrtime.bigint() - started) / 1e9 / loops / cases.length };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  console.log(JSON.stringify(await COMMANDS[asked.do](asked)));
}
