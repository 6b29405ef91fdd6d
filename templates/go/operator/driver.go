// The driver of your write operator: the kit's actions come in, the observed events go out.
// Change the two functions that are marked. surroundings.go plays the sink, the child, the coordinator and the job of your operator, and
// lets it execute on a goroutine of its own. protocol.go speaks the protocol.
package main

// YOURS: ask your operator for the names of its output columns, and for the number of its children.
func describe() (output []string, children int) {
	return []string{}, 1
}

// runOperator executes the operator, and returns the number of partitions of its result. Its error is the error of the execution.
//
// YOURS: execute your operator with this sink (CreateWriterFactory, and its text Setup.Writer), this child (ExecuteChild), this
// coordinator (LookUp, Ask) and this job (RunJob). LogLine reports its log lines.
func runOperator(operator *Operator) (partitions int64, err error) {
	return operator.RunJob(operator.Setup.Partitions)
}

func main() {
	me := Implementation{Name: "my operator", Version: "1", Language: "Go"}
	Serve(me, "document", map[string]Open{"operator": openOperator})
}
