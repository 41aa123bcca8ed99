// The opinion as it stands on paper, and what can be done with it; files and links that carry the facts.
import { button, element } from "./controls.js";

const FILES = { word: "docx", html: "html", json: "json" };
const TYPES = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  html: "text/html",
  json: "application/json",
  toml: "application/toml",
};

// How wide a sheet is between the margins of the site's print style.
const PRINTED = "174mm";

// What a link may come to when it is unpacked, in bytes.
const LARGEST = 1_000_000;

export class Paper {
  constructor(words, acts) {
    this.shown = "";
    this.frame = element("iframe", { title: words.opinion, sandbox: "allow-same-origin allow-modals", class: "ask-paper" });
    this.frame.addEventListener("load", () => this.fit());
    addEventListener("resize", () => this.fit());
    addEventListener("beforeprint", () => this.press("print", "all", PRINTED));
    addEventListener("afterprint", () => this.press("all", "print", ""));
    this.whole = button(words.whole, () => { this.place.classList.add("ask-whole"); this.fit(); });
    const chosen = () => {
      const [file] = input.files;
      input.value = "";
      if (file) acts.open(file);
    };
    const input = element("input", { type: "file", accept: ".toml,.html,.json", hidden: true, onchange: chosen });
    this.place = element(
      "div",
      { class: "ask-opinion", hidden: true },
      element(
        "div",
        { class: "ask-tools", role: "group", "aria-label": words.opinion },
        element("h3", {}, words.opinion),
        button(words.print, () => this.frame.contentWindow.print(), { class: "ask-button ask-first" }),
        Object.entries(FILES).map(([key, form]) => button(words[key], () => acts.print(form))),
        button(words.save, acts.save),
        button(words.open, () => input.click(), { title: words.open_hint }),
        button(words.link, acts.link),
        button(words.delete, acts.forget, { class: "ask-button ask-quiet" }),
        input,
      ),
      this.frame,
      this.whole,
    );
  }

  show(html) {
    this.place.hidden = false;
    if (html !== this.shown) this.frame.srcdoc = this.shown = html;
  }

  // The page around it is printed: the frame is as high as what its own print style shows on a sheet.
  press(from, to, width) {
    const rules = [...(this.frame.contentDocument?.styleSheets ?? [])].flatMap((sheet) => [...sheet.cssRules]);
    for (const rule of rules) if (rule.media?.mediaText === from) rule.media.mediaText = to;
    this.frame.style.width = width;
    this.fit();
  }

  fit() {
    const page = this.frame.contentDocument?.documentElement;
    if (!page) return;
    this.frame.style.height = `${Math.max(page.offsetHeight + 4, 200)}px`;
    this.whole.hidden = this.place.classList.contains("ask-whole") || page.offsetHeight < this.frame.clientHeight;
  }
}

// Gives somebody a file whose type follows from the end of its name.
export function offer(content, name) {
  const address = URL.createObjectURL(new Blob([content], { type: TYPES[name.split(".").at(-1)] }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export async function packed(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts = [];
  for (let size = 0, part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > LARGEST) throw new RangeError("no case is as large");
    parts.push(part.value);
  }
  return new Blob(parts).text();
}

// The record that was kept of an inquiry, or came with a link; whatever is not made like one is refused.
export function record(text) {
  const found = JSON.parse(text);
  const has = (made, ...names) => names.every((name) => made(found[name]));
  const whole =
    has(Array.isArray, "of", "passed", "trail", "documents", "shown", "opened") &&
    has((one) => one?.constructor === Object, "facts", "given", "standing", "readings", "more") &&
    has((one) => typeof one === "string", "question");
  if (!whole) throw new TypeError("no record");
  return found;
}
