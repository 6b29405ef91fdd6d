// Dark and light, on each page of the kit: the button with the id `theme`. The choice is kept where the browser allows it.
;(() => {
  const root = document.documentElement
  const button = document.getElementById('theme')
  if (button === null) return
  const isDark = () =>
    (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark'
  const name = () => {
    button.textContent = isDark() ? 'Light' : 'Dark'
  }
  const stored = (value) => {
    try {
      if (value !== undefined) localStorage.setItem('cwc-theme', value)
      return localStorage.getItem('cwc-theme')
    } catch {
      return null
    }
  }
  const before = stored()
  if (before === 'dark' || before === 'light') root.dataset.theme = before
  button.hidden = false
  name()
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark'
    stored(root.dataset.theme)
    name()
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', name)
})()
