// The first paint gives way to the running screen. This runs before Streamlit's program (docs/streamlit.md).

// Streamlit would look for its server below the page's address first, which costs two requests that fail.
window.__streamlit = {
  BACKEND_BASE_URL: location.origin + "/",
  HOST_CONFIG: {
    allowedOrigins: [location.origin],
    useExternalAuthToken: false,
    enableCustomParentMessages: false,
    enforceDownloadInNewTab: false,
    metricsUrl: "",
    blockErrorDialogs: false,
  },
};

// Widgets write months, weekdays and numbers in the browser's language, which is the page's here; weeks begin on Monday.
const { lang } = document.documentElement;
const spoken = lang === "en" ? "en-GB" : lang;
Object.defineProperties(navigator, { language: { value: spoken }, languages: { value: [spoken] } });

// A tab that nobody has looked at for an hour lets its session go, which would hold the server's memory for as long as the
// tab is there. The program hears of it when the tab is looked at again, and opens another one at the same address.
const UNSEEN = 3_600_000; // milliseconds
window.WebSocket = class extends WebSocket {
  #due;
  #left = false;

  constructor(...where) {
    super(...where);
    const look = () => this.#look();
    this.addEventListener("close", (event) => {
      if (this.#left && document.hidden) return event.stopImmediatePropagation();
      clearTimeout(this.#due);
      document.removeEventListener("visibilitychange", look);
    });
    document.addEventListener("visibilitychange", look);
    look();
  }

  #look() {
    clearTimeout(this.#due);
    if (document.hidden) {
      this.#due = setTimeout(() => {
        this.#left = true;
        this.close();
      }, UNSEEN);
    } else if (this.#left && this.readyState === WebSocket.CLOSED) this.dispatchEvent(new CloseEvent("close"));
  }
};

const paint = document.getElementById("paint");
const [first, ...parts] = JSON.parse(document.currentScript.dataset.program);
if (paint) begin(document.getElementById("root"));
// Fetching and compiling the program holds up what is seen, so it waits until the paint stands. Nothing is drawn in a
// window that is not seen: there it begins at once.
if (paint && !document.hidden) requestAnimationFrame(() => setTimeout(start));
else start();

/** Start Streamlit's program, its parts on their way together. */
function start() {
  for (const address of parts) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", crossOrigin: "", href: address }));
  }
  document.head.append(Object.assign(document.createElement("script"), { type: "module", crossOrigin: "", src: first }));
}

function begin(root) {
  const PATIENCE = 1500; // milliseconds in which what the screen holds may still be drawn once all of it is there
  const LONG = 8000; // milliseconds after which a program that has not come is not waited for in silence
  let since = 0; // when all of the screen was there
  let next = 0; // the look that is due

  const all = (within, what) => [...within.querySelectorAll(what)];
  const words = (part) => part.textContent.trim();
  const main = () => root.querySelector("[data-testid=stMain]");
  const footer = () => root.querySelector("footer.data-line");
  const seen = (part) => part.checkVisibility?.() ?? true;

  const drawn = () =>
    !root.querySelector("[data-testid=stSkeleton], [data-testid=stAppSkeleton]") &&
    all(root, "[data-testid=stVegaLiteChart]").every((chart) => !seen(chart) || chart.querySelector("svg"));
  const failed = () => root.querySelector("[data-testid=stAlert], [data-testid=stException]");

  /** Return what finds a part of the paint on the running screen: by what it says, or by what it chooses. */
  function counterpart(part) {
    if (!part || !paint.contains(part)) return () => null;
    if (part.name) return () => root.querySelector(`.st-key-${part.name} input, [class*="st-key-${part.name}-"] input`);
    if (part.matches("main")) return main;
    const alike = (within) => all(within, part.tagName).filter((other) => words(other) === words(part));
    const number = alike(paint).indexOf(part);
    return () => alike(root)[number];
  }

  /** Type into a field of the running screen as a visitor does. */
  function type(field, text) {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const changed = () =>
    all(paint, "select").find((own) => [...own.options].some((option) => option.selected !== option.defaultSelected)) ||
    all(paint, "input[type=checkbox]").find((own) => own.checked !== own.defaultChecked) ||
    all(paint, "input[type=date]").find((own) => own.value !== own.defaultValue);

  function handOver() {
    observer.disconnect();
    // What was chosen in the paint and not sent yet is asked for now.
    const form = changed()?.form;
    if (form) return form.requestSubmit();
    const typed = all(paint, "input[type=text]").filter((own) => own.value !== own.defaultValue);
    const focused = counterpart(document.activeElement);
    const [top, from, to] = [paint.querySelector("main").scrollTop, document.activeElement.selectionStart,
      document.activeElement.selectionEnd];
    const open = all(paint, "details").map((own) => own.open);
    const newer = !words(footer() ?? root).includes(paint.dataset.snapshot) && paint.dataset.newer;
    root.inert = false;
    all(root, "details").forEach((own, number) => (own.open = open[number] ?? own.open));
    const texts = typed.map((own) => [counterpart(own)(), own.value]);
    const target = focused();
    for (const own of [paint, ...document.querySelectorAll("style.painted")]) own.remove();
    main().scrollTop = top;
    for (const [field, text] of texts) if (field) type(field, text);
    target?.focus({ preventScroll: true });
    if (target?.matches("input[type=text]") && from != null) target.setSelectionRange(from, to);
    const region = document.getElementById("announcer");
    if (newer && region && footer()) setTimeout(() => (region.textContent = newer), 100);
    performance.mark("handover");
  }

  function look() {
    next = 0;
    if (!paint.isConnected || (!footer() && !failed())) return;
    since ||= performance.now();
    if (drawn() || failed() || performance.now() - since > PATIENCE) handOver();
    else soon();
  }

  function soon() {
    next ||= requestAnimationFrame(look);
  }

  const observer = new MutationObserver(soon);
  observer.observe(root, { childList: true, subtree: true });
  setTimeout(() => paint.isConnected && paint.classList.add("stays"), LONG);
}
