// The driver of your query: the kit's actions come in, the observed events go out.
// Change the places that are marked. The source and the sink of your query belong to the driver: Call stands where they are called, and
// fails if the kit wants it to. protocol.go speaks the protocol, and keeps the faults that the kit injects.
package main

import "fmt"

type query struct {
	*Surroundings
	setup     Setup
	isRunning bool
}

// YOURS: make a checkpoint, and a source and a sink that report their events to this object.
func openQuery(setup Setup, around *Surroundings) (Subject, error) {
	return &query{Surroundings: around, setup: setup}, nil
}

// YOURS: end the query, and remove its checkpoint.
func (q *query) Close() {}

func (q *query) Act(action Action) error {
	switch action.Kind {
	case "describe", "start":
		return NotNow("there is a whole query, and no part by itself")
	case "fail":
		q.Inject(action)
		return nil
	case "execute": // YOURS: start the query, or restart it on the same checkpoint, and wait until each task waits for a row
		if q.setup.Partitions == 0 {
			return NotSupported("a query without partitions never becomes quiescent")
		}
		if q.isRunning {
			return NotNow("the query is running already")
		}
		q.isRunning = true
		return nil
	}
	if !q.isRunning {
		return NotNow("the query is not running")
	}
	switch action.Kind {
	case "row": // YOURS: let the source return this row, and wait until the writer has it
		if *action.Partition >= q.setup.Partitions {
			return NotNow(fmt.Sprintf("there is no partition %d", *action.Partition))
		}
		if thrown := q.Call("write", *action.Partition); thrown != nil {
			q.isRunning = false
			q.Event("query-stopped", "query", Fields{"error": thrown})
			return nil
		}
		fields := Fields{"partition": *action.Partition, "epoch": *q.setup.StartEpoch, "value": action.Value}
		q.Event("row-written", fmt.Sprintf("task-%d", *action.Partition), fields)
	case "advance-epoch": // YOURS: tell the coordinator to begin the next epoch, and wait until all is quiescent
	case "stop": // YOURS: stop the query, and wait for its end
		q.isRunning = false
		q.Event("query-stopped", "query", Fields{"error": nil})
	default: // YOURS: end-epoch, complete, deliver, interrupt, kill-coordinator and kill-executor, as your query has them
		return NotSupported("this driver has no action " + action.Kind)
	}
	return nil
}

func main() {
	me := Implementation{Name: "my query", Version: "1", Language: "Go"}
	Serve(me, "document", map[string]Open{"query": openQuery})
}
