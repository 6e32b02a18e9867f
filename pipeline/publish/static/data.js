/* On tables: what the columns mean is folded away, so that the rows come first; without scripts it stands open. */
for (const list of document.querySelectorAll("dl.column-descriptions")) {
  const fold = document.createElement("details"), title = document.createElement("summary");
  title.textContent = "What the columns mean";
  list.replaceWith(fold);
  fold.append(title, list);
}
