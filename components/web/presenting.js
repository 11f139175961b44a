// The keys of a meeting in the room, of a keyboard and of a presenter's remote. They follow the links that stand beside
// a step (components/meeting/room.py); links.js shows where those lead. Nothing here acts in a field, and a focused
// control keeps its Space and Enter.

const TYPED = 2500; // milliseconds in which a number may be typed on
const UNDER_WAY = 4000; // milliseconds in which a step that was asked for may still come
const NEXT = ["PageDown", "ArrowRight", "ArrowDown", " ", "Enter"];
const PREVIOUS = ["PageUp", "ArrowLeft", "ArrowUp"];
const LETTERS = { b: dark, ".": dark, f: full, "?": () => panel("keys"), "/": () => panel("find"), l: () => panel("list"), v: () => panel("full"), o: away, r: renew };

const room = () => document.querySelector("#paint .room") ?? document.querySelector(".room");
const ways = () => [...(room()?.querySelectorAll("ol.steps a") ?? [])];
const here = () => ways().findIndex((way) => way.ariaCurrent ?? way.getAttribute("aria-current"));
const place = (way) => new URL(way.href).searchParams.get("solis");
const lettersAreKeys = () => sessionStorage.getItem("letters") !== "off";
const root = document.documentElement;

let wanted = null; // {href, at}: the step that is under way; keys that come faster than steps count from it
let digits = "";
let since = 0;

/** Follow an address as a click on a link does; while the connection is down, once it is back. */
function follow(href) {
  wanted = { href, at: performance.now() };
  const app = document.querySelector("[data-testid=stApp]");
  const down = app && !document.getElementById("paint") && app.dataset.testConnectionState !== "CONNECTED";
  room().classList.toggle("down", Boolean(down));
  if (down) return;
  const link = Object.assign(document.createElement("a"), { href, target: "_self" });
  document.body.append(link);
  link.click();
  link.remove();
}

function go(number) {
  const way = ways()[Math.max(0, Math.min(number, ways().length - 1))];
  if (way && way !== ways()[here()]) follow(way.href);
}

/** Return where the next key counts from: the step under way, else the one that stands. */
function at() {
  const under = wanted && performance.now() - wanted.at < UNDER_WAY ? ways().findIndex((way) => way.href === wanted.href) : -1;
  return under < 0 ? here() : under;
}

function step(by) {
  const [back, on] = room().querySelectorAll("nav.arrows > *");
  // What was asked for beside the steps leads back to the step from both sides.
  if (back.href && back.href === on.href) return follow(on.href);
  go(at() + by);
}

function dark() {
  root.classList.toggle("dark");
}

function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen?.().catch(() => {});
}
root.classList.toggle("enlarges", document.fullscreenEnabled);

const panels = () => [...room().querySelectorAll("details")];
const close = () => panels().filter((own) => own.open).map((own) => (own.open = false)).length;

function panel(name) {
  const own = room().querySelector(`summary.${name}`)?.parentElement;
  if (!own) return;
  const open = !own.open;
  close();
  own.open = open;
  if (open) (own.querySelector("input[type=text], [aria-current]") ?? own.firstElementChild).focus();
}

/** Go to the step whose number was typed; to the last for one beyond the end. */
function typed() {
  const number = Math.min(Number(digits), Number(place(ways().at(-1)).split(".")[0]));
  const way = ways().find((own) => place(own) === String(number));
  digits = "";
  if (way) follow(way.href);
}

/** Open the page that needs no network: the browser has kept it since the first step. */
function away() {
  location.assign(room().querySelector("a.offline").href);
}

function renew() {
  const way = room().querySelector("a.renew");
  if (way) follow(way.href);
}

const KEPT = 4; // pages that need no network, the newest
let fetched = "";
/** Have the page that needs no network kept by the browser, once a meeting and snapshot (away.js opens it). */
async function keep() {
  const page = room()?.querySelector("a.offline")?.href.split("#")[0];
  if (!page || page === fetched || !navigator.serviceWorker) return;
  fetched = page;
  try {
    await navigator.serviceWorker.register("/sede.js", { scope: "/sede.html" });
    const kept = await caches.open("sede");
    await kept.add(page);
    for (const old of (await kept.keys()).slice(0, -KEPT)) await kept.delete(old);
    room()?.classList.add("kept");
  } catch {
    fetched = "";
  }
}

function leave() {
  remember();
  follow(room().querySelector("a.leave").href);
}

/** Keep the way back to the step in sight on the screen that is left for: a window without bars has no other. */
function remember() {
  again?.remove();
  again = room().querySelector("a.again").cloneNode(true);
  document.body.append(again); // the style sheet hides it beside a step
  resumable = true;
  gone = false;
}

let again = null; // the way back
let gone = false; // whether the step was left in the meantime
let resumable = false; // the key of a remote that began and left a presentation is one: it leads back at once, or never

/** Take the way back away once it has led back, or another way has. */
function returned() {
  if (!room()) gone = true;
  else if (gone) again?.remove();
}

function pressed(event) {
  const { key } = event;
  if (performance.now() - since > TYPED) digits = "";
  const control = event.target.closest?.("a, button, summary, input, select, textarea, [role=button]");
  const scrolls = document.querySelector("#root .stMain, [data-testid=stMain]");
  const long = scrolls && scrolls.scrollHeight > scrolls.clientHeight + 1;
  if (key === "Enter" && digits) return typed;
  if ((key === " " || key === "Enter") && control) return null;
  if (long && [" ", "ArrowDown", "ArrowUp"].includes(key)) return null;
  if (NEXT.includes(key)) return () => step(event.shiftKey && key === " " ? -1 : 1);
  if (PREVIOUS.includes(key)) return () => step(-1);
  if (key === "Home") return () => go(0);
  if (key === "End") return () => go(ways().length - 1);
  if (key === "Escape") return () => close() || leave();
  if (!lettersAreKeys()) return null;
  if (/^[0-9]$/.test(key)) {
    return () => {
      digits = (digits + key).slice(-3);
      since = performance.now();
    };
  }
  return LETTERS[key.toLowerCase()] ?? null;
}

document.addEventListener("keydown", (event) => {
  if (again?.isConnected && !room() && event.key === "F5" && resumable && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    return again.click();
  }
  if (!room()) resumable = false;
  if (!room() || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.isComposing) return;
  const field = event.target.closest?.("input:not([type=checkbox]), select, textarea, [contenteditable]");
  if (field && event.key === "Enter" && field.closest(".room")) {
    event.preventDefault();
    return ask(field);
  }
  if (field && event.key !== "Escape") return;
  if (root.classList.contains("dark")) {
    event.preventDefault();
    return dark();
  }
  const act = pressed(event);
  if (!act) return;
  event.preventDefault();
  event.stopPropagation(); // Streamlit has keys of its own
  act();
}, { capture: true });

document.addEventListener("click", (event) => {
  if (root.classList.contains("dark")) return dark();
  if (event.target.closest?.(".room button.whole")) full();
  if (event.target.closest?.(".room a.leave")) remember();
  else if (event.isTrusted) resumable = false;
  if (!event.target.closest?.(".room")) room() && close();
  else if (event.target.closest("a")) {
    wanted = null;
    close(); // what was chosen in a panel is not to be covered by it
  }
});

/** Ask for what stands in the field of a panel: an address like any other. Streamlit takes a field from its form. */
function ask(part) {
  const panel = part.closest(".panel");
  const [form, field] = [panel.querySelector("form"), panel.querySelector("input[type=text]")];
  const url = new URL(form.getAttribute("action"), location.href);
  for (const own of form.querySelectorAll("input[type=hidden]")) if (own.value) url.searchParams.set(own.name, own.value);
  if (field.value.trim()) url.searchParams.set(field.name, field.value);
  follow(url.href);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".room .submit");
  if (!button) return;
  event.preventDefault();
  ask(button);
});

// The switch of the letters is drawn anew with each step.
document.addEventListener("toggle", (event) => {
  const letters = event.target.querySelector?.(".room input[name=letters]");
  if (letters) letters.checked = lettersAreKeys();
}, { capture: true });
document.addEventListener("change", (event) => {
  if (event.target.matches?.(".room input[name=letters]")) sessionStorage.setItem("letters", event.target.checked ? "on" : "off");
});

// The connection is back: what was asked for meanwhile comes. Outside a meeting nothing stays dark.
new MutationObserver(() => {
  returned();
  if (!room()) root.classList.remove("dark");
  else if (room().classList.contains("down") && wanted) follow(wanted.href);
  keep();
}).observe(document.getElementById("root"), {
  subtree: true,
  attributes: true,
  attributeFilter: ["data-test-connection-state", "data-test-script-state"],
});
