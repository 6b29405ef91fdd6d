package main

import (
	"errors"
	"sort"
)

// coordinator decides when an epoch is committed: when all writers have committed it, all readers have reported their offsets,
// and the epoch before it is committed.
type coordinator struct {
	*Surroundings
	epoch         int64
	lastCommitted int64
	writers       int
	readers       int
	commits       byEpoch
	offsets       byEpoch
	waiting       map[int64]bool // epochs that were complete before their predecessor was committed
	isStopped     bool
}

// byEpoch has the text of each partition.
type byEpoch map[int64]map[int64]string

func openCoordinator(setup Setup, around *Surroundings) (Subject, error) {
	around.Log("coordinator", "INFO", "EpochCoordinatorRef", "Registered EpochCoordinator endpoint")
	return &coordinator{
		Surroundings: around, epoch: *setup.StartEpoch, lastCommitted: *setup.StartEpoch - 1,
		commits: byEpoch{}, offsets: byEpoch{}, waiting: map[int64]bool{},
	}, nil
}

func (c *coordinator) Close() {}

func (c *coordinator) Act(action Action) error {
	switch action.Kind {
	case "ask":
		c.Event("answered", "coordinator", Fields{"message": action.Message.Type, "value": c.receiveAndReply(action.Message)})
	case "send":
		var injected *Error
		// The error of a call ends the handling of this message, and not the coordinator.
		if err := c.receive(action.Message); err != nil && !errors.As(err, &injected) {
			return err
		}
	case "fail":
		c.Inject(action)
	}
	return nil
}

func (c *coordinator) receiveAndReply(ask *Message) any {
	switch ask.Type {
	case "SetWriterPartitions":
		c.writers = int(ask.NumPartitions)
	case "SetReaderPartitions":
		c.readers = int(ask.NumPartitions)
	case "StopContinuousExecutionWrites":
		c.isStopped = true
	case "IncrementAndGetEpoch":
		c.epoch++
		return c.epoch
	case "GetCurrentEpoch":
		return c.epoch
	}
	return nil
}

func (c *coordinator) receive(report *Message) error {
	if c.isStopped {
		return nil
	}
	if report.Type == "CommitPartitionEpoch" {
		commits := c.commits.at(report.Epoch)
		if _, isThere := commits[report.PartitionID]; isThere { // the first commit counts
			return nil
		}
		commits[report.PartitionID] = report.Message
		return c.resolve(report.Epoch)
	}
	offsets := c.offsets.at(report.Epoch)
	offsets[report.PartitionID] = report.Offset // the last report counts
	if len(offsets) != c.readers {
		return nil
	}
	if err := c.Call("query.add-offset"); err != nil {
		return err
	}
	c.Event("offset-added", "coordinator", Fields{"epoch": report.Epoch, "offsets": inOrder(offsets)})
	return c.resolve(report.Epoch)
}

// resolve commits the epoch if it is complete and the next one, and then the epochs that waited for it.
func (c *coordinator) resolve(epoch int64) error {
	if len(c.commits[epoch]) != c.writers || len(c.offsets[epoch]) != c.readers {
		return nil
	}
	if epoch != c.lastCommitted+1 {
		c.waiting[epoch] = true
		return nil
	}
	if err := c.commit(epoch); err != nil {
		return err
	}
	for c.waiting[c.lastCommitted+1] {
		if err := c.commit(c.lastCommitted + 1); err != nil {
			return err
		}
	}
	c.commits.dropBelow(c.lastCommitted)
	c.offsets.dropBelow(c.lastCommitted)
	return nil
}

// commit tells the sink before the query: a crash between the two repeats an epoch, and loses none.
func (c *coordinator) commit(epoch int64) error {
	if err := c.Call("writer.commit"); err != nil {
		return err
	}
	c.Event("epoch-committed", "coordinator", Fields{"epoch": epoch, "messages": inOrder(c.commits[epoch])})
	if err := c.Call("query.commit"); err != nil {
		return err
	}
	c.Event("query-committed", "coordinator", Fields{"epoch": epoch})
	c.lastCommitted = epoch
	delete(c.waiting, epoch)
	return nil
}

func (b byEpoch) at(epoch int64) map[int64]string {
	if b[epoch] == nil {
		b[epoch] = map[int64]string{}
	}
	return b[epoch]
}

func (b byEpoch) dropBelow(epoch int64) {
	for old := range b {
		if old < epoch {
			delete(b, old)
		}
	}
}

// inOrder has the texts in the order of their partitions.
func inOrder(texts map[int64]string) []string {
	partitions := make([]int64, 0, len(texts))
	for partition := range texts {
		partitions = append(partitions, partition)
	}
	sort.Slice(partitions, func(one, other int) bool { return partitions[one] < partitions[other] })
	ordered := []string{}
	for _, partition := range partitions {
		ordered = append(ordered, texts[partition])
	}
	return ordered
}
