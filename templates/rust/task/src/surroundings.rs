//! The surroundings of a write task: parent, writer factory, writers and coordinator. Nothing here needs a change.
#![allow(dead_code)]

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{channel, Receiver, Sender};
use std::sync::Arc;
use std::thread::{spawn, JoinHandle};

use crate::protocol::{not_now, object, Failure, Json, Subject, Surroundings};

type Describe = fn(setup: &Json) -> (i64, Json);
type Run = fn(task: &Task) -> Result<(), Failure>;

/// The tasks that run. Each stands on a thread of its own, and waits there for its parent's next row.
pub struct Tasks {
    setup: Json,
    describe: Describe,
    run: Run,
    started: i64,
    running: BTreeMap<i64, Running>,
}

/// The kit's side of a task.
struct Running {
    thread: Option<JoinHandle<()>>,
    orders: Option<Sender<Order>>,
    told: Receiver<Told>,
    is_completed: Arc<AtomicBool>,
}

/// What a task sees of its surroundings. A method fails if the kit wants it to: let the failure pass.
pub struct Task {
    pub setup: Json,
    pub partition: i64,
    id: i64,
    parent_epoch: Cell<Option<i64>>,
    is_completed: Arc<AtomicBool>,
    orders: Receiver<Order>,
    told: Sender<Told>,
}

/// The writer of one epoch.
pub struct Writer<'a> {
    task: &'a Task,
    epoch: i64,
}

/// What the surroundings do when the kit says so.
enum Order {
    Pass,
    Row(String),
    EndEpoch,
    Throw(Json),
}

/// What a task tells the kit's thread, which alone has the events and the faults. So the step is over at `Waits` or `Ended`: no clock
/// decides.
enum Told {
    Event(&'static str, Vec<(&'static str, Json)>),
    Log(&'static str, String),
    Call(&'static str),
    Waits,
    Ended(Result<(), Failure>),
}

impl Tasks {
    pub fn new(setup: &Json, describe: Describe, run: Run) -> Tasks {
        Tasks { setup: setup.clone(), describe, run, started: 0, running: BTreeMap::new() }
    }

    fn start(&mut self, partition: i64) {
        let (orders, orders_of_task) = channel();
        let (told_by_task, told) = channel();
        let is_completed = Arc::new(AtomicBool::new(false));
        let task = Task {
            setup: self.setup.clone(),
            partition,
            id: self.started,
            parent_epoch: Cell::new(None),
            is_completed: is_completed.clone(),
            orders: orders_of_task,
            told: told_by_task,
        };
        self.started += 1;
        let run = self.run;
        let thread = spawn(move || {
            let result = run(&task);
            task.tell(Told::Ended(result));
        });
        self.running.insert(partition, Running { thread: Some(thread), orders: Some(orders), told, is_completed });
    }

    /// Waits until the task waits or has ended.
    fn settle(&mut self, partition: i64, around: &mut Surroundings) -> Result<(), Failure> {
        let actor = format!("task-{partition}");
        loop {
            let running = &self.running[&partition];
            match running.told.recv() {
                Ok(Told::Event(kind, fields)) => around.event_of(kind, &actor, fields),
                Ok(Told::Log(level, message)) => around.log(&actor, level, "ContinuousWriteRDD", &message),
                Ok(Told::Call(at)) => running.order(match around.call(at, Some(partition)) {
                    Err(Failure::Thrown(error)) => Order::Throw(error),
                    _ => Order::Pass,
                }),
                Ok(Told::Waits) => return Ok(()),
                Ok(Told::Ended(result)) => {
                    self.running.remove(&partition);
                    let about = ("partition", partition.into());
                    match result {
                        Ok(()) => around.event("task-finished", &actor, [about, ("rows", 0.into())]),
                        Err(Failure::Thrown(error)) => around.event("task-failed", &actor, [about, ("error", error)]),
                        Err(refused) => return Err(refused),
                    }
                    return Ok(());
                }
                Err(_) => {
                    self.running.remove(&partition);
                    panic!("the task of partition {partition} panicked");
                }
            }
        }
    }
}

impl Running {
    fn order(&self, order: Order) {
        if let Some(orders) = &self.orders {
            let _ = orders.send(order); // a thread that panicked hears nothing
        }
    }
}

impl Drop for Running {
    /// The subject was closed: each wait of the task fails from now on, so its thread ends.
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Subject for Tasks {
    fn act(&mut self, action: &Json, around: &mut Surroundings) -> Result<(), Failure> {
        let kind = action["kind"].text();
        if kind == "describe" {
            let (partitions, partitioner) = (self.describe)(&self.setup);
            around.event("described", "rdd", [("partitions", partitions.into()), ("partitioner", partitioner)]);
            return Ok(());
        }
        let (partition, partitions) = (action["partition"].number(), self.setup["partitions"].number());
        if partition >= partitions {
            return Err(not_now(format!("there is no partition {partition}, only {partitions}")));
        }
        let running = self.running.get(&partition);
        match (kind, running) {
            ("start", Some(_)) => return Err(not_now(format!("the task of partition {partition} is running already"))),
            ("start", None) => self.start(partition),
            ("fail", running) if running.is_none() || action["at"].text() != "upstream" => {
                around.inject(action);
                return Ok(());
            }
            (_, None) => return Err(not_now(format!("no task of partition {partition} waits for a row"))),
            (_, Some(running)) => {
                if kind == "kill" || kind == "complete" {
                    running.is_completed.store(true, Ordering::SeqCst);
                }
                running.order(match kind {
                    "row" => Order::Row(action["value"].text().to_string()),
                    "end-epoch" => Order::EndEpoch,
                    "complete" => return Ok(()),
                    "fail" => Order::Throw(action["error"].clone()),
                    _ => Order::Throw(object([("type", "InterruptedException".into()), ("message", Json::Null)])),
                });
            }
        }
        self.settle(partition, around)
    }
}

impl Task {
    /// Whether the context of the task is killed or completed.
    pub fn is_completed(&self) -> bool {
        self.is_completed.load(Ordering::SeqCst)
    }

    /// Looks up the coordinator: fails with the error of a lookup if there is none.
    pub fn look_up(&self) -> Result<(), Failure> {
        let id = self.setup["epochCoordinatorId"].as_text();
        if id.is_some() && self.setup["coordinator"].text() != "missing" {
            return Ok(());
        }
        let message = format!("Cannot find endpoint: spark://EpochCoordinator-{}@<host>:<port>", id.unwrap_or("null"));
        let cause = object([("type", "RpcEndpointNotFoundException".into()), ("message", message.into())]);
        let failed = [("message", "Exception thrown in awaitResult: ".into()), ("cause", cause)];
        Err(Failure::Thrown(object([("type", "SparkException".into())].into_iter().chain(failed))))
    }

    /// The parent computes the partition. The parent sees the current epoch of the thread on which it computes: its own has the epoch
    /// with which it began.
    pub fn compute(&self, epoch: i64) -> Result<(), Failure> {
        if self.parent_epoch.get().is_none() || self.setup["parentThread"].as_text() != Some("own") {
            self.parent_epoch.set(Some(epoch));
        }
        self.call("upstream")?;
        self.event("upstream-computed", vec![("epoch", self.parent_epoch.get().unwrap_or(epoch).into())]);
        Ok(())
    }

    /// Waits for the parent's next row. `None`: the epoch has ended.
    pub fn next(&self) -> Result<Option<String>, Failure> {
        self.tell(Told::Waits);
        match self.orders.recv() {
            Ok(Order::Row(row)) => Ok(Some(row)),
            Ok(Order::Throw(error)) => Err(Failure::Thrown(error)),
            Ok(Order::EndEpoch | Order::Pass) => Ok(None),
            Err(_) => Err(closed()),
        }
    }

    pub fn create_writer(&self, epoch: i64) -> Result<Writer<'_>, Failure> {
        self.call("create-writer")?;
        self.event("writer-created", vec![("taskId", self.id.into()), ("epoch", epoch.into())]);
        Ok(Writer { task: self, epoch })
    }

    /// Sends a CommitPartitionEpoch to the coordinator.
    pub fn send(&self, epoch: i64, message: &str) -> Result<(), Failure> {
        self.call("send")?;
        let sent = object([
            ("type", "CommitPartitionEpoch".into()),
            ("partitionId", self.partition.into()),
            ("epoch", epoch.into()),
            ("message", message.into()),
        ]);
        self.tell(Told::Event("sent", vec![("message", sent)]));
        Ok(())
    }

    /// Reports a log line of the task.
    pub fn log(&self, level: &'static str, message: &str) {
        self.tell(Told::Log(level, message.to_string()));
    }

    fn call(&self, at: &'static str) -> Result<(), Failure> {
        self.tell(Told::Call(at));
        match self.orders.recv() {
            Ok(Order::Throw(error)) => Err(Failure::Thrown(error)),
            Ok(_) => Ok(()),
            Err(_) => Err(closed()),
        }
    }

    fn event(&self, kind: &'static str, mut fields: Vec<(&'static str, Json)>) {
        fields.push(("partition", self.partition.into()));
        self.tell(Told::Event(kind, fields));
    }

    fn tell(&self, told: Told) {
        let _ = self.told.send(told); // after a close nobody listens
    }
}

impl Writer<'_> {
    pub fn write(&self, value: &str) -> Result<(), Failure> {
        self.task.call("write")?;
        self.task.event("row-written", vec![("epoch", self.epoch.into()), ("value", value.into())]);
        Ok(())
    }

    /// Commits, and returns the commit message.
    pub fn commit(&self) -> Result<String, Failure> {
        self.task.call("commit")?;
        let message = format!("commit-{}-{}", self.task.partition, self.epoch);
        let fields = vec![("epoch", self.epoch.into()), ("message", message.clone().into())];
        self.task.event("partition-committed", fields);
        Ok(message)
    }

    pub fn abort(&self) -> Result<(), Failure> {
        self.task.call("abort")?;
        self.task.event("writer-aborted", vec![("epoch", self.epoch.into())]);
        Ok(())
    }

    /// Only if the API of your writers has it.
    pub fn close(&self) {
        self.task.event("writer-closed", vec![("epoch", self.epoch.into())]);
    }
}

/// The error of a task by the simple name of its class.
pub fn thrown(kind: &str, message: &str) -> Failure {
    Failure::Thrown(object([("type", kind.into()), ("message", message.into())]))
}

fn closed() -> Failure {
    Failure::Refused(-32603, "the subject was closed".to_string())
}
