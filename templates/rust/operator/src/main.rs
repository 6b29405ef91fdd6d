//! The driver of your write operator: the kit's actions come in, the observed events go out.
//! Change the two functions that are marked. surroundings.rs plays the sink, the child, the coordinator and the job of your operator, and
//! lets it execute on a thread of its own. protocol.rs speaks the protocol.

mod protocol;
mod surroundings;

use protocol::{serve, Failure, Json, Subject, Surroundings};
use surroundings::{Execution, Operator};

/// YOURS: ask your operator for the names of its output columns, and for the number of its children.
fn describe() -> (Vec<Json>, i64) {
    (vec![], 1)
}

/// Executes the operator, and returns the number of partitions of its result. Its failure is the error of the execution.
///
/// YOURS: execute your operator with this sink (`create_writer_factory`, and its text `setup["writer"]`), this child (`execute_child`),
/// this coordinator (`look_up`, `ask`) and this job (`run_job`). `log` reports its log lines.
fn run(operator: &Execution) -> Result<i64, Failure> {
    operator.run_job(operator.setup["partitions"].number())
}

fn open(setup: &Json, _around: &mut Surroundings) -> Result<Box<dyn Subject>, Failure> {
    Ok(Box::new(Operator::new(setup, describe, run)))
}

fn main() {
    serve("my operator", "1", "document", &[("operator", open)]);
}
