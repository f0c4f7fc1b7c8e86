// The playground: what a person gives goes to the worker, and what it read is shown.

import { Client } from "./client.js";
import { byId, element, number, plural, tabs } from "./dom.js";
import { Source } from "./source.js";
import * as views from "./views.js";

const WAIT = 300; // milliseconds after the last key before a text is read

const client = new Client();
const say = (text) => { byId("status").textContent = text; };
let grammar = {};
let latest = 0;

const showTab = tabs(byId("tabs"));
const source = new Source(
  (first) => client.ask({ ask: "lines", first }),
  (line, lines, opened) => {
    byId("panel-rule").replaceChildren(...views.rule(line, lines, grammar));
    if (opened) showTab("rule");
  },
);
const goTo = (line) => source.goTo(line).then(() => source.focus());

async function read() {
  const mine = ++latest;
  const text = byId("source").value;
  say(`Reading ${plural(text.length, "character")} …`);
  const began = performance.now();
  const found = await client.ask({ ask: "read", source: text, kind: byId("kind").value, ordered: byId("ordered").checked });
  if (mine !== latest) return; // another text was given meanwhile
  const seconds = ((performance.now() - began) / 1000).toFixed(2);
  await source.show(found.lines);
  byId("panel-rule").replaceChildren(element("p", { class: "pg-note" }, "Pick a line to see the rule of the grammar that read it."));
  byId("panel-records").replaceChildren(...present(views.records(found, goTo)));
  byId("panel-problems").replaceChildren(...present(views.problems(found, goTo)));
  byId("panel-ranges").replaceChildren(...present(views.ranges(found, goTo)));
  byId("panel-table").replaceChildren(...present(views.table(found, download)));
  byId("tab-problems").textContent = `Problems (${number(found.problem_count)})`;
  byId("form").textContent = found.html ? "The lines are those of the text that is made of the HTML." : "";
  say(`Read in ${seconds} s: ${plural(found.page_count, "page")}, ${plural(found.row_count, "review")}, `
    + `${plural(found.problem_count, "problem")}, ${plural(found.unread, "line")} not of the format.`);
}

const present = (children) => children.filter((child) => child !== null);

async function download() {
  const { csv } = await client.ask({ ask: "csv" });
  const address = URL.createObjectURL(new Blob([csv], { type: "text/csv;charset=utf-8" }));
  element("a", { href: address, download: "reviews.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

async function showSample() {
  const [name, form] = byId("sample").value.split(" ");
  if (!name) return;
  const answer = await client.ask({ ask: "sample", name, html: form === "HTML" });
  byId("source").value = answer.source;
  await read();
}

// Says what went wrong in place of an answer.
const guarded = (act) => () => act().catch((error) => {
  const advice = byId("results").hidden ? "Load this page again to try again." : "The next text starts it again.";
  say(`The playground failed: ${error.message}. ${advice}`);
});

async function start() {
  if (!(await Client.available())) {
    say("This copy of the documentation was built without the playground. `python -m tools.playground` builds it with one.");
    return;
  }
  say("Starting Python in this page, which takes a few seconds …");
  const about = await client.ask({ ask: "about" });
  grammar = about.grammar;
  byId("python").textContent = `Python ${about.python}`;
  byId("sample").append(...about.samples.map(({ name, html }) => {
    const form = html ? "HTML" : "text";
    return element("option", { value: `${name} ${form}` }, `${name} (${form})`);
  }));
  byId("kind").append(...about.kinds.map((kind) => element("option", { value: kind }, kind)));
  byId("legend").append(...about.groups.map((group) => element("li", { class: `pg-field pg-of-${group}` }, group)),
    element("li", { class: "pg-unread" }, "not of the format"));

  let timer;
  byId("source").addEventListener("input", () => {
    byId("sample").value = "";
    clearTimeout(timer);
    timer = setTimeout(guarded(read), WAIT);
  });
  byId("sample").addEventListener("change", guarded(showSample));
  for (const control of [byId("kind"), byId("ordered")]) control.addEventListener("change", guarded(read));
  for (const control of byId("controls").querySelectorAll("[disabled]")) control.disabled = false;
  byId("results").hidden = false;
  byId("sample").selectedIndex = 1;
  await showSample();
  document.documentElement.dataset.playground = "ready";
}

guarded(start)();
