// What is typed, as the search library takes it. By itself it looks for every word that begins as one that is typed, so
// that "for" finds "force" before the court. A word as it is typed counts most; short ones are looked for as they are.
// What the index leaves out of every page is not looked for, unless nothing else is typed: it would be said to be missing.
(() => {
  const EXACT = 8, SHORT = 2, QUERY = 2;
  const unsearched = new Set((document.currentScript.dataset.unsearched ?? "").split(" "));
  const words = typed => typed
    .split(/[\s\-,:!=[\]()"/'‘’«»]+|\.(?!\d)/)
    .map(word => word.replace(/[\^~*+]/g, ""))
    .filter(Boolean);
  const searched = found => {
    const rest = found.filter(word => !unsearched.has(word.toLowerCase()));
    return rest.length ? rest : found;
  };
  const sought = typed => searched(words(typed))
    .flatMap(word => word.length > SHORT && !/^\d/.test(word) ? [`${word}^${EXACT}`, word] : [`${word}^${EXACT}`])
    .join(" ");
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    const isQuery = message?.type === QUERY && typeof message.data === "string" && !message.data.includes('"');
    return post.call(this, isQuery ? { ...message, data: sought(message.data) } : message, ...rest);
  };
})();
