// The reader's own copy beside what was encoded of it, passage by passage. It is read in the tab and kept in the tab alone.
import { button, contentOf, element, filled } from "./controls.js";
import { hears, keep, kept, say } from "./engine.js";

const site = new URL("./", import.meta.url);

class OwnCopy {
  constructor(place, words, largest) {
    Object.assign(this, { place, words, largest, key: `opposable-own-${place.dataset.document}@${place.dataset.edition}` });
    const file = element("input", { type: "file", accept: ".pdf,.txt", hidden: true, onchange: () => this.open(file) });
    this.said = element("p", { class: "own-said", role: "status" });
    this.remove = button(words.own_remove, () => this.forget(), { class: "ask-button ask-quiet", hidden: true });
    place.replaceChildren(
      element("p", { class: "own-lead" }, words.own_lead),
      element("div", { class: "own-tools" }, button(words.own_open, () => file.click()), this.remove, file),
      this.said,
    );
    this.goOn(kept(this.key));
  }

  // What the tab kept of a copy, unless somebody changed it.
  goOn(text) {
    try {
      const found = JSON.parse(text);
      if (found) this.show(found);
    } catch {
      this.forget();
      this.said.textContent = "";
    }
  }

  async open(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    this.said.textContent = this.words.own_reading;
    const { document: contract, language } = this.place.dataset;
    const { bytes, problem } = await contentOf(file, this.words, this.largest);
    const reply = problem ? { problem } : await say({ do: "own", document: contract, language, name: file.name, bytes });
    if (!reply.passages) {
      this.said.textContent = reply.problem ?? reply.problems.map((one) => one.text).join(" · ");
      return;
    }
    keep(this.key, JSON.stringify(reply));
    this.show(reply);
  }

  show(found) {
    this.clear();
    this.said.textContent = `${found.name} – ${found.said}`;
    this.remove.hidden = false;
    let last = null;
    for (const one of found.passages.filter((each) => each.clause === this.place.dataset.clause)) {
      const passage = document.getElementById(one.at)?.closest(".passage") ?? this.made(one, last);
      passage.classList.add("passage--words");
      passage.querySelector(".passage__text h2").after(this.quoted(one));
      last = passage;
    }
  }

  // A passage of which nothing was to be said before its words were there.
  made(one, last) {
    const heading = element("h2", { id: one.at }, element("a", { href: `#${one.at}` }, one.place));
    const made = element("div", { class: "passage own-made" }, element("div", { class: "passage__text" }, heading), element("div", { class: "passage__norms" }));
    if (last) last.after(made);
    else (document.querySelector(".passage") ?? this.place).before(made);
    return made;
  }

  quoted({ words, likeness }) {
    const note = { otherwise: this.words.own_otherwise, wanting: this.words.own_wanting }[likeness];
    return element(
      "blockquote",
      { class: `own-words own-is-${likeness}` },
      words ? element("p", {}, words) : null,
      note ? element("p", { class: "own-note" }, note) : null,
    );
  }

  clear() {
    for (const node of document.querySelectorAll(".own-words, .own-made")) node.remove();
    for (const passage of document.querySelectorAll(".passage--words")) passage.classList.remove("passage--words");
  }

  forget() {
    keep(this.key, null);
    this.clear();
    this.remove.hidden = true;
    this.said.textContent = this.words.own_removed;
  }
}

for (const place of document.querySelectorAll(".own")) {
  const { words, largest } = await (await fetch(new URL(`texts.${place.dataset.language}.json`, site))).json();
  const copy = new OwnCopy(place, words, largest);
  hears.failed = (reason) => { copy.said.textContent = filled(words.failed, { reason }); };
}
