import { DriverError } from '../../../src/adapters/driver.ts'
import { firstSentence } from '../../first-sentence.ts'

/** The same error. Where something of the sink is not there, it says which field of the file can name or make it. */
export function hintAtMissing(error: DriverError): DriverError {
  const { failure } = error
  if (failure.kind !== 'not-supported') return error
  const hint = hints.find(({ sign }) => sign.test(failure.reason))?.hint
  if (hint === undefined) return error
  // Of several lines, the first sentence is told.
  return new DriverError({ ...failure, reason: `${firstSentence(failure.reason)} (${hint})\n${failure.reason}` })
}

const hints: readonly { readonly sign: RegExp; readonly hint: string }[] = [
  {
    sign: /DATA_SOURCE_NOT_FOUND|Failed to find (?:the )?data source|ClassNotFoundException|NoClassDefFoundError|plugin class for catalog|Cannot find catalog plugin class/i,
    hint: 'packages or jars name what the sink needs',
  },
  {
    sign: /CatalogNotFoundException|CATALOG_NOT_FOUND/,
    hint: 'setUp names a catalog: SET spark.sql.catalog.NAME=CLASS',
  },
  {
    sign: /(?:TABLE_OR_VIEW|SCHEMA|PATH)_NOT_FOUND|NoSuch(?:Table|Namespace|Database|File)|table (?:or view )?not found|does not (?:exist|host this topic)|UnknownTopic/i,
    hint: 'before can make a table or a topic for each case; mayBeMissing: true, if the first row makes it',
  },
]
