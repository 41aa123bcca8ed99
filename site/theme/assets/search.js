// What is typed, as the search library takes it. By itself it looks for every word that begins as one that is typed, so
// that "for" finds "force" before the court. A word as it is typed counts most; short ones are looked for as they are.
(() => {
  const EXACT = 8, SHORT = 2, QUERY = 2;
  const sought = typed => typed
    .split(/[\s\-,:!=[\]()"/'‘’«»]+|\.(?!\d)/)
    .map(word => word.replace(/[\^~*+]/g, ""))
    .filter(Boolean)
    .flatMap(word => word.length > SHORT && !/^\d/.test(word) ? [`${word}^${EXACT}`, word] : [`${word}^${EXACT}`])
    .join(" ");
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    const isQuery = message?.type === QUERY && typeof message.data === "string" && !message.data.includes('"');
    return post.call(this, isQuery ? { ...message, data: sought(message.data) } : message, ...rest);
  };
})();
