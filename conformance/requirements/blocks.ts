/**
 * A paragraph, list item, table cell or caption (`prose`), or the contents of a fence (`listing`), with the section it
 * stands in. Its text is as written, its lines joined by newlines.
 */
export interface Block {
  readonly section: string
  readonly kind: 'prose' | 'listing'
  readonly text: string
}

const LISTING_DELIMITER = /^(`{3,}|~{3,}|-{4,}|\.{4,})/
const TABLE_DELIMITER = /^\|={3,}$/
const HEADING = /^(?:#{1,6}|={1,6})\s+(.+?)(?:\s+#+)?$/
const LIST_ITEM = /^(?:\*{1,5}|\.{1,5}|[+-]|\d+[.)])\s+(.+)$/
const CAPTION = /^\.([^\s.].*)$/
const LABEL = /^(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):\s+(.*)$/
const TITLED_ADMONITION = /^(?:!!!|\?\?\?\+?)\s+[\w-]+(?:\s+"(.*)")?$/
const CELL = /^[\d.+*<^>]*[a-z]?\|(.*)$/
const MARKDOWN_CELL = /^\|(.*)$/
const CELL_BREAK = /\s+\|\s+/
/** Attribute lists, anchors, rules, delimiters of example blocks, list continuations: they shape the page and say nothing. */
const SHAPE = /^(?:\[[^\]]*\]|(?:\[\[[^\]]*\]\]\s*)+|={4,}|\*{3,}|_{3,}|---|\+|\|?[\s|:-]*-[\s|:-]*\|)$/
const ANCHOR_OR_TAG = /\[\[[^\]]*\]\]|<\/?(?:span|a)\b[^>]*>/g

/**
 * Splits a page written in Markdown, AsciiDoc, or (as the pages are) a mixture of both into its blocks, in order.
 * Indentation means nothing, so what stands in an indented admonition counts; so does what an HTML comment hides.
 * Never throws: a fence left open ends with the page.
 */
export function blocksOf(page: string): readonly Block[] {
  const blocks: Block[] = []
  let section = ''
  let prose: string[] = []
  let listing: { readonly closes: string; readonly lines: string[] } | undefined
  let inTable = false
  let inComment = false

  const endBlock = () => {
    if (prose.length > 0) blocks.push({ section, kind: 'prose', text: prose.join('\n') })
    prose = []
  }
  const begin = (text: string | undefined) => {
    endBlock()
    if (text !== undefined && text.trim() !== '') prose.push(text.trim())
  }
  const endListing = () => {
    if (listing !== undefined) blocks.push({ section, kind: 'listing', text: listing.lines.join('\n') })
    listing = undefined
  }

  for (const raw of page.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    let line = raw.trim()
    if (listing !== undefined) {
      if (line === listing.closes) endListing()
      else listing.lines.push(raw)
      continue
    }
    if (line.includes('<!--')) inComment = true
    if (inComment && line.includes('-->')) {
      inComment = false
      line = line.replace(/-+->/, '')
    }
    line = line.replace(/<!--+/g, '').replace(/^>\s?/, '').trim()

    const delimiter = LISTING_DELIMITER.exec(line)?.[1]
    const cells = (inTable ? CELL : MARKDOWN_CELL).exec(line)?.[1]
    if (delimiter !== undefined) {
      endBlock()
      listing = { closes: delimiter, lines: [] }
    } else if (TABLE_DELIMITER.test(line)) {
      endBlock()
      inTable = !inTable
    } else if (line === '' || SHAPE.test(line)) {
      endBlock()
    } else if (HEADING.test(line)) {
      endBlock()
      section = (HEADING.exec(line)?.[1] ?? '').replace(ANCHOR_OR_TAG, '').replace(/\s+/g, ' ').trim()
    } else if (cells !== undefined) {
      for (const cell of cells.replace(/\|$/, '').split(CELL_BREAK)) begin(cell)
    } else if (TITLED_ADMONITION.test(line)) {
      begin(TITLED_ADMONITION.exec(line)?.[1])
      endBlock()
    } else {
      const opens = LIST_ITEM.exec(line) ?? LABEL.exec(line)
      const caption = CAPTION.exec(line)
      if (opens !== null) begin(opens[1])
      else if (caption !== null) {
        begin(caption[1])
        endBlock()
      } else prose.push(line)
    }
  }
  endListing()
  endBlock()
  return blocks
}
