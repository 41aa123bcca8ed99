// The page's way to the worker: one message, one reply; the worker starts with the first message, or as soon as somebody
// sees a question that can be asked, while the rest of the page is still on its way.
const waiting = new Map();
let worker = null;
let number = 0;

export const hears = { failed: () => {} };

let answers;
export const ready = new Promise((resolve) => { answers = resolve; });

function started() {
  if (worker) return worker;
  // from a line of the page's own, so that what the page may do is all that the worker may do, too
  const line = `import ${JSON.stringify(new URL("worker.js", import.meta.url).href)};`;
  worker = new Worker(URL.createObjectURL(new Blob([line], { type: "text/javascript" })), { type: "module" });
  worker.onmessage = ({ data }) => {
    if (data.ready) answers();
    else if (data.failed) hears.failed(data.failed);
    else {
      waiting.get(data.id)(data.reply);
      waiting.delete(data.id);
    }
  };
  worker.onerror = (event) => hears.failed(event.message || "worker.js");
  return worker;
}

export function start() {
  started();
}

export function isStarted() {
  return worker !== null;
}

export function say(told) {
  return new Promise((resolve) => {
    waiting.set(++number, resolve);
    started().postMessage({ id: number, told });
  });
}

// What the tab keeps of itself: nothing where it may not, or has no room left. What was kept before goes then, lest
// something older came back.
export function kept(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key, text) {
  try {
    sessionStorage.removeItem(key);
    if (text !== null) sessionStorage.setItem(key, text);
  } catch {
    // it answers all the same, until the tab is left
  }
}

// When somebody first sees a place of the page, or is about to use it.
const seen = new Map();
export function whenSeen(place) {
  if (!seen.has(place)) {
    seen.set(place, new Promise((resolve) => {
      place.addEventListener("focusin", resolve, { once: true });
      const observer = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(place);
    }));
  }
  return seen.get(place);
}

for (const place of document.querySelectorAll(".ask[data-question]:not([data-question=''])")) whenSeen(place).then(start);

// Keeps the site for a visit without a network: what is here already, and whatever is fetched from now on.
export async function keepForLater(root) {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register(new URL("service-worker.js", root)).catch(() => null);
  if (!registration) return;
  await navigator.serviceWorker.ready;
  const fetched = worker ? (await say({ do: "fetched" })).fetched ?? [] : [];
  const seen = performance.getEntriesByType("resource").map((entry) => entry.name);
  const own = [location.href.split("#")[0], ...seen, ...fetched].filter((address) => address.startsWith(location.origin));
  registration.active.postMessage({ seen: [...new Set(own)] });
}
