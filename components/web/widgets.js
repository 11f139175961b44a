// What Streamlit's widgets say and do and lets nobody set (docs/streamlit.md): their words in the page's language, Enter
// in the box of the day, Escape in the menu; ways past parts with many links; the address on paper. Words come with the
// page, in the attribute of this script's own element (components/web/pages.py).

const { texts, tiles, squares, table } = JSON.parse(document.querySelector("script[data-words]").dataset.words);
const ATTRIBUTES = ["aria-label", "placeholder", "title"];
const OURS = "#paint, [data-testid=stHtml], svg, script, style"; // what Streamlit does not word
const MANY = 10; // so many links, and a part has a way past it

const escaped = (text) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
const pattern = (text) => new RegExp(`^${escaped(text).replace(/\{(\w+)\}/g, "(?<$1>.+)")}$`);
const rules = Object.entries(texts).map(([text, instead]) => [pattern(text), instead]);
const month = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", timeZone: "UTC" });

/** Return a text of Streamlit's in the page's language; as it is where none of ours stands for it. */
function worded(text) {
  for (const [known, instead] of rules) {
    const places = known.exec(text)?.groups;
    if (places || known.test(text)) return instead.replace(/\{(\w+)\}/g, (_, name) => places[name]);
  }
  return text;
}

/** Word the attributes of an element; only what changes is written, since writing is seen as a change again. */
function name(element) {
  // Where files are dropped there is a name, which a part for looks alone cannot have.
  if (element.role === "presentation" && element.ariaLabel) element.role = "group";
  for (const attribute of ATTRIBUTES) {
    const text = element.getAttribute(attribute);
    if (text && worded(text) !== text) element.setAttribute(attribute, worded(text));
  }
  if (rules.length && element.dataset.type === "month" && element.ariaValueNow) {
    const text = `${element.ariaValueNow} – ${month.format(Date.UTC(2000, element.ariaValueNow - 1))}`;
    if (element.ariaValueText !== text) element.ariaValueText = text;
  }
}

function word(node) {
  if (node.nodeType === Node.ELEMENT_NODE) name(node);
  else if (node.data.trim() && worded(node.data) !== node.data) node.data = worded(node.data);
}

let number = 0;

/** Put a way past a part before it, seen while it has the focus. */
function pass(part, text) {
  if (part.previousElementSibling?.matches(".past") || part.querySelectorAll("a[href]").length < MANY) return;
  const end = Object.assign(document.createElement("span"), { id: `past-${(number += 1)}`, tabIndex: -1 });
  part.before(Object.assign(document.createElement("a"), { className: "past", href: `#${end.id}`, textContent: text }));
  (part.closest("details") ?? part).after(end); // at the end within it Chromium goes back to where it begins
}

const opened = new Set(); // what somebody has opened, by its screen and its line
const folded = "[data-testid=stHtml] details:not(.offer details, .st-key-menu details)";
const line = (part) => `${location.pathname} ${part.querySelector("summary")?.textContent}`;

function see(root) {
  if (root.nodeType === Node.ELEMENT_NODE) {
    const parts = [...root.querySelectorAll("details"), ...(root.matches("details") ? [root] : [])];
    for (const part of parts) if (part.matches(folded) && opened.has(line(part))) part.open = true;
    for (const part of root.querySelectorAll("nav.tiles")) pass(part, tiles);
    for (const part of root.querySelectorAll("nav.squares")) pass(part, squares);
    for (const part of root.querySelectorAll("[data-testid=stHtml] .scroll")) pass(part, table);
  }
  if ((root.parentElement ?? root).closest?.(OURS)) return;
  const left = (node) => (node.matches?.(OURS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, left);
  for (let node = root; node; node = walker.nextNode()) word(node);
}

new MutationObserver((changes) => {
  for (const { type, target, addedNodes } of changes) {
    if (type === "childList") addedNodes.forEach(see);
    else if (!(target.parentElement ?? target).closest(OURS)) word(target);
  }
}).observe(document.body, {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: [...ATTRIBUTES, "aria-valuetext"],
});
see(document.body);

// What was opened stays so where its screen is written anew.
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (target.matches?.(folded)) opened[target.open ? "add" : "delete"](line(target));
  },
  { capture: true },
);

document.addEventListener("click", (event) => {
  const way = event.target.closest?.("a.past");
  if (!way) return;
  event.preventDefault(); // the address of a screen says what it shows, not where somebody reads
  document.getElementById(way.hash.slice(1))?.focus();
});

document.addEventListener(
  "keydown",
  (event) => {
    // Streamlit takes a typed day at Escape alone; who types looks for Enter, which goes no further than the box.
    if (event.key === "Enter" && event.target.closest?.("[data-testid=stDateInputField] [role=spinbutton]")) {
      event.preventDefault();
      event.target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    }
    // What is told of a square goes at Escape and comes again once pointer or focus have left the square.
    const told = event.key === "Escape" && document.querySelector(".squares a:is(:hover, :focus-visible)");
    if (told) {
      const list = told.closest(".squares").classList;
      list.add("untold");
      for (const name of ["pointerleave", "blur"]) told.addEventListener(name, () => list.remove("untold"), { once: true });
    }
    const menu = event.key === "Escape" && event.target.closest?.(".st-key-menu details[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  },
  { capture: true },
);

// Whoever holds the paper finds the screen again.
addEventListener("beforeprint", () => {
  for (const line of document.querySelectorAll(".data-line")) line.dataset.address = location.href;
});
