// Ways within the dashboard without loading a page. A click on an inner link becomes an entry of the history and the
// event that Back sends; Streamlit answers that event by running the screen at the address (docs/streamlit.md). Links
// stay links: what is left alone here, or while the socket is down, is a page load like any other.
// Words and screens come with the page, in the attributes of the live region (components/web/pages.py).

const region = document.getElementById("announcer");
// Address of a screen -> the parameter that names the thing it shows: another value is another screen, not a filter.
const screens = JSON.parse(region.dataset.screens);
const PATIENCE = 2000; // milliseconds in which parts of a screen may still come, or be drawn anew
const REST = 60; // milliseconds without a run after which a screen stands: a run may ask for another one

const app = () => document.querySelector("[data-testid=stApp]");
const main = () => document.querySelector("[data-testid=stMain]"); // the part that scrolls
const headings = () => main()?.querySelectorAll("h1") ?? [];
// An entry keeps its key when Streamlit replaces its address or state; older browsers go by the address.
const entry = () => window.navigation?.currentEntry?.key ?? location.href;
const here = () => new URL(location.href);
const language = (url) => url.searchParams.getAll("lang").at(-1) ?? "";
const page = (url) => url.href.split("#")[0];
const place = (url) => url.pathname + "?" + (screens[url.pathname] || []).map((name) => url.searchParams.get(name) ?? "");

const scrolled = new Map(); // entry -> how far down its screen was
let shown = here(); // where the visitor is
let said = ""; // the heading that stands there
let way = null; // what is under way: {same, top, part, linked}
let leading = null; // where the visitor is led, while parts of the screen still come: the way that led there
let timer = 0;
let held = null; // what last had the focus on the screen, and what finds it again: {part, again}

/** Tell whether a click is on a link to a screen that can be shown without loading a page. */
function ours(event, link, url) {
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const inPlace = ["", "_self"].includes(link.target) && !link.hasAttribute("download");
  const screen = url.origin === location.origin && Object.hasOwn(screens, url.pathname) && !url.hash;
  // The page's language is said by the server. Without its socket Streamlit would drop what it is asked for.
  const ready = language(url) === language(here()) && app()?.dataset.testConnectionState === "CONNECTED";
  return plain && inPlace && screen && ready && !event.defaultPrevented;
}

/** Return what finds a link or a widget again after its part of the screen was drawn anew. */
function known(part) {
  const name = (own) => own.getAttribute("aria-label") ?? own.textContent;
  const alike = () => [...main().querySelectorAll(part.tagName)].filter((own) => name(own) === wanted);
  const [wanted, address] = [name(part), part.getAttribute("href")];
  const number = alike().indexOf(part);
  return () => alike().find((own) => own.getAttribute("href") === address) ?? alike()[number];
}

function focus(part) {
  if (!part) return;
  if (part.tagName === "H1") part.tabIndex = -1;
  part.focus({ preventScroll: true });
}

function announce(text) {
  region.textContent = "";
  setTimeout(() => (region.textContent = region.dataset.changed.replace("{heading}", () => text)), REST);
}

/** Lead to a height of the screen (null: where it is) and to a part, again while the screen is not yet long enough or
 * the part with the focus is drawn anew; whatever the visitor does meanwhile ends it. */
function lead(to) {
  const until = performance.now() + PATIENCE;
  leading = to;
  (function again() {
    if (leading !== to) return;
    if (to.top !== null) {
      main().scrollTop = to.top;
      if (Math.abs(main().scrollTop - to.top) <= 1) to.top = null;
    }
    if (document.activeElement === document.body) focus(to.part?.() ?? (to.linked ? headings()[0] : null));
    if (performance.now() < until) requestAnimationFrame(again);
    else leading = null;
  })();
}

/** Note what is under way; that the screen before it stands by now says nothing of it. */
function setOut(to) {
  clearTimeout(timer);
  [way, leading, timer] = [to, null, 0];
}

/** Show the screen that a link leads to without loading a page; false where that is the browser's business.
 * `found` finds again, on the same screen, what is to keep the focus. */
function follow(event, link, found) {
  const url = new URL(link.href);
  if (!ours(event, link, url)) return false;
  event.preventDefault();
  scrolled.set(entry(), main().scrollTop);
  const same = place(url) === place(shown);
  setOut({ same, top: same ? null : 0, part: same ? found() : null, linked: true });
  if (url.href !== location.href) history.pushState({}, "", url);
  shown = url;
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  return true;
}

/** On a phone the menu closes after a choice, and at a click elsewhere. */
function closeMenu(event, link) {
  for (const open of document.querySelectorAll(".st-key-menu details[open]"))
    if (link || !open.contains(event.target)) open.open = false;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  closeMenu(event, link);
  if (link instanceof HTMLAnchorElement) follow(event, link, () => known(link));
});

/** Return where a mark of a chart leads, as a link; null where it leads nowhere. Vega's drawings hold their marks. */
function marked(target) {
  const held = target instanceof SVGElement ? target.__data__ : null;
  const href = (Array.isArray(held) ? held[0] : held)?.href;
  return href ? Object.assign(document.createElement("a"), { href }) : null;
}

// Before Vega hears of it: it would load the page. What is not ours it goes about as a browser does, save the middle
// button, of which it knows nothing. A chart has no part with a focus to keep: its screen has it.
addEventListener(
  "click",
  (event) => {
    const link = marked(event.target);
    if (!link || !follow(event, link, () => main)) return;
    event.stopPropagation();
    closeMenu(event, link);
  },
  { capture: true },
);
addEventListener("auxclick", (event) => {
  const link = event.button === 1 && marked(event.target);
  if (link) open(link.href, "_blank", "noopener");
});

addEventListener("popstate", (event) => {
  const url = here();
  // Ours has been seen to; a part of the same page (#) is the browser's business.
  if (!event.isTrusted || page(url) === page(shown)) return;
  const same = place(url) === place(shown);
  setOut({ same, top: scrolled.get(entry()) ?? (same ? null : 0), part: null, linked: true });
  shown = url;
});

/** A screen stands: lead the visitor to where he wanted to go, or tell what has changed where he is. */
function arrived() {
  timer = 0;
  // A screen has one heading: with two, what stood before is not yet cleared away.
  if (headings().length > 1) return wait();
  const [done, title] = [way, headings()[0]];
  way = null;
  shown = here();
  const text = title?.textContent.trim() ?? "";
  if (done && !done.same) focus(title);
  if (done ?? kept()) lead(done ?? { top: null, part: held.again, linked: false });
  if (held && !held.part.isConnected) held = null; // what is found again takes the focus, and is noted by it
  if (said && (done ? done.same : text !== said)) announce(text);
  said = text;
}

/** Tell whether the focus is where the visitor has put it, or would be, had that part not been drawn anew. */
function kept() {
  return held && (held.part.isConnected ? document.activeElement === held.part : document.activeElement === document.body);
}

document.addEventListener("focusin", ({ target }) => {
  held = main()?.contains(target) && target !== main() ? { part: target, again: known(target) } : null;
});

const stands = () => app()?.dataset.testScriptState === "notRunning";

function wait() {
  clearTimeout(timer);
  timer = 0;
  if (stands()) timer = setTimeout(arrived, REST);
  else {
    said ||= headings()[0]?.textContent.trim() ?? "";
    if (leading?.linked) way ??= leading; // it had only seemed to stand
  }
}

/** Tell whether what stands there is not what stood there, though no run was seen: that of a widget was over at once. */
function changed() {
  const lost = kept() && !held.part.isConnected;
  return stands() && (lost || (headings()[0]?.textContent.trim() ?? said) !== said);
}

new MutationObserver(wait).observe(document.getElementById("root"), {
  subtree: true,
  attributes: true,
  attributeFilter: ["data-test-script-state"],
});
// A run may be over before Streamlit has shown that it had begun: then only what it has changed tells of it.
new MutationObserver(() => {
  if (!timer && (way || changed())) wait();
}).observe(document.getElementById("root"), { subtree: true, childList: true, characterData: true });

// While a screen changes, the browser scrolls by itself to what is left of it: that is not the visitor's place.
document.addEventListener(
  "scroll",
  (event) => {
    if (event.target === main() && !way && (leading?.top ?? null) === null) scrolled.set(entry(), event.target.scrollTop);
  },
  { capture: true, passive: true },
);
for (const name of ["wheel", "touchstart", "pointerdown", "keydown"])
  addEventListener(name, () => (leading = null), { capture: true, passive: true });
