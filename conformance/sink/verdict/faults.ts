/** What fails, in the order of a table. A scenario of the kit, or a generated schedule, is about one of them. */
export const sinkFaults = [
  'Nothing fails',
  'The query is stopped',
  'The writer factory cannot be made',
  'A writer cannot be made',
  'A write fails',
  "A writer's commit fails",
  "A writer's abort fails",
  "A writer's close fails",
  'The send of a commit message fails',
  'Messages arrive twice, late or in another order',
  'The source fails',
  'A task is interrupted, or ends early',
  'The coordinator dies',
  "The sink's commit of an epoch fails",
  "Spark crashes before the sink's commit",
  "Spark crashes behind the sink's commit",
  'Spark crashes between two epochs',
  'Spark cannot log the end of an epoch',
  'Another query writes to the same sink',
  'The external system goes away',
  'Several things fail',
  'The next run ends an epoch elsewhere',
  'A refused commit stops all later ones (CE-20)',
  'Offsets are ahead of commits (CE-19)',
] as const

export type SinkFaultName = (typeof sinkFaults)[number]
