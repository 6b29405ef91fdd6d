//! The driver of your query: the kit's actions come in, the observed events go out.
//! Change the places that are marked. The source and the sink of your query belong to the driver: `around.call` stands where they are
//! called, and fails if the kit wants it to. protocol.rs speaks the protocol, and keeps the faults that the kit injects.

mod protocol;

use protocol::{not_now, not_supported, serve, Failure, Json, Subject, Surroundings};

/// YOURS: dropping it ends the query, and removes its checkpoint.
struct Query {
    setup: Json,
    is_running: bool,
}

/// YOURS: make a checkpoint, and a source and a sink whose events are reported with `around.event`.
fn open(setup: &Json, _around: &mut Surroundings) -> Result<Box<dyn Subject>, Failure> {
    Ok(Box::new(Query { setup: setup.clone(), is_running: false }))
}

impl Subject for Query {
    fn act(&mut self, action: &Json, around: &mut Surroundings) -> Result<(), Failure> {
        let kind = action["kind"].text();
        if !self.is_running && kind != "execute" && kind != "fail" {
            return Err(not_now("the query is not running"));
        }
        match kind {
            // YOURS: start the query, or restart it on the same checkpoint, and wait until each task waits for a row
            "execute" if self.setup["partitions"].number() == 0 => {
                return Err(not_supported("a query without partitions never becomes quiescent"));
            }
            "execute" if self.is_running => return Err(not_now("the query is running already")),
            "execute" => self.is_running = true,
            // YOURS: let the source return this row, and wait until the writer has it
            "row" => {
                let partition = action["partition"].number();
                if partition >= self.setup["partitions"].number() {
                    return Err(not_now(format!("there is no partition {partition}")));
                }
                if let Err(Failure::Thrown(error)) = around.call("write", Some(partition)) {
                    self.is_running = false;
                    around.event("query-stopped", "query", [("error", error)]);
                    return Ok(());
                }
                let (epoch, value) = (self.setup["startEpoch"].clone(), action["value"].clone());
                let fields = [("partition", partition.into()), ("epoch", epoch), ("value", value)];
                around.event("row-written", &format!("task-{partition}"), fields);
            }
            // YOURS: tell the coordinator to begin the next epoch, and wait until all is quiescent
            "advance-epoch" => {}
            // YOURS: stop the query, and wait for its end
            "stop" => {
                self.is_running = false;
                around.event("query-stopped", "query", [("error", Json::Null)]);
            }
            "fail" => around.inject(action),
            "describe" | "start" => return Err(not_now("there is a whole query, and no part by itself")),
            // YOURS: end-epoch, complete, deliver, interrupt, kill-coordinator and kill-executor, as your query has them
            other => return Err(not_supported(format!("this driver has no action {other}"))),
        }
        Ok(())
    }
}

fn main() {
    serve("my query", "1", "document", &[("query", open)]);
}
