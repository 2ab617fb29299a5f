// What script adds to pages that work without it: one submission per press, the clause under the pointer,
// the clause beside the tree, focus on what went wrong. Nothing here decides anything.

const clauses = new Map();

async function clause(reference) {
  if (!clauses.has(reference)) {
    const answer = await fetch(`/policy/${reference}/`, { headers: { "HX-Request": "true" } });
    clauses.set(reference, answer.ok ? await answer.text() : "");
  }
  return clauses.get(reference);
}

function onceEach() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const pressed = event.submitter;
    if (pressed && pressed.dataset.busy) setTimeout(() => { pressed.textContent = pressed.dataset.busy; });
    setTimeout(() => delete form.dataset.sent, 10000);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach((form) => delete form.dataset.sent));
}

// Enter during composition chooses a character; it never submits.
function noSubmitWhileComposing() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
    if (event.key === "Enter" && event.ctrlKey && !event.isComposing && event.target.form) {
      const main = event.target.form.querySelector("[name=_do][value=submit]");
      if (main) main.click();
    }
  });
}

let opened = null;
let waiting = 0;

function shut() {
  clearTimeout(waiting);
  if (opened) opened.remove();
  opened = null;
}

async function show(chip) {
  const words = await clause(chip.dataset.clause);
  if (!words || !chip.matches(":hover, :focus")) return;
  shut();
  opened = document.createElement("div");
  opened.className = "clause-pop";
  opened.innerHTML = words;
  opened.addEventListener("mouseleave", shut);
  document.body.append(opened);
  const box = chip.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - opened.offsetWidth - 8));
  opened.style.left = `${left + window.scrollX}px`;
  opened.style.top = `${box.bottom + 4 + window.scrollY}px`;
}

function clausesUnderPointer() {
  const begin = (event) => {
    const chip = event.target.closest && event.target.closest(".chip");
    if (!chip) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => show(chip), 300);
  };
  document.addEventListener("mouseover", begin);
  document.addEventListener("focusin", begin);
  document.addEventListener("mouseout", (event) => {
    if (event.target.closest(".chip") && !(event.relatedTarget && event.relatedTarget.closest && event.relatedTarget.closest(".clause-pop"))) {
      clearTimeout(waiting);
      waiting = setTimeout(shut, 200);
    }
  });
  document.addEventListener("focusout", shut);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
}

function clauseBesideTree() {
  const beside = document.getElementById("clause-beside");
  const tree = document.querySelector(".tree");
  if (!beside || !tree) return;
  tree.addEventListener("click", async (event) => {
    const row = event.target.closest(".tree-row[data-beside]");
    if (!row || event.target.closest("a")) return;
    tree.querySelectorAll(".chosen").forEach((other) => other.classList.remove("chosen"));
    row.classList.add("chosen");
    beside.innerHTML = await clause(row.dataset.beside);
  });
}

function focusWhatWentWrong() {
  const first = document.querySelector("#errors, #refusal, #conflict");
  if (first) first.focus();
}

function checkedChoices() {
  const mark = () => document.querySelectorAll(".choice").forEach((choice) => {
    const input = choice.querySelector("input[type=radio]");
    if (input) choice.classList.toggle("checked", input.checked);
  });
  document.addEventListener("change", mark);
  mark();
}

function counters() {
  document.querySelectorAll("textarea").forEach((area) => {
    const words = document.createElement("p");
    words.className = "counter";
    const count = () => { words.textContent = `已写${area.value.length}字`; };
    area.after(words);
    area.addEventListener("input", count);
    count();
  });
}

// Ten minutes before the session ends one is told, and can go on.
function warnBeforeLeaving() {
  const warning = document.getElementById("leaving");
  if (!warning) return;
  const ahead = Math.max(Number(warning.dataset.idle) - 600, 5) * 1000;
  let timer = setTimeout(open, ahead);
  function open() { warning.hidden = false; }
  warning.querySelector("button").addEventListener("click", async () => {
    await fetch("/policy/0/", { headers: { "HX-Request": "true" } });
    warning.hidden = true;
    clearTimeout(timer);
    timer = setTimeout(open, ahead);
  });
}

onceEach();
warnBeforeLeaving();
noSubmitWhileComposing();
clausesUnderPointer();
clauseBesideTree();
focusWhatWentWrong();
checkedChoices();
counters();
