// Asks the worker: `ask(question)` promises the answer. Questions wait until Python has started.

export class Client {
  #worker = null;
  #waiting = new Map();
  #asked = 0;

  // Whether the site was built with what the playground runs.
  static async available() {
    try {
      return (await fetch(new URL("runtime/runtime.json", import.meta.url))).ok;
    } catch {
      return false;
    }
  }

  ask(question) {
    this.#worker ??= this.#start();
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, question });
    });
  }

  #start() {
    const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data: { id, answer, failure } }) => {
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (failure === undefined) resolve(answer);
      else this.#fail(reject, failure);
    };
    worker.onerror = (event) => this.#fail(() => {}, event.message || "its worker cannot be loaded");
    return worker;
  }

  // After a failure, such as of memory, Python is not to be trusted: the next question starts it anew.
  #fail(reject, message) {
    this.#worker.terminate();
    this.#worker = null;
    const error = new Error(message);
    reject(error);
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
