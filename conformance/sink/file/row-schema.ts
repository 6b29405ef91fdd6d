import { echoed } from '../../visible.ts'

/** The columns of the rows that a sink is put through. */
export interface RowSchema {
  /** As Spark reads it. */
  readonly ddl: string
  /** The column that tells rows apart: it holds the name of the row. */
  readonly id: string
}

/** The types without a parameter of which the kit makes values. */
const plainTypes: readonly string[] = [
  ...['STRING', 'BOOLEAN', 'TINYINT', 'BYTE', 'SMALLINT', 'SHORT', 'INT', 'INTEGER', 'BIGINT', 'LONG', 'FLOAT', 'REAL'],
  ...['DOUBLE', 'BINARY', 'DATE', 'TIMESTAMP', 'TIMESTAMP_LTZ', 'TIMESTAMP_NTZ', 'DECIMAL', 'DEC', 'NUMERIC'],
]
const decimals: readonly string[] = ['DECIMAL', 'DEC', 'NUMERIC']
const wanted = 'a number, STRING, BOOLEAN, BINARY, DATE, TIMESTAMP, or an ARRAY, MAP or STRUCT of them, is wanted'

/** Columns with their types, as CREATE TABLE has them. @throws Error that names the column */
export function readRowSchema(ddl: string, idColumn?: string): RowSchema {
  const columns = new DdlReader(ddl).columns()
  const twice = columns.find(({ name }, at) => columns.findIndex((other) => isSame(other.name, name)) < at)
  if (twice !== undefined) throw new Error(`the column ${shown(twice.name)} is there twice`)
  const id = idColumn === undefined ? columns[0] : columns.find(({ name }) => isSame(name, idColumn))
  if (id === undefined) throw new Error(`there is no column ${shown(idColumn ?? '')} to tell rows apart`)
  if (id.type === 'STRING') return { ddl, id: id.name }
  const other = 'another column can be named as idColumn (--id-column)'
  throw new Error(`the column ${shown(id.name)} tells rows apart, and is no STRING (${other})`)
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
const shown = (name: string) => `"${echoed(name)}"`

interface Column {
  readonly name: string
  /** In capital letters, without its parameters. */
  readonly type: string
}

type Token = { readonly kind: 'word' | 'quoted' | 'text' | 'sign'; readonly text: string }

class DdlReader {
  readonly #tokens: readonly Token[]
  #at = 0
  /** Whose type is read, for messages. */
  #column = ''

  constructor(ddl: string) {
    this.#tokens = tokensOf(ddl)
  }

  columns(): readonly Column[] {
    const columns = this.#list(() => {
      this.#column = ''
      const name = this.#name()
      this.#column = name
      return { name, type: this.#typeAndRest() }
    })
    const rest = this.#tokens[this.#at]
    if (rest === undefined) return columns
    this.#refuse('a comma')
  }

  #list<T>(one: () => T): readonly T[] {
    const read = [one()]
    while (this.#takes(',')) read.push(one())
    return read
  }

  #name(): string {
    const token = this.#tokens[this.#at]
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'quoted')) this.#refuse('the name of a column')
    this.#at += 1
    return token.text
  }

  #typeAndRest(): string {
    this.#takes(':')
    const type = this.#type()
    if (this.#takes('NOT') && !this.#takes('NULL')) this.#refuse('NOT NULL')
    if (this.#takes('COMMENT') && this.#tokens[this.#at++]?.kind !== 'text') this.#refuse('a text behind COMMENT')
    return type
  }

  #type(): string {
    const token = this.#tokens[this.#at]
    if (token?.kind !== 'word') this.#refuse('a type')
    this.#at += 1
    const type = token.text.toUpperCase()
    switch (type) {
      case 'ARRAY':
        this.#within(() => this.#type())
        return type
      case 'MAP':
        this.#within(() => {
          this.#type()
          if (!this.#takes(',')) this.#refuse('two types')
          this.#type()
        })
        return type
      case 'STRUCT':
        this.#within(() =>
          this.#list(() => {
            this.#name()
            this.#typeAndRest()
          }),
        )
        return type
      default:
        if (!plainTypes.includes(type))
          throw this.#mistake(`has the type ${echoed(type)}, of which the kit has no values (${wanted})`)
        if (decimals.includes(type)) this.#digits()
        return type
    }
  }

  #within(read: () => unknown): void {
    if (!this.#takes('<')) this.#refuse('<')
    read()
    if (!this.#takes('>')) this.#refuse('>')
  }

  #digits(): void {
    if (!this.#takes('(')) return
    const numbers = this.#list(() => {
      const { text = '' } = this.#tokens[this.#at++] ?? {}
      return /^\d+$/.test(text) ? Number(text) : Number.NaN
    })
    const [precision = 10, scale = 0] = numbers
    const isRight = numbers.length <= 2 && precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision
    if (!isRight || !this.#takes(')'))
      throw this.#mistake('has no digits of a DECIMAL (at most 38, and no more behind the point, are wanted)')
  }

  #takes(text: string): boolean {
    const token = this.#tokens[this.#at]
    if (token === undefined || token.kind === 'quoted' || token.kind === 'text' || token.text.toUpperCase() !== text)
      return false
    this.#at += 1
    return true
  }

  #refuse(what: string): never {
    const { text } = this.#tokens[this.#at] ?? {}
    throw this.#mistake(
      `${text === undefined ? 'the end is there' : `"${echoed(text)}" stands there`}, and ${what} is wanted`,
    )
  }

  #mistake(what: string): Error {
    return new Error(this.#column === '' ? what : `the column ${shown(this.#column)}: ${what}`)
  }
}

function tokensOf(ddl: string): readonly Token[] {
  const form = /\s+|(?<word>\w+)|`(?<quoted>(?:[^`]|``)+)`|(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<sign>.)/gsy
  return [...ddl.matchAll(form)].flatMap(({ groups: { word, quoted, text, sign } = {} }): readonly Token[] => {
    if (word !== undefined) return [{ kind: 'word', text: word }]
    if (quoted !== undefined) return [{ kind: 'quoted', text: quoted.replaceAll('``', '`') }]
    if (text !== undefined) return [{ kind: 'text', text }]
    return sign === undefined ? [] : [{ kind: 'sign', text: sign }]
  })
}
