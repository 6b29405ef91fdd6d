// The surroundings of a write task: parent, writer factory, writers and coordinator. Nothing here needs a change.

package main

import (
	"errors"
	"fmt"
)

// tasks are the tasks that run. Each stands on a goroutine of its own, and waits there for its parent's next row.
type tasks struct {
	*Surroundings
	setup   Setup
	started int64
	running map[int64]*Task
}

// Task is what a task sees of its surroundings. A method fails if the kit wants it to: let the error pass.
type Task struct {
	Setup       Setup
	Partition   int64
	IsCompleted bool // whether the context of the task is killed or completed
	around      *Surroundings
	id          int64
	parentEpoch *int64
	gate        chan order
	quiescent   chan struct{} // one message each time the task waits, or has ended
	hasEnded    bool
	result      error
}

// Writer is the writer of one epoch.
type Writer struct {
	task  *Task
	epoch int64
}

// order is what the parent's iterator does when the kit says so: return a row, end the epoch, or throw.
type order struct {
	row      string
	endEpoch bool
	throws   error
}

var errClosed = errors.New("the subject was closed")

func openTasks(setup Setup, around *Surroundings) (Subject, error) {
	return &tasks{around, setup, 0, map[int64]*Task{}}, nil
}

func (t *tasks) Close() {
	for _, task := range t.running {
		for !task.hasEnded {
			task.gate <- order{throws: errClosed}
			<-task.quiescent
		}
	}
}

func (t *tasks) Act(action Action) error {
	if action.Kind == "describe" {
		partitions, partitioner := describe(t.setup)
		t.Event("described", "rdd", Fields{"partitions": partitions, "partitioner": partitioner})
		return nil
	}
	partition := *action.Partition
	if partition >= t.setup.Partitions {
		return NotNow(fmt.Sprintf("there is no partition %d, only %d", partition, t.setup.Partitions))
	}
	task := t.running[partition]
	switch {
	case action.Kind == "start" && task != nil:
		return NotNow(fmt.Sprintf("the task of partition %d is running already", partition))
	case action.Kind == "start":
		return t.start(partition)
	case action.Kind == "fail" && (action.At != "upstream" || task == nil):
		t.Inject(action)
		return nil
	case task == nil:
		return NotNow(fmt.Sprintf("no task of partition %d waits for a row", partition))
	}
	switch action.Kind {
	case "row":
		return t.goOn(task, order{row: action.Value})
	case "end-epoch":
		return t.goOn(task, order{endEpoch: true})
	case "fail":
		return t.goOn(task, order{throws: action.Error})
	case "interrupt":
		return t.goOn(task, order{throws: &Error{Type: "InterruptedException"}})
	case "kill":
		task.IsCompleted = true
		return t.goOn(task, order{throws: &Error{Type: "InterruptedException"}})
	case "complete":
		task.IsCompleted = true
	}
	return nil
}

func (t *tasks) start(partition int64) error {
	task := &Task{Setup: t.setup, Partition: partition, around: t.Surroundings, id: t.started}
	task.gate, task.quiescent = make(chan order), make(chan struct{})
	t.started++
	t.running[partition] = task
	go task.run()
	return t.await(task)
}

// goOn lets the task go on, until it waits again or has ended. So a step is over without any clock.
func (t *tasks) goOn(task *Task, order order) error {
	task.gate <- order
	return t.await(task)
}

func (t *tasks) await(task *Task) error {
	<-task.quiescent
	if !task.hasEnded {
		return nil
	}
	delete(t.running, task.Partition)
	var thrown *Error
	switch {
	case task.result == nil:
		task.event("task-finished", Fields{"rows": 0})
	case errors.As(task.result, &thrown):
		task.event("task-failed", Fields{"error": thrown})
	default:
		return task.result
	}
	return nil
}

func (t *Task) run() {
	defer func() {
		if panicked := recover(); panicked != nil {
			t.result = fmt.Errorf("panic: %v", panicked)
		}
		t.hasEnded = true
		t.quiescent <- struct{}{}
	}()
	t.result = runTask(t)
}

// LookUp looks up the coordinator: fails with the error of a lookup if there is none.
func (t *Task) LookUp() error {
	id := t.Setup.EpochCoordinatorID
	if id != nil && t.Setup.Coordinator != "missing" {
		return nil
	}
	name := "null"
	if id != nil {
		name = *id
	}
	cause := NewError("RpcEndpointNotFoundException", "Cannot find endpoint: spark://EpochCoordinator-"+name+"@<host>:<port>")
	failed := NewError("SparkException", "Exception thrown in awaitResult: ")
	failed.Cause = cause
	return failed
}

// Compute lets the parent compute the partition. The parent sees the current epoch of the goroutine on which it computes: its own has
// the epoch with which it began.
func (t *Task) Compute(epoch int64) error {
	if t.parentEpoch == nil || t.Setup.ParentThread != "own" {
		t.parentEpoch = &epoch
	}
	if err := t.around.Call("upstream", t.Partition); err != nil {
		return err
	}
	t.event("upstream-computed", Fields{"epoch": *t.parentEpoch})
	return nil
}

// Next waits for the parent's next row. Without a row, the epoch has ended.
func (t *Task) Next() (row string, isRow bool, err error) {
	t.quiescent <- struct{}{}
	order := <-t.gate
	return order.row, !order.endEpoch, order.throws
}

// CreateWriter lets the factory make the writer of the epoch.
func (t *Task) CreateWriter(epoch int64) (*Writer, error) {
	if err := t.around.Call("create-writer", t.Partition); err != nil {
		return nil, err
	}
	t.event("writer-created", Fields{"taskId": t.id, "epoch": epoch})
	return &Writer{t, epoch}, nil
}

// Send sends a CommitPartitionEpoch to the coordinator.
func (t *Task) Send(epoch int64, message string) error {
	if err := t.around.Call("send", t.Partition); err != nil {
		return err
	}
	sent := Fields{"type": "CommitPartitionEpoch", "partitionId": t.Partition, "epoch": epoch, "message": message}
	t.around.Event("sent", t.actor(), Fields{"message": sent})
	return nil
}

// Log reports a log line of the task.
func (t *Task) Log(level, message string) {
	t.around.Log(t.actor(), level, "ContinuousWriteRDD", message)
}

func (w *Writer) Write(value string) error {
	if err := w.task.around.Call("write", w.task.Partition); err != nil {
		return err
	}
	w.task.event("row-written", Fields{"epoch": w.epoch, "value": value})
	return nil
}

// Commit commits, and returns the commit message.
func (w *Writer) Commit() (message string, err error) {
	if err := w.task.around.Call("commit", w.task.Partition); err != nil {
		return "", err
	}
	message = fmt.Sprintf("commit-%d-%d", w.task.Partition, w.epoch)
	w.task.event("partition-committed", Fields{"epoch": w.epoch, "message": message})
	return message, nil
}

func (w *Writer) Abort() error {
	if err := w.task.around.Call("abort", w.task.Partition); err != nil {
		return err
	}
	w.task.event("writer-aborted", Fields{"epoch": w.epoch})
	return nil
}

// Close is only for writers whose API has it.
func (w *Writer) Close() { w.task.event("writer-closed", Fields{"epoch": w.epoch}) }

// NewError makes an error by the simple name of its class.
func NewError(kind, message string) *Error { return &Error{Type: kind, Message: &message} }

func (t *Task) event(kind string, fields Fields) {
	fields["partition"] = t.Partition
	t.around.Event(kind, t.actor(), fields)
}

func (t *Task) actor() string { return fmt.Sprintf("task-%d", t.Partition) }
