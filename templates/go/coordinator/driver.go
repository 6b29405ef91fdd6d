// The driver of your coordinator: the kit's actions come in, the observed events go out.
// Change the three places that are marked. protocol.go speaks the protocol, and keeps the faults that the kit injects.
package main

type coordinator struct {
	*Surroundings
	epoch int64
}

// YOURS: make your coordinator, and give it this object as its sink and its query.
func openCoordinator(setup Setup, around *Surroundings) (Subject, error) {
	return &coordinator{around, *setup.StartEpoch}, nil
}

func (c *coordinator) Act(action Action) error {
	switch action.Kind {
	case "ask": // YOURS: ask your coordinator, and wait for its reply
		var value any // nil: the reply has no value
		if action.Message.Type == "GetCurrentEpoch" || action.Message.Type == "IncrementAndGetEpoch" {
			value = c.epoch
		}
		c.Event("answered", "coordinator", Fields{"message": action.Message.Type, "value": value})
	case "send": // YOURS: send this, and wait until your coordinator has handled it
	case "fail":
		c.Inject(action)
	}
	return nil
}

func (c *coordinator) Close() {}

// Your coordinator calls these. Each fails if the kit wants it to: let your coordinator handle the error.
// What leaves the handling of a message has to end in Act: an error reply of the driver fails the case.
// If its interfaces for the sink and the query have a method of the same name, such as Commit, a second type with *Surroundings is
// necessary: put the methods of the sink there.

func (c *coordinator) CommitEpoch(epoch int64, messages []string) error {
	if err := c.Call("writer.commit"); err != nil {
		return err
	}
	c.Event("epoch-committed", "coordinator", Fields{"epoch": epoch, "messages": messages})
	return nil
}

func (c *coordinator) AddOffset(epoch int64, offsets []string) error {
	if err := c.Call("query.add-offset"); err != nil {
		return err
	}
	c.Event("offset-added", "coordinator", Fields{"epoch": epoch, "offsets": offsets})
	return nil
}

func (c *coordinator) Commit(epoch int64) error {
	if err := c.Call("query.commit"); err != nil {
		return err
	}
	c.Event("query-committed", "coordinator", Fields{"epoch": epoch})
	return nil
}

// Stop: more offsets, commits or epochs wait than EpochBacklogQueueSize of the setup.
func (c *coordinator) Stop(err *Error) {
	c.Event("query-stopped", "coordinator", Fields{"error": err})
}

func main() {
	me := Implementation{Name: "my coordinator", Version: "1", Language: "Go"}
	Serve(me, "document", map[string]Open{"coordinator": openCoordinator})
}
