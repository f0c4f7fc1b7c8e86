// Runs Python beside the page, so that the page stays usable while a text is read. A message is a question with an id;
// the answer, or why there is none, is sent back with that id. playground.py says which questions there are.

const RUNTIME = new URL("runtime/", import.meta.url);

async function bytes(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${new URL(url).pathname} cannot be loaded: ${response.status}`);
  return response.arrayBuffer();
}

async function start() {
  const { loadPyodide } = await import(new URL("pyodide.mjs", RUNTIME));
  const { wheels } = await (await fetch(new URL("runtime.json", RUNTIME))).json();
  const [python, module, ...loaded] = await Promise.all([
    loadPyodide({ indexURL: RUNTIME.href }),
    bytes(new URL("playground.py", import.meta.url)),
    ...wheels.map((name) => bytes(new URL(name, RUNTIME))),
  ]);
  for (const wheel of loaded) python.unpackArchive(wheel, "wheel");
  python.FS.writeFile("playground.py", new Uint8Array(module));
  return python.pyimport("playground").answer;
}

const answer = start();
answer.catch(() => {}); // each question is told

self.onmessage = async ({ data: { id, question } }) => {
  try {
    const python = await answer;
    self.postMessage({ id, answer: JSON.parse(python(JSON.stringify(question))) });
  } catch (error) {
    self.postMessage({ id, failure: error.message.trim().split("\n").at(-1) });
  }
};
