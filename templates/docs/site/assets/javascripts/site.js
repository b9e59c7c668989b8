// What the theme makes after load, and CSS cannot reach (WCAG 2.2 AA).

// A table that scrolls sideways must be reachable by keyboard (2.1.1).
const tables = () => document.querySelectorAll(".md-typeset__scrollwrap:not([tabindex])").forEach(e => {
  e.tabIndex = 0
  e.setAttribute("role", "region")
  e.setAttribute("aria-label", "Table")
})

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
