// A figure's menu (components/frame/downloads.py) with a program at hand: buttons that copy, what was copied told to screen
// readers, and the menu closed by Escape or by going elsewhere. Without it the menu is what the server wrote: links, and
// text to select. Words come with the page, in the attribute of this script's own element (components/web/pages.py).

const words = JSON.parse(document.querySelector("script[data-offers]").dataset.offers);
const SHOWN = 3000; // milliseconds in which a button says what it has done
const REST = 60; // milliseconds after which a screen reader hears of a change

function tell(text) {
  const region = document.getElementById("announcer");
  region.textContent = "";
  setTimeout(() => (region.textContent = text), REST);
}

function select(part) {
  const range = document.createRange();
  range.selectNodeContents(part);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

/** Copy what a part says; where the browser does not let us, it is left selected. Return what has become of it. */
async function copy(part) {
  try {
    await navigator.clipboard.writeText(part.textContent);
    return words.copied;
  } catch {
    select(part);
    return document.execCommand("copy") ? words.copied : words.selected;
  }
}

/** Put a button behind a part that copies what it says. */
function offer(part, name) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
  button.addEventListener("click", async () => {
    const said = await copy(part);
    button.textContent = said;
    tell(said);
    setTimeout(() => (button.textContent = name), SHOWN);
  });
  part.after(" ", button);
}

/** Say whole addresses, which only here are known, and put the buttons in: once, when a menu opens. */
function prepare(menu) {
  if (menu.querySelector("button")) return;
  const [link, cited] = [menu.querySelector("a.share"), menu.querySelector(".cited")];
  link.textContent = link.href;
  cited.nextElementSibling.remove(); // the same as text, for whoever has no program
  cited.append(` · ${link.href}`);
  offer(link, words.link);
  offer(cited, words.citation);
}

let opening; // the menu that the visitor has just clicked: one that only comes along from the first paint stays in its place
const open = () => document.querySelectorAll(".offer details[open]");

function closeBeside(part) {
  for (const menu of open()) if (!menu.contains(part)) menu.open = false;
}

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!target.open || !target.matches?.(".offer details")) return;
    prepare(target);
    if (target === opening) target.querySelector(".panel").scrollIntoView({ block: "nearest" });
  },
  { capture: true },
);
document.addEventListener("click", ({ target }) => (opening = target.closest?.(".offer summary")?.parentElement));
for (const name of ["click", "focusin"]) document.addEventListener(name, (event) => closeBeside(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});
