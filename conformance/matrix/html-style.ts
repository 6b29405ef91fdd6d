/** The style of the page, light and dark, and for print. */
export const style = `
:root { color-scheme: light dark; --back: #fff; --text: #1b1f24; --soft: #59636e; --line: #d8dee4; --raised: #f6f8fa; --link: #0550ae;
  --holds: #dafbe1; --on-holds: #116329; --deviates: #fff1c4; --on-deviates: #7a4b00; --unspecified: #ddebff; --on-unspecified: #0a3f8f; --fails: #ffd8d3; --on-fails: #a40e26 }
@media (prefers-color-scheme: dark) { :root { --back: #0f1318; --text: #e3e8ee; --soft: #98a3af; --line: #2d343d; --raised: #181e25; --link: #79b8ff;
  --holds: #12301c; --on-holds: #6fdd8b; --deviates: #3d2f06; --on-deviates: #f2c55c; --unspecified: #132a4d; --on-unspecified: #9cc7ff; --fails: #4d1418; --on-fails: #ffaba3 } }
* { box-sizing: border-box }
html { scroll-padding-top: 5rem }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif }
header, section { padding: 1.25rem 1.5rem; max-width: 80rem }
h1 { font-size: 1.5rem; margin: 0 0 .5rem } h2 { font-size: 1.2rem; margin: 1rem 0 .5rem } h3 { font-size: 1rem; margin: 1.5rem 0 .25rem }
a { color: var(--link) }
code, pre { font: .87em/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace }
code { overflow-wrap: anywhere }
small, .source { color: var(--soft); font-weight: 400 }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem }
.legend { list-style: none; margin: 1rem 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: .25rem 1.5rem }
.legend li { display: flex; align-items: baseline }
.legend b { flex: none }
.legend b, article p > b:first-child { display: inline-block; width: 1.6rem; text-align: center; border-radius: 4px; margin-right: .35rem }
table { border-collapse: separate; border-spacing: 0 }
th, td { padding: .35rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400 }
.matrix { margin: 0 1.5rem }
.matrix thead th { position: sticky; top: 0; z-index: 2; background: var(--raised); font-weight: 600; text-align: center; border-bottom: 2px solid var(--line); white-space: nowrap; font-variant-numeric: tabular-nums }
.matrix thead th:first-child { left: 0; z-index: 3; text-align: left }
.matrix tbody th { position: sticky; left: 0; z-index: 1; background: var(--back); width: 46rem; max-width: 60vw; min-width: 16rem }
.matrix td { text-align: center; vertical-align: middle; min-width: 3.4rem; border-left: 1px solid var(--back) }
.matrix td a { display: block; color: inherit; font-weight: 700 }
.matrix .page th, .matrix .page td { background: var(--raised); font-weight: 600; padding-top: .9rem }
.matrix tr:target th { box-shadow: inset 3px 0 var(--link) }
.matrix summary { cursor: pointer; padding-left: 1.1rem; text-indent: -1.1rem } .matrix summary > small { display: block; text-indent: 0 }
.matrix ul { margin: .4rem 0 .4rem 1.05rem; padding-left: 1rem; font-size: .93em }
.holds { background: var(--holds); color: var(--on-holds) } .deviates { background: var(--deviates); color: var(--on-deviates) }
.unspecified { background: var(--unspecified); color: var(--on-unspecified) } .fails { background: var(--fails); color: var(--on-fails) }
.not-observable, .not-supported, .not-run { color: var(--soft) }
.wide { overflow-x: auto } .columns { font-size: .93em } .columns thead th { font-weight: 600 } .columns .count { text-align: right; font-variant-numeric: tabular-nums }
blockquote { margin: 0; padding-left: .75rem; border-left: 3px solid var(--line); color: var(--soft) }
article details { margin: .4rem 0 } article summary { cursor: pointer }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; overflow-x: auto; margin: .4rem 0 }
@media (max-width: 50rem) { header, section { padding: 1rem } .matrix { margin: 0 } .matrix tbody th { max-width: 62vw; min-width: 11rem } }
@media print { .matrix thead th, .matrix tbody th { position: static } td { print-color-adjust: exact; -webkit-print-color-adjust: exact } }
`
