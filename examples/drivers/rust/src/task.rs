//! The write RDD and its tasks. Between two actions a task waits for its parent's next row. So a task is a value that stands
//! between two rows, and each action is a function of it: quiescence needs no clock and no thread.

use std::collections::BTreeMap;

use crate::protocol::{not_now, object, Failure, Json, Subject, Surroundings};

struct WriteRdd {
    setup: Json,
    started: i64,
    running: BTreeMap<i64, Task>,
}

/// A task with a writer, which waits for a row.
struct Task {
    id: i64,
    partition: i64,
    epoch: i64,
    /// The epoch that the parent sees on a thread of its own, which is the one with which the thread began.
    parent_epoch: Option<i64>,
    is_completed: bool,
}

/// How a task goes on: it waits for its next row, or it has finished.
#[derive(PartialEq)]
enum Goes {
    On,
    ToItsEnd,
}

pub fn open(setup: &Json, _around: &mut Surroundings) -> Result<Box<dyn Subject>, Failure> {
    Ok(Box::new(WriteRdd { setup: setup.clone(), started: 0, running: BTreeMap::new() }))
}

impl Subject for WriteRdd {
    fn act(&mut self, action: &Json, around: &mut Surroundings) -> Result<(), Failure> {
        let kind = action["kind"].text();
        if kind == "describe" {
            let fields = ["partitions", "partitioner"].map(|name| (name, self.setup[name].clone()));
            around.event("described", "rdd", fields);
            return Ok(());
        }
        let (partition, partitions) = (action["partition"].number(), self.setup["partitions"].number());
        if partition >= partitions {
            return Err(not_now(format!("there is no partition {partition}, only {partitions}")));
        }
        let is_running = self.running.contains_key(&partition);
        if kind == "fail" && (action["at"].text() != "upstream" || !is_running) {
            around.inject(action);
            return Ok(());
        }
        if kind == "start" {
            if is_running {
                return Err(not_now(format!("the task of partition {partition} is running already")));
            }
            return self.start(partition, around);
        }
        let Some(mut task) = self.running.remove(&partition) else {
            return Err(not_now(format!("no task of partition {partition} waits for a row")));
        };
        let goes = match kind {
            "row" => task.write(&action["value"], around),
            "end-epoch" => task.end_epoch(around),
            "complete" => {
                task.is_completed = true;
                Ok(Goes::On)
            }
            "kill" => {
                task.is_completed = true;
                task.handle(interrupted(), true, around)
            }
            "interrupt" => task.handle(interrupted(), true, around),
            _ => task.handle(Failure::Thrown(action["error"].clone()), true, around),
        };
        self.settle(task, goes, around)
    }
}

impl WriteRdd {
    fn start(&mut self, partition: i64, around: &mut Surroundings) -> Result<(), Failure> {
        let id = self.started;
        self.started += 1;
        let setup = &self.setup;
        let parent_epoch = (setup["parentThread"].as_text() == Some("own")).then(|| setup["startEpoch"].as_number());
        let mut task = Task { id, partition, epoch: 0, parent_epoch: parent_epoch.flatten(), is_completed: false };
        let coordinator = setup["epochCoordinatorId"].as_text();
        let goes = if coordinator.is_none() || setup["coordinator"].text() == "missing" {
            Err(no_coordinator(coordinator.unwrap_or("null")))
        } else if let Some(epoch) = setup["startEpoch"].as_number() {
            task.epoch = epoch;
            task.begin_epoch(around)
        } else {
            Err(thrown("NumberFormatException", "the start epoch is missing".into(), None))
        };
        self.settle(task, goes, around)
    }

    fn settle(&mut self, task: Task, goes: Result<Goes, Failure>, around: &mut Surroundings) -> Result<(), Failure> {
        match goes {
            Ok(Goes::On) => {
                self.running.insert(task.partition, task);
            }
            Ok(Goes::ToItsEnd) => task.event("task-finished", [("rows", 0.into())], around),
            Err(Failure::Thrown(error)) => task.event("task-failed", [("error", error)], around),
            Err(refused) => return Err(refused),
        }
        Ok(())
    }
}

impl Task {
    /// The top of the loop: the rows of the epoch, and its writer.
    fn begin_epoch(&mut self, around: &mut Surroundings) -> Result<Goes, Failure> {
        if self.is_completed {
            return Ok(Goes::ToItsEnd);
        }
        match self.make_writer(around) {
            Ok(()) => Ok(Goes::On),
            Err(failure) => self.handle(failure, false, around),
        }
    }

    fn make_writer(&self, around: &mut Surroundings) -> Result<(), Failure> {
        self.call("upstream", around)?;
        let seen = self.parent_epoch.unwrap_or(self.epoch);
        self.event("upstream-computed", [("epoch", seen.into())], around);
        self.call("create-writer", around)?;
        self.event("writer-created", [("taskId", self.id.into()), ("epoch", self.epoch.into())], around);
        Ok(())
    }

    fn write(&mut self, value: &Json, around: &mut Surroundings) -> Result<Goes, Failure> {
        match self.call("write", around) {
            Ok(()) => {
                self.event("row-written", [("epoch", self.epoch.into()), ("value", value.clone())], around);
                Ok(Goes::On)
            }
            Err(failure) => self.handle(failure, true, around),
        }
    }

    fn end_epoch(&mut self, around: &mut Surroundings) -> Result<Goes, Failure> {
        match self.commit(around) {
            Ok(()) => {
                self.epoch += 1;
                self.begin_epoch(around)
            }
            Err(failure) => self.handle(failure, true, around),
        }
    }

    fn commit(&self, around: &mut Surroundings) -> Result<(), Failure> {
        let Task { partition, epoch, .. } = *self;
        let message = format!("commit-{partition}-{epoch}");
        self.log("INFO", &format!("in epoch {epoch} is committing."), around);
        self.call("commit", around)?;
        let fields = [("epoch", epoch.into()), ("message", message.clone().into())];
        self.event("partition-committed", fields, around);
        self.call("send", around)?;
        let sent = object([
            ("type", "CommitPartitionEpoch".into()),
            ("partitionId", partition.into()),
            ("epoch", epoch.into()),
            ("message", message.into()),
        ]);
        around.event("sent", &self.actor(), [("message", sent)]);
        self.log("INFO", &format!("in epoch {epoch} is committed."), around);
        Ok(())
    }

    /// A continuous query is stopped by an interrupt, so that is no error. Any other error aborts the writer, and is thrown.
    fn handle(&mut self, failure: Failure, has_writer: bool, around: &mut Surroundings) -> Result<Goes, Failure> {
        if matches!(&failure, Failure::Thrown(error) if error["type"].text() == "InterruptedException") {
            return self.begin_epoch(around);
        }
        self.log("ERROR", "is aborting.", around);
        if has_writer {
            if self.call("abort", around).is_err() {
                return Err(failure); // the first error is reported
            }
            self.event("writer-aborted", [("epoch", self.epoch.into())], around);
        }
        self.log("ERROR", "aborted.", around);
        Err(failure)
    }

    fn call(&self, at: &str, around: &mut Surroundings) -> Result<(), Failure> {
        around.call(at, Some(self.partition))
    }

    fn event<const N: usize>(&self, kind: &str, fields: [(&str, Json); N], around: &mut Surroundings) {
        let of_task = ("partition", self.partition.into());
        around.event_of(kind, &self.actor(), fields.into_iter().chain([of_task]));
    }

    fn log(&self, level: &str, message: &str, around: &mut Surroundings) {
        let message = format!("Writer for partition {} {message}", self.partition);
        around.log(&self.actor(), level, "ContinuousWriteRDD", &message);
    }

    fn actor(&self) -> String {
        format!("task-{}", self.partition)
    }
}

fn interrupted() -> Failure {
    thrown("InterruptedException", Json::Null, None)
}

fn no_coordinator(id: &str) -> Failure {
    let message = format!("Cannot find endpoint: spark://EpochCoordinator-{id}@<host>:<port>");
    let cause = object([("type", "RpcEndpointNotFoundException".into()), ("message", message.into())]);
    thrown("SparkException", "Exception thrown in awaitResult: ".into(), Some(cause))
}

fn thrown(kind: &str, message: Json, cause: Option<Json>) -> Failure {
    let fields = [("type", kind.into()), ("message", message)];
    Failure::Thrown(object(fields.into_iter().chain(cause.map(|cause| ("cause", cause)))))
}
