// Asking on a page: the question, the facts, the answer beside them, the opinion beneath. All that is decided is decided
// by the engine; here it is only shown, and what somebody does is told.
import { contentOf, element, filled } from "./controls.js";
import { hears, isStarted, keep, keepForLater, kept, ready, say, start, whenSeen } from "./engine.js";
import { Form, arrange } from "./form.js";
import { Paper, offer, packed, record, unpacked } from "./paper.js";

const KEY = "opposable-inquiry";
const own = new URL("./", import.meta.url);
const site = new URL("..", own);

// A mistake in words, with the name by which it is looked up.
const said = ({ text, code }) => (code ? `${text} [${code}]` : text);

class Asking {
  constructor(place, texts) {
    Object.assign(this, { place, words: texts.words, topics: texts.topics, documents: texts.documents, largest: texts.largest });
    this.language = place.dataset.language;
    this.question = place.dataset.question || "";
    this.most = 4;
    this.problems = new Map();
    this.state = null;
    this.turn = 0;
    this.waiting = 0;
    this.steps = Promise.resolve();
    this.seen = new Promise((seen) => { this.look = seen; });
    this.lay();
  }

  // ---- the page

  lay() {
    const { words } = this;
    this.chooser = element("div", { class: "ask-chooser" });
    this.form = new Form(words, {
      act: (told) => this.act(told),
      all: () => this.again(99),
      remaining: async () => (await say({ do: "remaining", state: this.state })).subjects ?? [],
      record: async (name) => (await say({ do: "record", state: this.state, name })).row,
      isBusy: () => this.waiting > 0,
    });
    this.answer = element("div", { class: "ask-answers", role: "status", "aria-live": "polite" });
    this.notice = element("p", { class: "ask-notice", role: "status", hidden: true });
    this.loading = element("p", { class: "ask-notice", role: "status", hidden: true });
    this.paper = new Paper(words, {
      print: (form) => this.print(form),
      save: () => this.saveFacts(),
      open: (file) => this.open(file),
      link: () => this.link(),
      forget: () => this.forget(),
    });
    this.body = element(
      "div",
      { class: "ask-body", hidden: true },
      this.form.place,
      element("aside", { class: "ask-aside", "aria-label": words.answer }, element("h3", {}, words.answer), this.answer),
    );
    this.place.replaceChildren(
      element("h2", { id: "ask" }, words.ask),
      element("p", { class: "ask-lead" }, words.lead),
      this.chooser,
      this.notice,
      this.loading,
      this.body,
      this.paper.place,
    );
    this.choose();
  }

  asked() {
    return this.topics.flatMap((topic) => topic.questions).find((one) => one.name === this.question);
  }

  // Which question, of which contract: there before the engine is.
  choose() {
    const { words } = this;
    const parts = [];
    if (!this.place.dataset.question) {
      const select = element(
        "select",
        { id: "ask-question", "data-focus": "question", onchange: () => this.put(select.value) },
        element("option", { value: "" }, words.choose),
        this.topics.map((topic) =>
          element(
            "optgroup",
            { label: topic.topic },
            topic.questions.map((one) => element("option", { value: one.name, selected: one.name === this.question }, one.text)),
          ),
        ),
      );
      parts.push(element("div", { class: "ask-control" }, element("label", { class: "ask-label", for: "ask-question" }, words.question), select));
    }
    const asked = this.asked();
    if (asked && this.documents.length > 1) {
      const choices = [...this.documents.map((one) => [[one.name], one.title]), [this.documents.map((one) => one.name), words.together]];
      const chosen = this.chosen().join(" ");
      parts.push(
        element(
          "fieldset",
          { class: "ask-control ask-segments" },
          element("legend", { class: "ask-label" }, words.documents),
          choices.map(([names, title]) =>
            element(
              "label",
              { class: "ask-segment" },
              element("input", {
                type: "radio",
                name: "ask-documents",
                checked: names.join(" ") === chosen,
                "data-focus": `documents:${names.join(" ")}`,
                onchange: () => this.put(this.question, names),
              }),
              element("span", {}, title),
            ),
          ),
        ),
      );
    }
    arrange(this.chooser, parts);
  }

  chosen() {
    const asked = this.asked();
    return this.state && this.state.question === this.question ? this.state.documents : asked ? asked.documents : [];
  }

  // ---- what is said to the engine: one step after the other, each from where the one before it led

  // What is entered while the engine is still being loaded waits in this row.
  step(told, key = "") {
    this.turn += 1;
    this.waiting += 1;
    this.place.setAttribute("aria-busy", "true");
    delete this.place.dataset.settled;
    this.showLoading();
    this.steps = this.steps.then(async () => {
      const reply = await told().catch((error) => ({ problems: [{ text: String(error.message || error), help: "" }] }));
      this.waiting -= 1;
      this.take(reply, key);
    });
    return this.steps;
  }

  act(told) {
    const key = `${told.section}:${told.name}`;
    this.problems.delete(key);
    return this.step(() => say({ ...told, state: this.state }), key);
  }

  put(question, documents) {
    this.question = question;
    this.most = 4;
    this.problems.clear();
    if (!question) return this.steps;
    return this.step(async () => {
      const names = documents ?? this.following();
      const asked = names.length ? names : this.documents.map((one) => one.name);
      return (await this.begun(asked)) ?? say({ do: "begin", question, documents: asked, language: this.language, state: this.state });
    });
  }

  // The contracts of the question before, as long as one of them has something to say on this one.
  following() {
    const own = this.asked().documents;
    if (!this.state) return own;
    const stays = this.state.question === this.question || this.state.documents.some((name) => own.includes(name));
    return stays ? this.state.documents : own;
  }

  // What the engine says while nothing is told was written down when the site was built.
  async begun(documents) {
    const told = this.state && (this.state.trail.length || this.state.on || this.state.opened.length);
    if (told || documents.join(" ") !== this.asked()?.documents.join(" ")) return null;
    const plain = this.question.replace(/[A-Z]/g, (capital) => `--${capital.toLowerCase()}`);
    const file = plain === "index" ? "index--" : plain;
    const response = await fetch(new URL(`begun/${this.language}/${file}.json`, own)).catch(() => null);
    return response?.ok ? response.json() : null;
  }

  // A reply brings the inquiry as it stands and the answer in a word; once nothing waits any more, the rest is asked for.
  take(reply, key) {
    this.body.hidden = false;
    if (reply.problems && key) {
      this.problems.set(key, reply.problems.map(said).join(" · "));
    } else if (!this.refused(reply)) {
      this.note("");
      this.state = reply.state;
      this.known = reply.form;
      this.unshown = true;
      this.showAnswers(reply.answers, []);
      this.keep();
      if (reply.replayed) this.showReplayed(reply.replayed);
    }
    if (this.waiting) return;
    this.place.removeAttribute("aria-busy");
    if (this.unshown) return void this.refresh();
    this.showForm();
    this.place.dataset.settled = "";
  }

  async refresh() {
    const turn = this.turn;
    const known = this.known && { form: this.known, state: this.state };
    const form = known ?? (await say({ do: "form", state: this.state, most: this.most, unfolded: [...this.form.unfolded] }));
    if (turn !== this.turn || this.refused(form)) return;
    this.state = form.state;
    this.shown = form.form;
    this.unshown = false;
    this.keep();
    this.choose();
    this.showForm();
    await this.seen;
    start();
    await ready; // what was told meanwhile comes first
    if (turn !== this.turn) return;
    const opinion = await say({ do: "opinion", state: this.state });
    if (turn !== this.turn || this.refused(opinion)) return;
    this.showAnswers(this.answers, opinion.short);
    this.paper.show(opinion.html);
    this.place.dataset.settled = "";
    this.kept ??= keepForLater(site);
  }

  refused({ problems }) {
    if (problems) this.note(problems.map((one) => said(one) + (one.help ? ` – ${one.help}` : "")).join(" · "));
    return Boolean(problems);
  }

  // ---- what is shown

  note(text) {
    this.notice.textContent = text;
    this.notice.hidden = !text;
  }

  // How many entries wait for the program, as long as it is being loaded.
  showLoading() {
    const words = this.words;
    const text = this.waiting < 2 ? words.loading : filled(words.entries_wait, { number: this.waiting });
    this.loading.textContent = this.ready || !isStarted() ? "" : text;
    this.loading.hidden = !this.loading.textContent;
  }

  showAnswers(answers, short) {
    this.answers = answers;
    this.answer.replaceChildren(
      ...answers.map((one, at) =>
        element(
          "section",
          { class: `ask-answer ask-is-${one.answer}` },
          answers.length > 1 ? element("h4", {}, one.title) : element("p", { class: "ask-of" }, one.title),
          element("p", { class: "ask-word" }, one.words),
          short[at] ? element("p", { class: "ask-short" }, short[at]) : null,
        ),
      ),
    );
  }

  showForm() {
    if (this.shown) this.form.show(this.shown, this.state.on, this.problems);
  }

  showReplayed({ same, differences }) {
    this.note(same ? this.words.same : `${this.words.differs} ${differences.map((one) => `${one.what}: ${one.then} → ${one.now}`).join("; ")}`);
  }

  again(most) {
    this.most = most;
    this.turn += 1;
    this.known = null;
    return this.refresh();
  }

  // ---- files, links, and what is kept in the tab

  async print(form) {
    const reply = await say({ do: "print", form, state: this.state });
    if (!this.refused(reply)) offer(reply.bytes, `${this.question}.${form}`);
  }

  async saveFacts() {
    const { text } = await say({ do: "facts", state: this.state });
    offer(text, `${this.question}.toml`);
  }

  async open(file) {
    const { bytes, problem } = await contentOf(file, this.words, this.largest);
    if (problem) return this.note(problem);
    const text = new TextDecoder().decode(bytes);
    const told = { do: "open", name: file.name, text, question: this.question, documents: this.chosen() };
    await this.step(() => say({ ...told, language: this.language }));
    if (this.state) this.question = this.state.question;
  }

  async link() {
    const address = `${location.href.split("#")[0]}#ask=${await packed(JSON.stringify(this.state))}`;
    await navigator.clipboard.writeText(address).catch(() => history.replaceState(null, "", address));
    this.note(this.words.link_copied);
  }

  keep() {
    keep(KEY, JSON.stringify(this.state));
  }

  async forget() {
    await this.steps;
    keep(KEY, null);
    history.replaceState(null, "", location.href.split("#")[0]);
    this.state = null;
    this.form.clear();
    this.paper.place.hidden = true;
    await this.put(this.question);
    this.note(this.words.deleted);
  }

  // Goes on from a link, or from what the tab has kept; else begins with the question of the page when it is looked at.
  async begin() {
    const linked = location.hash.startsWith("#ask=") ? await unpacked(location.hash.slice(5)).catch(() => null) : null;
    const held = linked ?? kept(KEY);
    try {
      this.state = held ? { ...record(held), language: this.language } : null;
    } catch {
      this.state = null;
    }
    if (this.state && !this.place.dataset.question) this.question = this.state.question;
    if (this.state && this.question !== this.state.question && !this.asked()) this.state = null;
    this.choose();
    if (!this.question) return void this.look();
    this.put(this.question);
    if (this.state) return void this.look();
    whenSeen(this.place).then(() => {
      this.look();
      start();
      this.showLoading();
    });
  }
}

for (const place of document.querySelectorAll(".ask")) {
  const texts = await (await fetch(new URL(`texts.${place.dataset.language}.json`, own))).json();
  const asking = new Asking(place, texts);
  ready.then(() => { asking.ready = true; place.dataset.ready = ""; asking.showLoading(); });
  hears.failed = (reason) => asking.note(filled(texts.words.failed, { reason }));
  place.addEventListener("focusin", start, { once: true });
  await asking.begin();
}
if (!isStarted()) keepForLater(site);
