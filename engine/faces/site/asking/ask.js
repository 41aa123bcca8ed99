// Asking on a page: the question, the facts, the answer beside them, the opinion beneath. All that is decided is decided
// by the engine; here it is only shown, and what somebody does is told.
import { button, control, element, filled, picker } from "./controls.js";
import { hears, keepForLater, say, start } from "./engine.js";

const KEY = "opposable-inquiry";
const FILES = { word: "docx", html: "html", json: "json" };
const TYPES = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  html: "text/html",
  json: "application/json",
  toml: "application/toml",
};
const own = new URL("./", import.meta.url);

class Asking {
  constructor(place, texts) {
    Object.assign(this, { place, words: texts.words, topics: texts.topics, documents: texts.documents });
    this.language = place.dataset.language;
    this.question = place.dataset.question || "";
    this.most = 4;
    this.problems = new Map();
    this.state = null;
    this.turn = 0;
    this.lay();
  }

  // ---- the page

  lay() {
    const { words } = this;
    this.chooser = element("div", { class: "ask-chooser" });
    this.form = element("div", { class: "ask-form" });
    this.answer = element("div", { class: "ask-answers", role: "status", "aria-live": "polite" });
    this.notice = element("p", { class: "ask-notice", role: "status" });
    this.opinion = element("div", { class: "ask-opinion", hidden: true });
    this.body = element(
      "div",
      { class: "ask-body", hidden: true },
      this.form,
      element("aside", { class: "ask-aside", "aria-label": words.answer }, element("h3", {}, words.answer), this.answer),
    );
    this.place.replaceChildren(
      element("h2", { id: "ask" }, words.ask),
      element("p", { class: "ask-lead" }, words.lead),
      this.chooser,
      this.notice,
      this.body,
      this.opinion,
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
    this.replace(this.chooser, parts);
  }

  chosen() {
    const asked = this.asked();
    return this.state && this.state.question === this.question ? this.state.documents : asked ? asked.documents : [];
  }

  replace(place, parts) {
    const focused = document.activeElement?.dataset?.focus;
    const open = new Set([...this.place.querySelectorAll("details[open][data-fold]")].map((fold) => fold.dataset.fold));
    place.replaceChildren(...parts);
    for (const fold of place.querySelectorAll("details[data-fold]")) if (open.has(fold.dataset.fold)) fold.open = true;
    if (focused) place.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  // ---- what is said to the engine

  async put(question, documents) {
    this.question = question;
    this.most = 4;
    this.problems.clear();
    if (!question) return;
    const names = documents ?? (this.state ? this.state.documents : this.asked().documents);
    await this.take(say({ do: "begin", question, documents: names.length ? names : this.documents.map((one) => one.name), language: this.language, state: this.state }));
  }

  async act(told) {
    const key = `${told.section}:${told.name}`;
    this.problems.delete(key);
    await this.take(say({ ...told, state: this.state }), key);
  }

  // A reply brings the inquiry as it stands and the answer in a word; then the form and the opinion are asked for.
  async take(promise, key = "") {
    const turn = ++this.turn;
    this.body.hidden = false;
    this.place.setAttribute("aria-busy", "true");
    delete this.place.dataset.settled;
    if (!this.ready) this.note(this.words.loading);
    const reply = await promise;
    if (turn !== this.turn) return;
    this.place.removeAttribute("aria-busy");
    if (reply.problems) {
      if (!key) return this.refused(reply);
      this.problems.set(key, reply.problems.map((one) => one.text).join(" · "));
      this.place.dataset.settled = "";
      return this.showForm();
    }
    this.note("");
    this.state = reply.state;
    this.showAnswers(reply.answers, []);
    this.keep();
    if (reply.replayed) this.showReplayed(reply.replayed);
    await this.refresh(turn, reply.answers);
  }

  async refresh(turn, answers) {
    const form = await say({ do: "form", state: this.state, most: this.most });
    if (turn !== this.turn || this.refused(form)) return;
    this.state = form.state;
    this.shown = form.form;
    this.keep();
    this.choose();
    this.showForm();
    const opinion = await say({ do: "opinion", state: this.state });
    if (turn !== this.turn || this.refused(opinion)) return;
    this.showAnswers(answers, opinion.short);
    this.showOpinion(opinion.html);
    this.place.dataset.settled = "";
  }

  refused({ problems }) {
    if (problems) this.note(problems.map((one) => one.text + (one.help ? ` – ${one.help}` : "")).join(" · "));
    return Boolean(problems);
  }

  // ---- what is shown

  note(text) {
    this.notice.textContent = text;
    this.notice.hidden = !text;
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
    const { words, shown } = this;
    if (!shown) return;
    const act = (told) => this.act(told);
    act.problem = (one) => this.problems.get(`${one.section}:${one.name}`);
    const date = element("input", {
      id: "ask-date",
      type: "text",
      value: this.state.on ? said(this.state.on) : "",
      autocomplete: "off",
      "data-focus": "date",
      "aria-describedby": "ask-date-hint",
      onchange: () => this.act({ do: "date", section: "", name: "date", text: date.value }),
    });
    const problem = this.problems.get(":date");
    const parts = [
      element("h3", {}, words.facts),
      element(
        "div",
        { class: `ask-control${problem ? " ask-wrong" : ""}` },
        element("label", { class: "ask-label", for: "ask-date" }, words.date),
        problem ? element("p", { class: "ask-problem", role: "alert" }, problem) : null,
        element("div", { class: "ask-line" }, date, picker(date, "date", words)),
        element("p", { class: "ask-hint", id: "ask-date-hint" }, words.date_hint),
      ),
      ...shown.controls.filter((one) => one.name !== "as_of").map((one) => control(one, words, act, act.problem(one))),
    ];
    if (shown.waiting) {
      parts.push(
        element(
          "p",
          { class: "ask-waiting" },
          shown.waiting === 1 ? words.waiting_one : filled(words.waiting, { number: shown.waiting }),
          " ",
          button(words.show_waiting, () => { this.most = 99; this.again(); }, { class: "ask-button ask-quiet" }),
        ),
      );
    }
    for (const [at, group] of shown.presumptions.entries()) parts.push(this.ticks(group, at));
    const open = (one) => !one.told || one.records.some((row) => row.controls.some(open));
    if (!shown.controls.some(open) && !shown.presumptions.length && !shown.waiting) {
      parts.push(element("p", { class: "ask-note" }, words.nothing_more));
    }
    parts.push(this.rest());
    this.replace(this.form, parts);
  }

  // What is taken for granted and would change the answer, each as it would be otherwise.
  ticks(group, at) {
    return element(
      "details",
      { class: "ask-ticks", "data-fold": `ticks:${at}`, open: at === 0 && !this.shown.controls.some((one) => one.told) },
      element("summary", {}, this.words.presumed, element("span", { class: "ask-count" }, ` (${group.options.length})`)),
      element(
        "fieldset",
        {},
        element("legend", {}, group.question),
        group.options.map((one) =>
          element(
            "label",
            { class: "ask-tick" },
            element("input", {
              type: "checkbox",
              "data-focus": `tick:${one.name}`,
              onchange: () =>
                this.act(
                  one.text
                    ? { do: "tell", section: "facts", name: one.name, text: one.text }
                    : { do: "open_entry", section: "facts", name: one.name },
                ),
            }),
            element("span", {}, one.label, one.beside ? element("cite", {}, ` ${one.beside}`) : null),
          ),
        ),
      ),
    );
  }

  // All else that the question rests on, by clause; looked for when somebody opens it.
  rest() {
    const inside = element("div", { class: "ask-subjects" });
    const fold = element(
      "details",
      {
        class: "ask-rest",
        "data-fold": "rest",
        ontoggle: async () => {
          if (!fold.open || inside.childElementCount) return;
          const { subjects } = await say({ do: "remaining", state: this.state });
          const act = (told) => this.act(told);
          act.problem = (one) => this.problems.get(`${one.section}:${one.name}`);
          inside.replaceChildren(
            ...(subjects ?? []).map((subject) =>
              element(
                "details",
                { "data-fold": `subject:${subject.title}` },
                element("summary", {}, `${subject.title} (${subject.controls.length})`),
                subject.controls.map((one) => control(one, this.words, act, act.problem(one))),
              ),
            ),
          );
        },
      },
      element("summary", {}, this.words.remaining),
      element("p", { class: "ask-note" }, this.words.remaining_lead),
      inside,
    );
    return fold;
  }

  showOpinion(html) {
    const { words } = this;
    if (!this.frame) {
      this.frame = element("iframe", { title: words.opinion, sandbox: "allow-same-origin allow-modals", class: "ask-paper" });
      this.frame.addEventListener("load", () => this.fit());
      addEventListener("resize", () => this.fit());
      this.whole = button(words.whole, () => { this.opinion.classList.add("ask-whole"); this.fit(); });
      const file = element("input", { type: "file", accept: ".toml,.html,.json", hidden: true, onchange: () => this.open(file) });
      this.opinion.replaceChildren(
        element(
          "div",
          { class: "ask-tools", role: "group", "aria-label": words.opinion },
          element("h3", {}, words.opinion),
          button(words.print, () => this.frame.contentWindow.print(), { class: "ask-button ask-first" }),
          Object.entries(FILES).map(([key, form]) => button(words[key], () => this.download(form))),
          button(words.save, () => this.saveFacts()),
          button(words.open, () => file.click(), { title: words.open_hint }),
          button(words.link, () => this.link()),
          button(words.delete, () => this.forget(), { class: "ask-button ask-quiet" }),
          file,
        ),
        this.frame,
        this.whole,
      );
    }
    this.opinion.hidden = false;
    this.frame.srcdoc = html;
  }

  fit() {
    const page = this.frame.contentDocument?.documentElement;
    if (!page) return;
    this.frame.style.height = `${Math.max(page.offsetHeight + 4, 200)}px`;
    this.whole.hidden = this.opinion.classList.contains("ask-whole") || page.offsetHeight < this.frame.clientHeight;
  }

  showReplayed({ same, differences }) {
    this.note(same ? this.words.same : `${this.words.differs} ${differences.map((one) => `${one.what}: ${one.then} → ${one.now}`).join("; ")}`);
  }

  again() {
    return this.refresh(++this.turn, this.answers);
  }

  // ---- files, links, and what is kept in the tab

  async download(form) {
    const reply = await say({ do: "print", form, state: this.state });
    if (this.refused(reply)) return;
    this.offer(reply.bytes, `${this.question}.${form}`, TYPES[form]);
  }

  async saveFacts() {
    const { text } = await say({ do: "facts", state: this.state });
    this.offer(text, `${this.question}.toml`, TYPES.toml);
  }

  offer(content, name, type) {
    const address = URL.createObjectURL(new Blob([content], { type }));
    element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  async open(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    const text = await file.text();
    await this.take(say({ do: "open", name: file.name, text, question: this.question, documents: this.chosen(), language: this.language }));
    if (this.state) this.question = this.state.question;
  }

  async link() {
    const address = `${location.href.split("#")[0]}#ask=${await packed(JSON.stringify(this.state))}`;
    await navigator.clipboard.writeText(address).catch(() => history.replaceState(null, "", address));
    this.note(this.words.link_copied);
  }

  keep() {
    sessionStorage.setItem(KEY, JSON.stringify(this.state));
  }

  forget() {
    sessionStorage.removeItem(KEY);
    history.replaceState(null, "", location.href.split("#")[0]);
    this.state = null;
    this.opinion.hidden = true;
    this.put(this.question).then(() => this.note(this.words.deleted));
  }

  // Goes on from a link, or from what the tab has kept; else begins with the question of the page when it is looked at.
  async begin() {
    const linked = location.hash.startsWith("#ask=") ? await unpacked(location.hash.slice(5)).catch(() => null) : null;
    const kept = linked ?? sessionStorage.getItem(KEY);
    try {
      this.state = kept ? { ...JSON.parse(kept), language: this.language } : null;
    } catch {
      this.state = null;
    }
    if (this.state && !this.place.dataset.question) this.question = this.state.question;
    if (this.state && this.question !== this.state.question && !this.asked()) this.state = null;
    this.choose();
    if (!this.question) return;
    if (this.state) return void this.put(this.question);
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      this.put(this.question);
    });
    seen.observe(this.place);
  }
}

const said = (on) => {
  const [day, hour] = on.split("T");
  return day.split("-").reverse().join(".") + (hour ? ` ${hour.slice(0, 5)}` : "");
};

async function packed(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
}

for (const place of document.querySelectorAll(".ask")) {
  const texts = await (await fetch(new URL(`texts.${place.dataset.language}.json`, own))).json();
  const asking = new Asking(place, texts);
  hears.ready = () => { asking.ready = true; place.dataset.ready = ""; keepForLater(new URL("..", own)); };
  hears.failed = (reason) => asking.note(filled(texts.words.failed, { reason }));
  place.addEventListener("focusin", start, { once: true });
  await asking.begin();
}
keepForLater(new URL("..", own));
