import { section } from '../section.ts'

const page = 'WriteToContinuousDataSource.md'

export const title = section(
  { page, section: 'WriteToContinuousDataSource Unary Logical Operator' },
  {
    createdByQuery: '924ccc54358232449aa35091cd2ef19560530aafb55f7b2f18230ddfec6b7236',
    plannedToExec: '350f00d704a8d2e13afc8f44365efa43ff6dacb8756bf7a04ff1cead989948cc',
    output: '539231a11a6e2681c586082d216b6f72419db9f5aa397754a540ca04cd2762b3',
  },
)

export const creating = section(
  { page, section: 'Creating Instance' },
  {
    takes: 'aa6a00923a68b0171a4cca740489d9d9dfd139f651b4ed7ec3b53c90211f4858',
    child: '71a12cb5a85a528a07480496c52fa472dcc1c02f822ec48ba9e742e777d7c283',
  },
)
