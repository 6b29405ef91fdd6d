// The driver of your planner: the kit's plans come in, the physical plans go out.
// Change the place that is marked. protocol.go speaks the protocol.
package main

import "fmt"

// YOURS: let your planner plan this, and name the operators of its plan as docs/protocol.md does. An error says that there is no plan.
func physical(plan Plan) (Plan, error) {
	planned := Plan{Name: plan.Name, Children: []Plan{}}
	for _, child := range plan.Children {
		below, err := physical(child)
		if err != nil {
			return planned, err
		}
		planned.Children = append(planned.Children, below)
	}
	return planned, nil
}

// The logical operators of the kit, with the number of their children.
var operators = map[string]int{
	"WriteToContinuousDataSource": 1, "Project": 1, "Filter": 1, "LocalRelation": 0, "UnresolvedRelation": 0,
}

type planner struct{ *Surroundings }

func (p planner) Act(action Action) error {
	if err := requireKnown(*action.Plan); err != nil {
		return err
	}
	planned, err := physical(*action.Plan)
	if err != nil {
		message := err.Error()
		p.Event("threw", "planner", Fields{"error": &Error{Type: "AssertionError", Message: &message}})
		return nil
	}
	p.Event("planned", "planner", Fields{"plan": planned})
	return nil
}

func (p planner) Close() {}

func requireKnown(plan Plan) error {
	if children, isKnown := operators[plan.Name]; !isKnown || children != len(plan.Children) {
		return NotNow(fmt.Sprintf("there is no operator %s with %d children", plan.Name, len(plan.Children)))
	}
	for _, child := range plan.Children {
		if err := requireKnown(child); err != nil {
			return err
		}
	}
	return nil
}

func main() {
	me := Implementation{Name: "my planner", Version: "1", Language: "Go"}
	open := func(_ Setup, around *Surroundings) (Subject, error) { return planner{around}, nil }
	Serve(me, "document", map[string]Open{"planner": open})
}
