// The engine behind the page: starts Python once, then answers one message after the other.
import { loadPyodide } from "./pyodide.mjs";

const here = new URL("./", import.meta.url).href;

async function fetched(name) {
  const response = await fetch(here + name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}

async function started() {
  const program = fetched("program.zip").then((response) => response.arrayBuffer());
  const pyodide = await loadPyodide({ indexURL: here, stdLibURL: `${here}python_stdlib.zip` });
  pyodide.unpackArchive(await program, "zip", { extractDir: "/program" });
  pyodide.runPython("import sys; sys.path.insert(0, '/program')");
  return { pyodide, tab: pyodide.pyimport("engine.faces.browser.start_in_tab").start("/program") };
}

const running = started();
running.then(() => postMessage({ ready: true }), (error) => postMessage({ failed: String(error.message || error) }));

// What not everybody needs is fetched when first it is: the solver, which finds what an open answer turns on, and the
// reader of PDFs.
const parts = new Map();
function unpacked(pyodide, name) {
  if (!parts.has(name)) {
    const part = fetched(name)
      .then((response) => response.arrayBuffer())
      .then((archive) => pyodide.unpackArchive(archive, "zip", { extractDir: "/program" }));
    part.catch(() => parts.delete(name));
    parts.set(name, part);
  }
  return parts.get(name);
}

async function solved(pyodide, act) {
  try {
    return act();
  } catch (error) {
    if (!String(error.message).includes("ModuleNotFoundError: No module named 'pysolvers'")) throw error;
    await unpacked(pyodide, "solver.zip");
    return act();
  }
}

async function own(pyodide, tab, { document, language, name, bytes }) {
  const against = await (await fetched(`own/${document}.json`)).text();
  if (String.fromCharCode(...bytes.slice(0, 5)) === "%PDF-") await unpacked(pyodide, "pdf.zip");
  const content = pyodide.toPy(bytes);
  try {
    return JSON.parse(tab.own(against, language, name, content));
  } finally {
    content.destroy?.();
  }
}

async function replied(told) {
  const { pyodide, tab } = await running;
  if (told.do === "fetched") return { fetched: performance.getEntriesByType("resource").map((entry) => entry.name) };
  if (told.do === "print") {
    const file = await solved(pyodide, () => tab.printed(JSON.stringify(told.state), told.form));
    const bytes = file.toJs();
    file.destroy();
    return { bytes };
  }
  if (told.do === "own") return own(pyodide, tab, told);
  return JSON.parse(await solved(pyodide, () => tab.reply(JSON.stringify(told))));
}

let last = Promise.resolve();
onmessage = ({ data: { id, told } }) => {
  last = last.then(async () => {
    try {
      postMessage({ id, reply: await replied(told) });
    } catch (error) {
      const lines = String(error.message || error).trim().split("\n");
      postMessage({ id, reply: { problems: [{ text: lines.at(-1), help: "" }] } });
    }
  });
};
