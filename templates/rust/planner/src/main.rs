//! The driver of your planner: the kit's plans come in, the physical plans go out.
//! Change the place that is marked. protocol.rs speaks the protocol.

mod protocol;

use protocol::{not_now, object, serve, Failure, Json, Subject, Surroundings};

/// YOURS: let your planner plan this, and name the operators of its plan as docs/protocol.md does. `Err` says that there is no plan.
fn physical(name: &str, children: &[Json]) -> Result<Json, String> {
    let below = children.iter().map(|child| physical(child["name"].text(), child["children"].items()));
    let children = below.collect::<Result<Vec<Json>, String>>()?;
    Ok(object([("name", name.into()), ("children", children.into())]))
}

/// The logical operators of the kit, with the number of their children.
const OPERATORS: [(&str, usize); 5] = [
    ("WriteToContinuousDataSource", 1),
    ("Project", 1),
    ("Filter", 1),
    ("LocalRelation", 0),
    ("UnresolvedRelation", 0),
];

struct Planner;

impl Subject for Planner {
    fn act(&mut self, action: &Json, around: &mut Surroundings) -> Result<(), Failure> {
        let plan = &action["plan"];
        check(plan)?;
        match physical(plan["name"].text(), plan["children"].items()) {
            Ok(planned) => around.event("planned", "planner", [("plan", planned)]),
            Err(message) => {
                let error = object([("type", "AssertionError".into()), ("message", message.into())]);
                around.event("threw", "planner", [("error", error)]);
            }
        }
        Ok(())
    }
}

fn check(plan: &Json) -> Result<(), Failure> {
    let (name, children) = (plan["name"].text(), plan["children"].items());
    if !OPERATORS.contains(&(name, children.len())) {
        return Err(not_now(format!("there is no operator {name} with {} children", children.len())));
    }
    children.iter().try_for_each(check)
}

fn open(_setup: &Json, _around: &mut Surroundings) -> Result<Box<dyn Subject>, Failure> {
    Ok(Box::new(Planner))
}

fn main() {
    serve("my planner", "1", "document", &[("planner", open)]);
}
