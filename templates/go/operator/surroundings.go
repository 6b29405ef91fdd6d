// The surroundings of a write operator: sink, child, coordinator and job. Nothing here needs a change.

package main

import (
	"errors"
	"fmt"
)

// Operator is what an operator sees of its surroundings. It executes on a goroutine of its own. A method fails if the kit wants it to: let
// the error pass.
type Operator struct {
	Setup     Setup
	around    *Surroundings
	tasks     map[int64]bool
	isRunning bool
	waitsFor  string
	gate      chan error
	quiescent chan struct{} // one message each time the operator waits, or has ended
	hasEnded  bool
	returned  int64
	result    error
}

var errClosed = errors.New("the subject was closed")

func openOperator(setup Setup, around *Surroundings) (Subject, error) {
	return &Operator{Setup: setup, around: around, tasks: map[int64]bool{}}, nil
}

// Your operator calls these.

// CreateWriterFactory lets the sink make its writer factory.
func (o *Operator) CreateWriterFactory() error {
	if err := o.around.Call("create-writer-factory"); err != nil {
		return err
	}
	o.event("writer-factory-created", Fields{})
	return nil
}

// ExecuteChild executes the child, and returns the number of partitions of its RDD.
func (o *Operator) ExecuteChild() (partitions int64, err error) {
	if err := o.around.Call("child"); err != nil {
		return 0, err
	}
	o.event("child-executed", Fields{})
	return o.Setup.Partitions, nil
}

// LogLine reports a log line of the operator.
func (o *Operator) LogLine(level, message string) {
	o.around.Log("operator", level, "WriteToContinuousDataSourceExec", message)
}

// LookUp looks up the coordinator by the id of the setup.
func (o *Operator) LookUp() error {
	id := o.Setup.EpochCoordinatorID
	o.event("coordinator-looked-up", Fields{"id": id})
	if id != nil && o.Setup.Coordinator != "missing" {
		return nil
	}
	name := "null"
	if id != nil {
		name = *id
	}
	cause := NewError("RpcEndpointNotFoundException", "Cannot find endpoint: spark://EpochCoordinator-"+name+"@<host>:<port>")
	return Wrap("SparkException", "Exception thrown in awaitResult: ", cause)
}

// Ask asks the coordinator SetWriterPartitions, and waits for its reply.
func (o *Operator) Ask(partitions int64) error {
	o.event("asked", Fields{"message": Fields{"type": "SetWriterPartitions", "numPartitions": partitions}})
	if o.Setup.Coordinator == "holds" {
		return o.wait("the reply")
	}
	return nil
}

// RunJob runs a job with a task per partition, and waits for its end. It fails with the error of a failed task.
func (o *Operator) RunJob(partitions int64) (result int64, err error) {
	o.event("job-submitted", Fields{"partitions": partitions})
	for partition := int64(0); partition < partitions; partition++ {
		o.tasks[partition] = true
		o.around.Event("task-started", fmt.Sprintf("task-%d", partition), Fields{"partition": partition})
	}
	if partitions == 0 {
		return 0, nil
	}
	return 0, o.wait("the job")
}

// NewError makes an error by the simple name of its class.
func NewError(kind, message string) *Error { return Wrap(kind, message, nil) }

// Wrap makes an error with a cause.
func Wrap(kind, message string, cause *Error) *Error {
	return &Error{Type: kind, Message: &message, Cause: cause}
}

// The kit's actions.

func (o *Operator) Act(action Action) error {
	switch action.Kind {
	case "describe":
		output, children := describe()
		o.event("described", Fields{"output": output, "children": children})
	case "execute":
		return o.execute()
	case "answer":
		if o.waitsFor != "the reply" {
			return NotNow("no ask is open")
		}
		if action.Error == nil {
			return o.goOn(nil)
		}
		return o.goOn(Wrap("SparkException", "Exception thrown in awaitResult: ", action.Error))
	case "finish-task", "fail-task":
		if !o.tasks[*action.Partition] {
			return NotNow(fmt.Sprintf("no task of partition %d is running", *action.Partition))
		}
		return o.endTask(action)
	case "interrupt":
		if o.isRunning {
			return o.goOn(&Error{Type: "InterruptedException"})
		}
	case "fail":
		o.around.Inject(action)
	}
	return nil
}

func (o *Operator) Close() {
	for o.isRunning && !o.hasEnded {
		o.gate <- errClosed
		<-o.quiescent
	}
}

func (o *Operator) execute() error {
	if o.isRunning || len(o.tasks) > 0 {
		return NotNow("the operator, or a task of its job, is still running")
	}
	o.isRunning, o.hasEnded = true, false
	o.gate, o.quiescent = make(chan error), make(chan struct{})
	go func() {
		defer func() {
			if panicked := recover(); panicked != nil {
				o.result = fmt.Errorf("panic: %v", panicked)
			}
			o.hasEnded = true
			o.quiescent <- struct{}{}
		}()
		o.returned, o.result = runOperator(o)
	}()
	return o.await()
}

func (o *Operator) endTask(action Action) error {
	isFailed := action.Kind == "fail-task"
	if isFailed && action.Error.Type == "InterruptedException" {
		return nil // the write RDD handles it
	}
	delete(o.tasks, *action.Partition)
	if isFailed {
		clear(o.tasks) // the job ends with its first failed task
	}
	if o.waitsFor != "the job" || len(o.tasks) > 0 {
		return nil
	}
	if !isFailed {
		return o.goOn(nil)
	}
	failed := "Job aborted due to stage failure: Task <n> in stage <n> failed <n> times: " + action.Error.Error()
	return o.goOn(Wrap("SparkException", failed, action.Error))
}

// wait stops the operator until the kit lets it go on.
func (o *Operator) wait(what string) error {
	o.waitsFor = what
	o.quiescent <- struct{}{}
	err := <-o.gate
	o.waitsFor = ""
	return err
}

// goOn lets the operator go on, until it waits again or has ended. So a step is over without any clock.
func (o *Operator) goOn(err error) error {
	o.gate <- err
	return o.await()
}

func (o *Operator) await() error {
	<-o.quiescent
	if !o.hasEnded {
		return nil
	}
	o.isRunning = false
	var thrown *Error
	switch {
	case o.result == nil:
		o.event("returned", Fields{"partitions": o.returned})
	case errors.As(o.result, &thrown):
		o.event("threw", Fields{"error": thrown})
	default:
		return o.result
	}
	return nil
}

func (o *Operator) event(kind string, fields Fields) { o.around.Event(kind, "operator", fields) }
