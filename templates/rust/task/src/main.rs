//! The driver of your write tasks: the kit's actions come in, the observed events go out.
//! Change the two functions that are marked. surroundings.rs plays the parent, the writers and the coordinator of your tasks, and lets
//! each task run on a thread of its own. protocol.rs speaks the protocol.

mod protocol;
mod surroundings;

use protocol::{serve, Failure, Json, Subject, Surroundings};
use surroundings::{Task, Tasks};

/// YOURS: ask your write RDD for its number of partitions, and for its partitioner (`Json::Null`: none).
fn describe(setup: &Json) -> (i64, Json) {
    (setup["partitions"].number(), setup["partitioner"].clone())
}

/// Runs one task to its end. The failure that it returns is the error of the task.
///
/// YOURS: run your task with this parent (`task.compute`, `task.next`), these writers (`task.create_writer`), this coordinator
/// (`task.look_up`, `task.send`) and this context (`task.is_completed`).
fn run(task: &Task) -> Result<(), Failure> {
    let epoch = task.setup["startEpoch"].as_number().unwrap_or(0);
    while !task.is_completed() {
        task.compute(epoch)?;
        // `None` is the end of the epoch.
        while let Some(row) = task.next()? {
            eprintln!("not written yet: {row}");
        }
    }
    Ok(())
}

fn open(setup: &Json, _around: &mut Surroundings) -> Result<Box<dyn Subject>, Failure> {
    Ok(Box::new(Tasks::new(setup, describe, run)))
}

fn main() {
    serve("my tasks", "1", "document", &[("task", open)]);
}
