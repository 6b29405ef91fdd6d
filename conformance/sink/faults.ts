/** What fails in the kit's scenarios of either mode, in the order of a table. A scenario is about one of them. */
export const sinkFaults = [
  'Nothing fails',
  'The query is stopped',
  'A write fails',
  "A writer's commit fails",
  "A writer's abort fails",
  'The send of a commit message fails',
  "The sink's commit of an epoch fails",
  "Spark crashes before the sink's commit",
  "Spark crashes behind the sink's commit",
  'Spark crashes between two epochs',
  'The next run ends an epoch elsewhere',
  'A refused commit stops all later ones (CE-20)',
  'Offsets are ahead of commits (CE-19)',
] as const
