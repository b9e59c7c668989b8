// What the theme makes after load, and CSS cannot reach (WCAG 2.2 AA).

// A table that scrolls sideways must be reachable by keyboard (2.1.1). On a phone its rows are blocks: there each cell
// but the first says of what column it is, and what is a table stays one to screen readers (1.3.1).
const tables = () => document.querySelectorAll(".md-typeset__scrollwrap:not([tabindex])").forEach(e => {
  e.tabIndex = 0
  e.setAttribute("role", "region")
  e.setAttribute("aria-label", "Table")
  e.querySelectorAll("table").forEach(rows)
})
const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "columnheader", TD: "cell" }
const rows = table => {
  const names = [...table.querySelectorAll("thead th")].map(e => e.textContent.trim())
  table.querySelectorAll("tbody tr").forEach(row => [...row.cells].slice(1).forEach((cell, at) => {
    if (names[at + 1]) cell.dataset.column = names[at + 1]
  }))
  ;[table, ...table.querySelectorAll("thead, tbody, tr, th, td")].forEach(e => e.setAttribute("role", roles[e.tagName]))
}

// The small print of search results, in a shadow root of their own, must be dark enough (1.4.3).
const results = () => document.querySelectorAll("body > div").forEach(e => {
  if (!e.shadowRoot || e.shadowRoot.querySelector("#contrast")) return
  const style = document.createElement("style")
  style.id = "contrast"
  style.textContent = "[id$='-path'] { color: rgb(var(--color-foreground) / .72) !important }"
  e.shadowRoot.append(style)
})

const reach = () => { tables(); results() }
new MutationObserver(reach).observe(document.documentElement, { childList: true, subtree: true })
reach()
