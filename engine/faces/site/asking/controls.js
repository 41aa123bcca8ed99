// The controls of the form: each is made from what the engine says of it, and says what somebody did.

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") made.className = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export const filled = (text, gaps) => text.replace(/{(\w+)}/g, (_, gap) => gaps[gap]);

// The bytes of a file that somebody chose, or the problem with it: nothing larger than what is read of one is taken in.
export async function contentOf(file, words, largest) {
  const { name, size } = file;
  if (size > largest) return { problem: filled(words.too_large, { name, size, largest }) };
  try {
    return { bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch (error) {
    return { problem: filled(words.unreadable_file, { name, reason: error.message }) };
  }
}

const MOST_RADIOS = 5;
let numbered = 0;

export function button(label, act, more = {}) {
  return element("button", { type: "button", class: "ask-button", onclick: act, ...more }, label);
}

// One thing to tell. `act` takes what was done, { do, section, name, text … }; `within` makes what is told of a record;
// `records` say what belongs to one that is unfolded.
export function control(said, { words, act, problem, within, records }) {
  const id = `ask-${++numbered}`;
  const told = said.told;
  const at = { section: said.section, name: said.name };
  const problemId = problem ? `${id}-problem` : null;
  const tell = (text) => (text === "" ? told && act({ do: "forget", ...at }) : act({ do: "tell", ...at, text }));
  const body =
    said.kind === "list" ? list(said, words, act, within, records)
    : said.kind === "boolean" ? radios(id, said, [["yes", words.yes], ["no", words.no]], tell, words, act)
    : said.options.length && said.options.length <= MOST_RADIOS ? radios(id, said, pairs(said), tell, words, act)
    : said.options.length ? select(id, said, tell, words, act)
    : text(id, said, tell, words, problemId);
  const simple = !(said.kind === "list" || said.kind === "boolean" || (said.options.length && said.options.length <= MOST_RADIOS));
  return element(
    simple ? "div" : "fieldset",
    { class: `ask-control${told ? " ask-told" : ""}${problem ? " ask-wrong" : ""}`, "data-name": said.name },
    simple
      ? element("label", { class: "ask-label", for: id }, said.question)
      : element("legend", { class: "ask-label" }, said.question),
    said.section === "given" ? element("p", { class: "ask-note" }, words.given) : null,
    problem ? element("p", { class: "ask-problem", id: problemId, role: "alert" }, problem) : null,
    body,
    simple && said.kind !== "choice" ? element("p", { class: "ask-hint", id: `${id}-hint` }, said.hint) : null,
    !told && said.presumed ? element("p", { class: "ask-presumed" }, said.presumed) : null,
    beneath(id, said, words, act),
  );
}

const pairs = (said) => said.options.map((option) => [option.name, option.text]);

function radios(id, said, options, tell, words, act) {
  const standing = said.told?.standing;
  const unknown = said.section === "facts" ? [["?unknown", words.unknown]] : [];
  return element(
    "div",
    { class: "ask-radios" },
    [...options, ...unknown].map(([value, label]) => {
      const chosen = value === "?unknown" ? standing === "unknown" : said.told?.text === value;
      const input = element("input", {
        type: "radio",
        name: id,
        value,
        checked: chosen,
        "data-focus": `${said.section}:${said.name}:${value}`,
        onchange: () => (value === "?unknown" ? act({ do: "unknown", section: said.section, name: said.name }) : tell(value)),
      });
      return element("label", { class: "ask-radio" }, input, element("span", {}, label));
    }),
  );
}

function select(id, said, tell, words, act) {
  const chosen = said.told?.standing === "unknown" ? "?unknown" : (said.told?.text ?? "");
  const options = [["", "–"], ...pairs(said), ...(said.section === "facts" ? [["?unknown", words.unknown]] : [])];
  return element(
    "select",
    {
      id,
      "data-focus": `${said.section}:${said.name}`,
      onchange: ({ target }) =>
        target.value === "?unknown" ? act({ do: "unknown", section: said.section, name: said.name }) : tell(target.value),
    },
    options.map(([value, label]) => element("option", { value, selected: value === chosen }, label)),
  );
}

function text(id, said, tell, words, problemId) {
  const before = said.told?.text ?? "";
  const input = element("input", {
    id,
    type: "text",
    value: before,
    autocomplete: "off",
    "aria-describedby": [`${id}-hint`, problemId].filter(Boolean).join(" "),
    "aria-invalid": problemId ? "true" : null,
    placeholder: said.told?.standing === "unknown" ? words.unknown : null,
    "data-focus": `${said.section}:${said.name}`,
    onchange: () => input.value.trim() !== before && tell(input.value.trim()),
  });
  if (!["date", "instant", "moment"].includes(said.kind)) return element("div", { class: "ask-line" }, input);
  return element("div", { class: "ask-line" }, input, picker(input, said.kind, words));
}

// The browser's own calendar, which puts what is picked into the field where it can be read and changed.
export function picker(input, kind, words) {
  const native = element("input", {
    type: kind === "instant" ? "datetime-local" : "date",
    class: "ask-native",
    tabindex: "-1",
    "aria-hidden": "true",
    onchange: () => {
      if (!native.value) return;
      input.value = native.value.replace("T", " ");
      input.dispatchEvent(new Event("change"));
    },
  });
  const show = button("", () => native.showPicker(), { class: "ask-button ask-pick", "aria-label": words.pick, title: words.pick });
  return element("span", { class: "ask-picker" }, show, native);
}

function beneath(id, said, words, act) {
  const at = { section: said.section, name: said.name };
  const told = said.told;
  const parts = [];
  const reason = said.reasons[0];
  if (reason) {
    parts.push(
      element(
        "details",
        { class: "ask-why", "data-fold": `why:${said.name}` },
        element("summary", {}, words.why, " ", element("cite", {}, reason.citation)),
        said.reasons.map((one) => element("p", {}, one.text, " ", element("cite", {}, one.citation))),
      ),
    );
  }
  if (said.instead.length) {
    parts.push(
      element(
        "details",
        { class: "ask-why", "data-fold": `instead:${said.name}` },
        element("summary", {}, words.instead),
        element(
          "div",
          { class: "ask-choices" },
          said.instead.map((one) => button(one.text, () => act({ do: "open_entry", section: "given", name: one.name }), { class: "ask-button ask-quiet" })),
        ),
      ),
    );
  }
  if (told && said.kind !== "list") {
    const contested = told.standing === "contested";
    const line = [];
    if (said.section === "facts" && told.standing !== "unknown") {
      const check = element("input", {
        type: "checkbox",
        checked: contested,
        "data-focus": `contest:${said.name}`,
        onchange: () => act(check.checked ? { do: "contest", ...at, text: told.text, note: "" } : { do: "tell", ...at, text: told.text }),
      });
      line.push(element("label", { class: "ask-radio" }, check, element("span", {}, words.contested)));
    }
    if (contested) {
      const note = element("input", {
        type: "text",
        value: told.note,
        "aria-label": words.evidence,
        placeholder: words.evidence,
        "data-focus": `note:${said.name}`,
        onchange: () => act({ do: "contest", ...at, text: told.text, note: note.value }),
      });
      line.push(note);
    }
    line.push(button(words.clear, () => act({ do: "forget", ...at }), { class: "ask-button ask-quiet", "aria-label": `${words.clear}: ${said.question}` }));
    parts.push(element("div", { class: "ask-standing" }, line));
  } else if (!told && said.section === "facts" && simpleKind(said)) {
    parts.push(
      button(words.unknown, () => act({ do: "unknown", ...at }), { class: "ask-button ask-quiet", "aria-label": `${words.unknown}: ${said.question}` }),
    );
  }
  return parts.length ? element("div", { class: "ask-beneath" }, parts) : null;
}

const simpleKind = (said) => said.kind !== "list" && said.kind !== "boolean" && !said.options.length;

// A table of records: a row for each, with what is worth telling of it, and rows to add.
function list(said, words, act, within, records) {
  const at = { section: said.section, name: said.name };
  const rows = said.records.map((row) => (row.fold ? folded : laidOut)(`${said.name}[${row.number}]`, row, words, act, within, records));
  const more = element("input", {
    type: "checkbox",
    checked: said.more,
    "data-focus": `more:${said.name}`,
    onchange: () => act({ do: "more", ...at, so: more.checked }),
  });
  return element(
    "div",
    { class: "ask-list" },
    rows,
    element(
      "div",
      { class: "ask-standing" },
      button(words.add, () => act({ do: "add", ...at }), { "data-focus": `add:${said.name}` }),
      said.told
        ? element("label", { class: "ask-radio" }, more, element("span", {}, words.may_go_on))
        : button(words.none, () => act({ do: "tell", ...at, text: "0" }), { class: "ask-button ask-quiet" }),
      said.told && !said.records.length ? element("span", { class: "ask-note" }, said.told.words) : null,
      said.told ? button(words.clear, () => act({ do: "forget", ...at }), { class: "ask-button ask-quiet", "aria-label": `${words.clear}: ${said.question}` }) : null,
    ),
  );
}

function laidOut(name, row, words, act, within) {
  return element("section", { class: "ask-record", "aria-label": row.label }, inside(name, row, words, act, within, element("h4", {}, row.label)));
}

// One of many: what belongs to it is asked for when somebody unfolds it.
function folded(name, row, words, act, within, records) {
  const place = element("div", {}, row.is_folded ? null : inside(name, row, words, act, within));
  const fold = element(
    "details",
    {
      class: "ask-record ask-folded",
      "data-fold": `record:${name}`,
      open: !row.is_folded,
      ontoggle: async () => {
        records.turned(name, fold.open);
        if (!fold.open || place.childElementCount) return;
        const found = await records.unfolded(name);
        if (found && !place.childElementCount) place.append(...inside(name, found, words, act, within));
      },
    },
    element("summary", {}, row.label, " ", element("span", { class: "ask-note" }, row.fold)),
    place,
  );
  return fold;
}

function inside(name, row, words, act, within, heading = null) {
  const forget = ({ target }) => {
    for (const open of target.closest(".ask-list").querySelectorAll(".ask-folded[open]")) open.open = false; // others take their numbers
    act({ do: "forget", section: "facts", name });
  };
  const remove = button(words.remove, forget, {
    class: "ask-button ask-quiet",
    "aria-label": `${words.remove}: ${row.label}`,
  });
  const further = element(
    "details",
    { class: "ask-further", "data-fold": `further:${name}` },
    element("summary", {}, words.further),
    element("div", { class: "ask-fields" }, row.further.map(within)),
  );
  return [
    element("div", { class: "ask-record-head" }, heading ?? element("span", {}), remove),
    element("div", { class: "ask-fields" }, row.controls.map(within)),
    ...(row.further.length ? [further] : []),
  ];
}
