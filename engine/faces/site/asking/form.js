// The form: what was told and what is worth asking. What hasn't changed stays as it is, with the cursor in it.
import { button, control, element, filled, picker } from "./controls.js";

export class Form {
  // `acts` are what somebody can do: act, all, remaining, record; and isBusy, whether a reply is awaited.
  constructor(words, acts) {
    Object.assign(this, { words, acts, made: new Map(), unfolded: new Set() });
    this.records = {
      turned: (name, isOpen) => this.unfolded[isOpen ? "add" : "delete"](name),
      unfolded: (name) => acts.record(name),
    };
    this.place = element("div", { class: "ask-form" });
  }

  clear() {
    this.made.clear();
    this.unfolded.clear();
  }

  show(shown, on, problems) {
    const { words } = this;
    Object.assign(this, { shown, on, problems });
    const typed = this.place.querySelector("input[type=text]:focus");
    if (typed && typed.value !== typed.defaultValue) {
      typed.addEventListener("blur", () => setTimeout(() => this.acts.isBusy() || this.show(this.shown, this.on, this.problems)), { once: true });
      return; // nobody is interrupted while typing
    }
    const date = element("input", {
      id: "ask-date",
      type: "text",
      value: on ? said(on) : "",
      autocomplete: "off",
      "data-focus": "date",
      "aria-describedby": "ask-date-hint",
      onchange: () => this.acts.act({ do: "date", section: "", name: "date", text: date.value }),
    });
    const problem = problems.get(":date");
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
      ...shown.controls.filter((one) => one.name !== "as_of").map((one) => this.control(one)),
    ];
    if (shown.waiting) {
      parts.push(
        element(
          "p",
          { class: "ask-waiting" },
          shown.waiting === 1 ? words.waiting_one : filled(words.waiting, { number: shown.waiting }),
          " ",
          button(words.show_waiting, this.acts.all, { class: "ask-button ask-quiet" }),
        ),
      );
    }
    if (shown.presumptions.length) parts.push(element("h3", { class: "ask-presumed-lead" }, words.presumed));
    for (const [at, group] of shown.presumptions.entries()) parts.push(this.ticks(group, at));
    const open = (one) => !one.told || one.records.some((row) => row.lacking || row.controls.some(open));
    if (!shown.controls.some(open) && !shown.presumptions.length && !shown.waiting) {
      parts.push(element("p", { class: "ask-note" }, words.nothing_more));
    }
    parts.push(this.rest());
    arrange(this.place, parts);
  }

  // One thing to tell: the control that is there already, unless something about it has changed.
  control(one) {
    const key = `${one.section}:${one.name}`;
    const problem = this.problems.get(key);
    const within = [...this.problems].filter(([wrong]) => wrong.startsWith(`${one.section}:${one.name}`));
    const now = JSON.stringify([one, within]);
    const made = this.made.get(key);
    if (made?.now === now) return made.node;
    const { words, records } = this;
    const node = control(one, { words, act: this.acts.act, problem, within: (inner) => this.control(inner), records });
    this.made.set(key, { now, node });
    return node;
  }

  // What is taken for granted and would change the answer, each as it would be otherwise.
  ticks(group, at) {
    return element(
      "details",
      { class: "ask-ticks", "data-fold": `ticks:${at}`, open: at === 0 && !this.shown.controls.some((one) => one.told) },
      element("summary", {}, group.question, element("span", { class: "ask-count" }, ` (${group.options.length})`)),
      element(
        "fieldset",
        { "aria-label": group.question },
        group.options.map((one) =>
          element(
            "label",
            { class: "ask-tick" },
            element("input", {
              type: "checkbox",
              "data-focus": `tick:${one.name}`,
              onchange: () =>
                this.acts.act(
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
          const subjects = await this.acts.remaining();
          inside.replaceChildren(
            ...subjects.map((subject) =>
              element(
                "details",
                { "data-fold": `subject:${subject.title}` },
                element("summary", {}, `${subject.title} (${subject.controls.length})`),
                subject.controls.map((one) => this.control(one)),
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
}

// Puts the parts in their places; what is there already isn't touched, and the folds that were open are.
export function arrange(place, parts) {
  const focused = document.activeElement?.dataset?.focus;
  const open = new Set([...place.querySelectorAll("details[open][data-fold]")].map((fold) => fold.dataset.fold));
  for (const node of [...place.childNodes]) if (!parts.includes(node)) node.remove();
  for (const [at, part] of parts.entries()) {
    if (place.childNodes[at] !== part) place.insertBefore(part, place.childNodes[at] ?? null);
  }
  for (const fold of place.querySelectorAll("details[data-fold]")) if (open.has(fold.dataset.fold)) fold.open = true;
  if (focused && document.activeElement?.dataset?.focus !== focused) {
    place.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
}

const said = (on) => {
  const [day, hour] = on.split("T");
  return day.split("-").reverse().join(".") + (hour ? ` ${hour.slice(0, 5)}` : "");
};
