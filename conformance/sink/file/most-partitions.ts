/** More would only take longer: the sink is read behind each row. Spark keeps a slot for each task, of which it has some hundreds. */
export const mostPartitions = 64
