// The script of the kit's pages: filter, keys, links into closed parts, copying. The pages read well without it.
;(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)]
  const root = document.documentElement
  const form = document.getElementById('filter')
  const items = all('.item')

  // The filter.

  const texts = new WeakMap()
  const textOf = (element) => {
    if (!texts.has(element)) texts.set(element, element.textContent.toLowerCase())
    return texts.get(element)
  }
  const words = (element, name) => (element.dataset[name] ?? '').split(' ')
  const wanted = () => {
    const value = (name) => form.elements[name]?.value.trim() ?? ''
    return {
      text: value('text').toLowerCase().split(/\s+/).filter(Boolean),
      requirement: value('requirement').toUpperCase(),
      verdict: value('verdict'),
      role: value('role'),
      only: form.elements.only.checked,
    }
  }
  const isOf = (element, requirement) => {
    const ids = words(element, 'requirements')
    return (
      requirement === '' ||
      ids.includes(requirement) ||
      (!known.has(requirement) && ids.some((id) => id.startsWith(requirement)))
    )
  }
  const known = new Set(items.flatMap((item) => words(item, 'requirements')))
  const has = (element, text) => text.every((word) => textOf(element).includes(word))

  /** Whether a line of a scenario is shown. */
  const isLineShown = (line, { verdict, role, only }) =>
    (verdict === '' || words(line, 'verdict').includes(verdict)) &&
    (role === '' || line.dataset.role === role) &&
    !(only && line.dataset.verdict === 'passed')

  const isItemShown = (item, filter) => {
    if (!isOf(item, filter.requirement)) return false
    const lines = all('.cases > li', item)
    const isNamed = has(item.querySelector('summary, h3, h4') ?? item, filter.text)
    let shown = 0
    for (const line of lines) {
      line.hidden = !(isLineShown(line, filter) && (isNamed || has(line, filter.text)))
      if (!line.hidden) shown++
    }
    if (shown > 0) return true
    if (filter.verdict !== '' && !words(item, 'verdict').includes(filter.verdict)) return false
    if (filter.role !== '' && item.dataset.role !== filter.role) return false
    if (filter.only && item.matches('.requirement, tr') && !('attention' in item.dataset)) return false
    return isNamed || has(item, filter.text)
  }

  const filterNow = () => {
    const filter = wanted()
    const isOff = filter.text.length === 0 && !filter.only && filter.requirement + filter.verdict + filter.role === ''
    let shown = 0
    for (const item of items) {
      item.hidden = !isItemShown(item, filter)
      if (!item.hidden) shown++
    }
    for (const group of all('[data-group]')) {
      const loose = all(':scope > .cases > li', group)
      for (const line of loose)
        line.hidden = !(filter.requirement === '' && isLineShown(line, filter) && has(line, filter.text))
      const own = [...all('.item', group), ...loose]
      group.hidden = own.length > 0 && own.every(({ hidden }) => hidden)
    }
    document.getElementById('shown').textContent = isOff ? '' : `${shown} of ${items.length} shown`
    const nothing = document.getElementById('nothing')
    if (nothing) nothing.hidden = shown > 0
  }

  form.hidden = false
  let waiting = 0
  const filterSoon = () => {
    cancelAnimationFrame(waiting)
    waiting = requestAnimationFrame(filterNow)
  }
  form.addEventListener('input', filterSoon)
  form.addEventListener('reset', filterSoon)
  form.addEventListener('submit', (event) => event.preventDefault())

  // What lies below the bar: its height depends on the width of the window.

  const bar = document.querySelector('.toolbar')
  new ResizeObserver(() => {
    const isAbove = getComputedStyle(bar).position === 'sticky'
    root.style.setProperty('--bar', isAbove ? `${bar.offsetHeight}px` : '0px')
  }).observe(bar)

  // Links into closed or filtered parts.

  const focusOn = (element) => {
    const target = element.matches('details, tr') ? (element.querySelector('summary') ?? element) : element
    target.focus({ preventScroll: true })
    element.scrollIntoView({ block: 'start' })
  }
  const reveal = (hash) => {
    let id = hash.slice(1)
    try {
      id = decodeURIComponent(id)
    } catch {
      // The id is not encoded.
    }
    const element = document.getElementById(id) ?? document.getElementById(id.toUpperCase())
    if (id === '' || element === null) return
    if (element.closest('[hidden]') !== null) {
      form.reset()
      filterNow()
    }
    for (let part = element; part !== null; part = part.parentElement) if (part.tagName === 'DETAILS') part.open = true
    if (element.matches('tr')) for (const part of all('details', element)) part.open = true
    focusOn(element)
  }
  window.addEventListener('hashchange', () => reveal(location.hash))
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="#"]')
    if (link && link.getAttribute('href') === location.hash) reveal(location.hash)
  })

  // Keys.

  const help = document.getElementById('keys')
  const showHelp = () => (help.open ? help.close() : help.showModal())
  document.getElementById('help').addEventListener('click', showHelp)

  const go = (by, isAttentionOnly) => {
    const shown = items.filter(
      (item) =>
        item.closest('[hidden]') === null &&
        (!isAttentionOnly || item.matches('.failure, .finding') || 'attention' in item.dataset),
    )
    if (shown.length === 0) return
    const here = document.activeElement?.closest('.item')
    const at = shown.indexOf(here)
    const from =
      at !== -1 || !here ? at : shown.findIndex((one) => here.compareDocumentPosition(one) & 4) - (by > 0 ? 1 : 0)
    const next = from === -1 && by < 0 ? shown.length - 1 : Math.min(shown.length - 1, Math.max(0, from + by))
    focusOn(shown[next])
  }
  const toggle = () => {
    const item = document.activeElement?.closest('.item')
    const part = item?.matches('details') ? item : item?.querySelector('details')
    if (part) part.open = !part.open
  }
  const keys = {
    '/': () => form.elements.text.focus(),
    n: () => go(1, true),
    p: () => go(-1, true),
    j: () => go(1, false),
    k: () => go(-1, false),
    o: toggle,
    x: () => form.elements.only.click(),
    t: () => document.getElementById('theme').click(),
    '?': showHelp,
  }
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const isTyping = event.target.matches?.('input:not([type=checkbox]), select, textarea')
    if (event.key === 'Escape' && isTyping) event.target.blur()
    if (isTyping || (help.open && event.key !== '?')) return
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined
    if (act === undefined) return
    event.preventDefault()
    act()
  })

  // Copying, and paper, which opens nothing by itself.

  for (const button of all('[data-copy]')) {
    button.hidden = false
    button.addEventListener('click', async () => {
      const code = button.parentElement.querySelector('code')
      try {
        await navigator.clipboard.writeText(code.textContent)
        button.textContent = 'Copied'
      } catch {
        getSelection().selectAllChildren(code)
      }
    })
  }
  let opened = []
  window.addEventListener('beforeprint', () => {
    opened = all('.failure details:not([open]), .finding details:not([open])')
    for (const part of opened) part.open = true
  })
  window.addEventListener('afterprint', () => {
    for (const part of opened) part.open = false
  })

  reveal(location.hash)
})()
