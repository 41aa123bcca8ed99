// Compiles Python for the Pyodide that will run it: node compile.mjs PYODIDE COMPILING PROGRAM SOLVER INTO
// COMPILING is the Python that does it, PROGRAM the folder as it shall lie in the tab, SOLVER a wheel; INTO receives
// the archives.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [indexURL, compiling, program, solver, into] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(join(indexURL, "pyodide.mjs")).href);
const pyodide = await loadPyodide({ indexURL });
pyodide.mountNodeFS("/program", program);
pyodide.FS.writeFile("/solver.whl", readFileSync(solver));
pyodide.mountNodeFS("/into", into);
pyodide.runPython(readFileSync(compiling, "utf8"));
