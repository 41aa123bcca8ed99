// Compiles Python for the Pyodide that will run it: node compile.mjs PYODIDE COMPILING LAID SOLVER INTO
// COMPILING is the Python that does it, LAID holds a folder for each archive, SOLVER is a wheel; INTO receives the
// archives.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [indexURL, compiling, laid, solver, into] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(join(indexURL, "pyodide.mjs")).href);
const pyodide = await loadPyodide({ indexURL });
pyodide.mountNodeFS("/laid", laid);
pyodide.FS.writeFile("/solver.whl", readFileSync(solver));
pyodide.mountNodeFS("/into", into);
pyodide.runPython(readFileSync(compiling, "utf8"));
