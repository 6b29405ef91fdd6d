package main

import (
	"errors"
	"fmt"
)

// writeRDD has the running tasks. Each task is a goroutine that waits at a gate for its parent's next row. So a step is over when
// its task is back at the gate, or has ended: no clock decides.
type writeRDD struct {
	*Surroundings
	setup   Setup
	started int64
	running map[int64]*task
}

// task writes the rows of its partition, epoch by epoch.
type task struct {
	*writeRDD
	partition   int64
	id          int64
	isCompleted bool
	gate        chan order
	quiescent   chan struct{} // one message each time the task has come to its gate or to its end
	hasEnded    bool
	result      error
}

// order is what the parent's iterator does when the kit says so: return a row, end the epoch, or throw.
type order struct {
	row      string
	endEpoch bool
	throws   error
}

var errClosed = errors.New("the subject was closed")

func openWriteRDD(setup Setup, around *Surroundings) (Subject, error) {
	return &writeRDD{Surroundings: around, setup: setup, running: map[int64]*task{}}, nil
}

func (w *writeRDD) Close() {
	for _, task := range w.running {
		task.goOn(order{throws: errClosed})
	}
}

func (w *writeRDD) Act(action Action) error {
	if action.Kind == "describe" {
		w.Event("described", "rdd", Fields{"partitions": w.setup.Partitions, "partitioner": w.setup.Partitioner})
		return nil
	}
	partition := *action.Partition
	if partition >= w.setup.Partitions {
		return NotNow(fmt.Sprintf("there is no partition %d, only %d", partition, w.setup.Partitions))
	}
	task := w.running[partition]
	switch {
	case action.Kind == "start" && task != nil:
		return NotNow(fmt.Sprintf("the task of partition %d is running already", partition))
	case action.Kind == "start":
		w.start(partition)
		return nil
	case action.Kind == "fail" && (action.At != "upstream" || task == nil):
		w.Inject(action)
		return nil
	case task == nil:
		return NotNow(fmt.Sprintf("no task of partition %d waits for a row", partition))
	}
	switch action.Kind {
	case "row":
		task.goOn(order{row: action.Value})
	case "end-epoch":
		task.goOn(order{endEpoch: true})
	case "fail":
		task.goOn(order{throws: action.Error})
	case "interrupt":
		task.goOn(order{throws: interrupted})
	case "kill":
		task.isCompleted = true
		task.goOn(order{throws: interrupted})
	case "complete":
		task.isCompleted = true
	}
	return nil
}

func (w *writeRDD) start(partition int64) {
	task := &task{writeRDD: w, partition: partition, id: w.started, gate: make(chan order), quiescent: make(chan struct{})}
	w.started++
	w.running[partition] = task
	go func() {
		task.result = task.compute()
		task.hasEnded = true
		task.quiescent <- struct{}{}
	}()
	task.await()
}

// goOn lets the task go on from its gate, until it is back there or has ended.
func (t *task) goOn(order order) {
	t.gate <- order
	t.await()
}

func (t *task) await() {
	<-t.quiescent
	if !t.hasEnded {
		return
	}
	delete(t.running, t.partition)
	if t.result == nil {
		t.event("task-finished", Fields{"rows": 0})
	} else if thrown := (*Error)(nil); errors.As(t.result, &thrown) {
		t.event("task-failed", Fields{"error": thrown})
	}
}

// next is the parent's iterator: the task waits here.
func (t *task) next() order {
	t.quiescent <- struct{}{}
	return <-t.gate
}

func (t *task) compute() error {
	id, start := t.setup.EpochCoordinatorID, t.setup.StartEpoch
	if id == nil || t.setup.Coordinator == "missing" {
		return noCoordinator(id)
	}
	if start == nil {
		return &Error{Type: "NumberFormatException", Message: text("the start epoch is missing")}
	}
	for epoch := *start; !t.isCompleted; {
		err := t.writeEpoch(epoch)
		switch {
		case err == nil:
			epoch++
		case !isInterrupt(err): // a continuous query is stopped by an interrupt, so that is no error
			return err
		}
	}
	return nil
}

func (t *task) writeEpoch(epoch int64) (err error) {
	hasWriter := false
	defer func() {
		if err != nil && !isInterrupt(err) && err != errClosed {
			t.abort(epoch, hasWriter)
		}
	}()
	if err := t.Call("upstream", t.partition); err != nil {
		return err
	}
	t.event("upstream-computed", Fields{"epoch": t.parentEpoch(epoch)})
	if err := t.Call("create-writer", t.partition); err != nil {
		return err
	}
	t.event("writer-created", Fields{"taskId": t.id, "epoch": epoch})
	hasWriter = true
	for next := t.next(); !next.endEpoch; next = t.next() {
		if next.throws != nil {
			return next.throws
		}
		if err := t.Call("write", t.partition); err != nil {
			return err
		}
		t.event("row-written", Fields{"epoch": epoch, "value": next.row})
	}
	return t.commit(epoch)
}

func (t *task) commit(epoch int64) error {
	message := fmt.Sprintf("commit-%d-%d", t.partition, epoch)
	t.log("INFO", fmt.Sprintf("in epoch %d is committing.", epoch))
	if err := t.Call("commit", t.partition); err != nil {
		return err
	}
	t.event("partition-committed", Fields{"epoch": epoch, "message": message})
	if err := t.Call("send", t.partition); err != nil {
		return err
	}
	sent := Fields{"type": "CommitPartitionEpoch", "partitionId": t.partition, "epoch": epoch, "message": message}
	t.Event("sent", t.actor(), Fields{"message": sent})
	t.log("INFO", fmt.Sprintf("in epoch %d is committed.", epoch))
	return nil
}

// abort aborts the writer, if there is one. An error of the abort itself is not reported: the first error is.
func (t *task) abort(epoch int64, hasWriter bool) {
	t.log("ERROR", "is aborting.")
	if hasWriter {
		if t.Call("abort", t.partition) != nil {
			return
		}
		t.event("writer-aborted", Fields{"epoch": epoch})
	}
	t.log("ERROR", "aborted.")
}

// parentEpoch is the epoch that the parent sees. A thread of its own has the copy with which it began.
func (t *task) parentEpoch(epoch int64) int64 {
	if t.setup.ParentThread == "own" {
		return *t.setup.StartEpoch
	}
	return epoch
}

func (t *task) actor() string { return fmt.Sprintf("task-%d", t.partition) }

func (t *task) event(kind string, fields Fields) {
	fields["partition"] = t.partition
	t.Event(kind, t.actor(), fields)
}

func (t *task) log(level, message string) {
	t.Log(t.actor(), level, "ContinuousWriteRDD", fmt.Sprintf("Writer for partition %d %s", t.partition, message))
}

var interrupted = &Error{Type: "InterruptedException"}

func isInterrupt(err error) bool {
	var thrown *Error
	return errors.As(err, &thrown) && thrown.Type == interrupted.Type
}

func noCoordinator(id *string) error {
	name := "null"
	if id != nil {
		name = *id
	}
	cause := &Error{
		Type:    "RpcEndpointNotFoundException",
		Message: text("Cannot find endpoint: spark://EpochCoordinator-" + name + "@<host>:<port>"),
	}
	return &Error{Type: "SparkException", Message: text("Exception thrown in awaitResult: "), Cause: cause}
}

func text(text string) *string { return &text }
