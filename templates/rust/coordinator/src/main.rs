//! The driver of your coordinator: the kit's actions come in, the observed events go out.
//! Change the three places that are marked. protocol.rs speaks the protocol, and keeps the faults that the kit injects.

mod protocol;

use protocol::{serve, Failure, Json, Subject, Surroundings};

struct Coordinator {
    epoch: i64,
}

/// YOURS: make your coordinator. Give it a sink and a query that call the functions below.
fn open_coordinator(setup: &Json, _around: &mut Surroundings) -> Result<Box<dyn Subject>, Failure> {
    Ok(Box::new(Coordinator { epoch: setup["startEpoch"].number() }))
}

impl Subject for Coordinator {
    fn act(&mut self, action: &Json, around: &mut Surroundings) -> Result<(), Failure> {
        let message = &action["message"];
        match action["kind"].text() {
            // YOURS: ask your coordinator, and wait for its reply
            "ask" => {
                let value = match message["type"].text() {
                    "GetCurrentEpoch" | "IncrementAndGetEpoch" => self.epoch.into(),
                    _ => Json::Null,
                };
                around.event("answered", "coordinator", [("message", message["type"].clone()), ("value", value)]);
            }
            // YOURS: send this, and wait until your coordinator has handled it
            "send" => {}
            _ => around.inject(action),
        }
        Ok(())
    }
}

// Your coordinator calls these. Each fails if the kit wants it to: let your coordinator handle the failure.
// What leaves the handling of a message has to end in `act`: an error reply of the driver fails the case.

#[allow(dead_code)]
fn commit_epoch(around: &mut Surroundings, epoch: i64, messages: Vec<Json>) -> Result<(), Failure> {
    around.call("writer.commit", None)?;
    around.event("epoch-committed", "coordinator", [("epoch", epoch.into()), ("messages", messages.into())]);
    Ok(())
}

#[allow(dead_code)]
fn add_offset(around: &mut Surroundings, epoch: i64, offsets: Vec<Json>) -> Result<(), Failure> {
    around.call("query.add-offset", None)?;
    around.event("offset-added", "coordinator", [("epoch", epoch.into()), ("offsets", offsets.into())]);
    Ok(())
}

#[allow(dead_code)]
fn commit(around: &mut Surroundings, epoch: i64) -> Result<(), Failure> {
    around.call("query.commit", None)?;
    around.event("query-committed", "coordinator", [("epoch", epoch.into())]);
    Ok(())
}

// More offsets, commits or epochs wait than the setup's `epochBacklogQueueSize`: the error is an object of `type` and `message`.
#[allow(dead_code)]
fn stop(around: &mut Surroundings, error: Json) {
    around.event("query-stopped", "coordinator", [("error", error)]);
}

fn main() {
    serve("my coordinator", "1", "document", &[("coordinator", open_coordinator)]);
}
