import { AstBuilder, dialects, Errors, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { type GherkinDocument, IdGenerator, type Location } from '@cucumber/messages'

/** Reads the text of a feature file. Throws the error of Gherkin's parser, which `gherkinMistake` puts into words. */
export function parseGherkin(text: string): GherkinDocument {
  return new Parser(new AstBuilder(IdGenerator.incrementing()), new KnownLanguages()).parse(text)
}

/** Gherkin itself takes `constructor`, and other names that each object has, for a language. */
class KnownLanguages extends GherkinClassicTokenMatcher {
  override changeDialect(name: string, location?: Location): void {
    if (!Object.hasOwn(dialects, name)) throw Errors.NoSuchLanguageException.create(name, location)
    super.changeDialect(name, location)
  }
}
