/**
 * Why no line of a log shows a requirement, with the requirements: their verdict is *never in logs*. A test holds the list against the
 * rules.
 */
export const neverInLogs: Readonly<Record<string, readonly string[]>> = {
  'Spark logs neither rows nor which writer wrote them, and makes, closes and reuses writers without a line': [
    ...['RDD-5', 'RDD-6', 'RDD-7', 'RDD-8', 'RDD-9', 'RDD-10', 'RDD-11', 'RDD-12', 'RDD-13', 'RDD-16', 'RDD-29'],
    ...['RDD-43', 'RDD-55', 'RDD-70', 'RDD-71', 'RDD-72', 'RDD-75', 'ET-1', 'ET-2', 'ET-3', 'ET-4', 'ET-5'],
  ],
  'asks and their replies have no line, but for those that move or tell the epoch': [
    ...['OP-8', 'OP-9', 'OP-10', 'OP-11', 'OP-31', 'EC-1', 'EC-3', 'EC-4', 'EC-5', 'EC-6', 'EC-7', 'EC-12', 'EC-17'],
    ...['EC-18', 'EC-23', 'EC-24', 'EC-26', 'EC-27', 'EC-28', 'REF-1', 'REF-2', 'RDD-3'],
  ],
  'the coordinator logs no report, no dropped message, and not what it has counted': [
    ...['EC-16', 'EC-22', 'EC-25', 'EC-42', 'EC-43', 'EC-48', 'EC-51', 'EC-53', 'EC-65', 'EC-66', 'EC-67', 'EC-68'],
    ...['EC-69', 'EC-73', 'EC-74', 'OP-33', 'OP-35', 'RDD-21', 'RDD-22', 'CE-2'],
  ],
  'what a commit message or an offset holds, and what the sink or the source gets, has no line': [
    ...['EC-33', 'EC-38', 'EC-41', 'EC-49', 'EC-57', 'EC-59', 'CE-1', 'CE-13', 'RDD-18'],
  ],
  'Spark logs the first stop for a backlog only, and has no limit before 3.0': ['EC-70', 'EC-83'],
  'plans, and what the operator asks of the sink and its child, have no line': [
    ...['OP-1', 'OP-2', 'OP-3', 'OP-4', 'OP-5', 'OP-6', 'OP-14', 'OP-15', 'OP-16', 'OP-28', 'OP-30', 'OP-40', 'OP-41'],
    ...['OP-42', 'OP-45', 'PL-1', 'PL-2', 'PL-3', 'PL-4', 'PL-5', 'RDD-1', 'RDD-2', 'RDD-54', 'CE-9'],
  ],
  'the line of an error does not say which call threw it, or what the operator had done before': [
    ...['OP-17', 'OP-18', 'OP-19', 'OP-20', 'OP-21', 'OP-22', 'OP-23', 'OP-24', 'OP-25', 'OP-27', 'OP-29', 'OP-34'],
    ...['RDD-30', 'RDD-31', 'RDD-32', 'RDD-35', 'RDD-37', 'RDD-38', 'RDD-40', 'RDD-41', 'RDD-50', 'RDD-51', 'RDD-52'],
    'RDD-53',
  ],
  'an interrupt, and the end of a context, have no line of their own': [
    ...['RDD-27', 'RDD-28', 'RDD-44', 'RDD-45', 'RDD-46', 'RDD-47', 'RDD-48', 'RDD-49', 'RDD-73', 'RDD-74'],
  ],
}

/** Why no line shows the requirement. */
export const reasonNeverInLogs = (id: string): string =>
  Object.entries(neverInLogs).find(([, ids]) => ids.includes(id))?.[0] ?? 'no line of any level shows it'
