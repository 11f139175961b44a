// The search of the published pages: a field above the list of all pages, which stays as it is without this program.
// It finds in `searched`, the index beside it, and in the names that the list has; nothing is fetched. Words come with
// the page, in the attribute of this script's own element (components/web/publish/search.py).

(() => {
  const MOST = 40; // as many are shown
  const SHORTEST = 4; // letters that are left of a word without its ending
  const texts = JSON.parse(document.currentScript.dataset.words);
  const list = document.querySelector(".listed");
  const links = [...list.querySelectorAll("a")];

  /** Return the words of a text in small letters without marks, as the index has them. */
  const wordsIn = (text) =>
    text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").match(/[\p{L}\p{N}]+(?:\.[\p{L}\p{N}]+)*/gu) ?? [];

  const names = links.map((link) => wordsIn(link.textContent));
  const vocabulary = Object.entries(searched.words);

  function* numbers(runs) {
    for (const run of runs.split(" ")) {
      const [first, last = first] = run.split("-").map(Number);
      for (let number = first; number <= last; number += 1) yield number;
    }
  }

  /** Return how well a word is met by what is asked: whole, as its beginning, or, of a longer one, but for the ending. */
  function met(word, asked, stem) {
    if (word === asked) return 3;
    if (word.startsWith(asked)) return 2;
    return word.startsWith(stem) ? 1 : 0;
  }

  /** Return the score of each page for one word of what is asked; names count more than anything that a page says. */
  function scores(asked) {
    const stem = /\d/.test(asked) || asked.length <= SHORTEST ? asked : asked.slice(0, Math.max(SHORTEST, asked.length - 2));
    const found = names.map((words) => 10 * Math.max(0, ...words.map((word) => met(word, asked, stem))));
    for (const [word, runs] of vocabulary) {
      const score = met(word, asked, stem);
      if (score) for (const number of numbers(runs)) found[number] = Math.max(found[number], score);
    }
    return found;
  }

  /** Return the pages that have all words of a text, by number, the best first and else in the order of the list. */
  function search(text) {
    const each = wordsIn(text).map(scores);
    const pages = links.map((_, number) => number).filter((number) => each.every((found) => found[number]));
    const sum = (number) => each.reduce((whole, found) => whole + found[number], 0) - names[number].length / 100;
    return each.length ? pages.sort((one, other) => sum(other) - sum(one)) : null;
  }

  const made = (name, more = {}, ...inner) => {
    const element = Object.assign(document.createElement(name), more);
    element.append(...inner);
    return element;
  };
  const field = made("input", { type: "search", placeholder: texts.hint, autocomplete: "off", spellcheck: false });
  const form = made("form", { className: "search" }, made("label", {}, made("span", { textContent: texts.label }), field));
  form.setAttribute("role", "search");
  const told = made("p", { className: "muted" });
  told.setAttribute("role", "status");
  const found = made("ol", { className: "found" });
  list.before(form, told, found);

  const said = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function show() {
    const pages = search(field.value);
    list.hidden = Boolean(pages);
    const shown = (pages ?? []).slice(0, MOST);
    found.replaceChildren(
      ...shown.map((number) => {
        const link = made("a", { href: links[number].getAttribute("href"), textContent: links[number].textContent });
        return made("li", {}, link, made("p", { className: "muted", textContent: searched.about[number] }));
      }),
    );
    const text = pages === null ? "" : pages.length === 0 ? texts.none : pages.length > MOST ? texts.first : texts.found;
    told.textContent = said(text, { n: pages?.length, most: MOST });
  }

  /** What is searched stands in the address, behind its sign of the place within a page: a file has no other. */
  function read() {
    field.value = new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
    show();
  }

  field.addEventListener("input", () => {
    history.replaceState(null, "", `#${field.value && new URLSearchParams({ q: field.value })}`);
    show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    found.querySelector("a")?.focus();
  });
  addEventListener("hashchange", read);
  read();
})();
