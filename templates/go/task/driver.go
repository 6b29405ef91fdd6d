// The driver of your write tasks: the kit's actions come in, the observed events go out.
// Change the two functions that are marked. surroundings.go plays the parent, the writers and the coordinator of your tasks, and lets
// each task run on a goroutine of its own. protocol.go speaks the protocol.
package main

import "fmt"

// YOURS: ask your write RDD for its number of partitions, and for its partitioner.
func describe(setup Setup) (partitions int64, partitioner *string) {
	return setup.Partitions, setup.Partitioner
}

// runTask runs one task to its end. The error that it returns is the error of the task.
//
// YOURS: run your task with this parent (task.Compute, task.Next), these writers (task.CreateWriter), this coordinator (task.LookUp,
// task.Send) and this context (task.IsCompleted).
func runTask(task *Task) error {
	epoch := int64(0)
	if task.Setup.StartEpoch != nil {
		epoch = *task.Setup.StartEpoch
	}
	for !task.IsCompleted {
		if err := task.Compute(epoch); err != nil {
			return err
		}
		for {
			row, isRow, err := task.Next()
			if err != nil {
				return err
			}
			if !isRow { // the end of the epoch
				break
			}
			fmt.Println("not written yet:", row)
		}
	}
	return nil
}

func main() {
	me := Implementation{Name: "my tasks", Version: "1", Language: "Go"}
	Serve(me, "document", map[string]Open{"task": openTasks})
}
