;(() => {
  // Each timeline: zoom, and marks.

  for (const timeline of document.querySelectorAll('.timeline')) {
    const scroll = timeline.querySelector('.scroll')
    const svg = timeline.querySelector('svg')
    const lanes = timeline.querySelector('.lanes')
    const output = timeline.querySelector('output')
    const middle = (mark) => {
      const { left, width } = mark.getBoundingClientRect()
      return left + width / 2
    }
    const marks = [...svg.querySelectorAll('.mark')]
      .map((mark) => ({ mark, x: middle(mark) }))
      .sort((one, other) => one.x - other.x)
      .map(({ mark }) => mark)
    let chosen = -1
    let zoom = 1
    /** What the mark stands for, and the text of its line with a link to it. */
    const show = (mark) => {
      const hash = mark.closest('a')?.getAttribute('href')
      const line = hash === undefined ? null : document.getElementById(hash.slice(1))
      output.replaceChildren(mark.querySelector('title').textContent)
      if (line === null) return
      const link = document.createElement('a')
      link.href = hash
      link.textContent = `line ${line.firstChild.textContent}`
      const shown = document.createElement('pre')
      shown.append(link, `: ${line.lastChild.textContent}`)
      output.append(shown)
    }
    const isTrouble = (mark) => mark.matches('.bad, .known, .open')
    const nextTrouble = () => {
      const at = marks.findIndex((mark, index) => index > chosen && isTrouble(mark))
      const next = at < 0 ? marks.findIndex(isTrouble) : at
      if (next >= 0) choose(next)
    }
    const choose = (at) => {
      if (marks.length === 0) return
      marks[chosen]?.classList.remove('is-chosen')
      chosen = Math.min(marks.length - 1, Math.max(0, at))
      const mark = marks[chosen]
      mark.classList.add('is-chosen')
      show(mark)
      const { left, right } = scroll.getBoundingClientRect()
      const x = middle(mark)
      if (x < left + 10 || x > right - 10) scroll.scrollLeft += x - (left + right) / 2
      const { top, bottom } = lanes.getBoundingClientRect()
      const own = mark.getBoundingClientRect()
      if (own.top < top || own.bottom > bottom) lanes.scrollTop += own.top - (top + bottom) / 2
    }
    const zoomBy = (factor) => {
      const { left, width } = scroll.getBoundingClientRect()
      const fixed = marks[chosen] ? middle(marks[chosen]) - left : width / 2
      const share = (scroll.scrollLeft + fixed) / svg.getBoundingClientRect().width
      zoom = factor === 0 ? 1 : Math.min(4096, Math.max(1, zoom * factor))
      svg.style.width = `${zoom * 100}%`
      scroll.scrollLeft = share * svg.getBoundingClientRect().width - fixed
    }
    timeline.querySelector('.tools').hidden = false
    for (const button of timeline.querySelectorAll('[data-zoom]')) {
      button.addEventListener('click', () => zoomBy(Number(button.dataset.zoom)))
    }
    svg.addEventListener('click', (event) => {
      const mark = event.target.closest('.mark')
      if (!mark) return
      // The line is shown here first; its link leads on.
      event.preventDefault()
      choose(marks.indexOf(mark))
      scroll.focus({ preventScroll: true })
    })
    const keys = {
      ArrowRight: () => choose(chosen + 1),
      ArrowLeft: () => choose(chosen - 1),
      Home: () => choose(0),
      End: () => choose(marks.length - 1),
      n: nextTrouble,
      Enter: () => output.querySelector('a')?.click(),
      '+': () => zoomBy(2),
      '=': () => zoomBy(2),
      '-': () => zoomBy(0.5),
      0: () => zoomBy(0),
    }
    scroll.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return
      event.preventDefault()
      keys[event.key]()
    })
  }
})()
