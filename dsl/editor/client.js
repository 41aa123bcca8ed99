// Starts the language server and passes on what the editor asks; the server shows which answers move itself.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const told = workspace.getConfiguration("opposable");
  const server = { command: told.get("command"), args: told.get("arguments") };
  client = new LanguageClient("opposable", "Opposable", server, { documentSelector: [{ scheme: "file", language: "clause" }] });
  return client.start();
};

exports.deactivate = () => client?.stop();
