//! The surroundings of a write operator: sink, child, coordinator and job. Nothing here needs a change.
#![allow(dead_code)]

use std::collections::BTreeSet;
use std::sync::mpsc::{channel, Receiver, Sender};
use std::thread::{spawn, JoinHandle};

use crate::protocol::{not_now, object, Failure, Json, Subject, Surroundings};

type Describe = fn() -> (Vec<Json>, i64);
type Run = fn(operator: &Execution) -> Result<i64, Failure>;

/// The kit's side of an operator, which executes on a thread of its own.
pub struct Operator {
    setup: Json,
    describe: Describe,
    run: Run,
    tasks: BTreeSet<i64>,
    running: Option<Running>,
}

struct Running {
    thread: Option<JoinHandle<()>>,
    orders: Option<Sender<Result<(), Failure>>>,
    told: Receiver<Told>,
    waits_for: Option<Wait>,
}

/// What an operator sees of its surroundings. A method fails if the kit wants it to: let the failure pass.
pub struct Execution {
    pub setup: Json,
    orders: Receiver<Result<(), Failure>>,
    told: Sender<Told>,
}

#[derive(Clone, Copy, PartialEq)]
enum Wait {
    ForReply,
    ForJob,
}

/// What the operator tells the kit's thread, which alone has the events and the faults. So the step is over at `Waits` or `Ended`: no
/// clock decides.
enum Told {
    Event(&'static str, String, Vec<(&'static str, Json)>),
    Log(&'static str, String),
    Call(&'static str),
    Job(i64),
    Waits(Wait),
    Ended(Result<i64, Failure>),
}

impl Execution {
    pub fn create_writer_factory(&self) -> Result<(), Failure> {
        self.call("create-writer-factory")?;
        self.event("writer-factory-created", vec![]);
        Ok(())
    }

    /// Executes the child, and returns the number of partitions of its RDD.
    pub fn execute_child(&self) -> Result<i64, Failure> {
        self.call("child")?;
        self.event("child-executed", vec![]);
        Ok(self.setup["partitions"].number())
    }

    /// Reports a log line of the operator.
    pub fn log(&self, level: &'static str, message: &str) {
        self.tell(Told::Log(level, message.to_string()));
    }

    /// Looks up the coordinator by the id of the setup.
    pub fn look_up(&self) -> Result<(), Failure> {
        self.event("coordinator-looked-up", vec![("id", self.setup["epochCoordinatorId"].clone())]);
        let id = self.setup["epochCoordinatorId"].as_text();
        if id.is_some() && self.setup["coordinator"].text() != "missing" {
            return Ok(());
        }
        let message = format!("Cannot find endpoint: spark://EpochCoordinator-{}@<host>:<port>", id.unwrap_or("null"));
        let cause = object([("type", "RpcEndpointNotFoundException".into()), ("message", message.into())]);
        Err(spark_exception("Exception thrown in awaitResult: ", cause))
    }

    /// Asks the coordinator SetWriterPartitions, and waits for its reply.
    pub fn ask(&self, partitions: i64) -> Result<(), Failure> {
        let message = object([("type", "SetWriterPartitions".into()), ("numPartitions", partitions.into())]);
        self.event("asked", vec![("message", message)]);
        match self.setup["coordinator"].text() {
            "holds" => self.wait(Wait::ForReply),
            _ => Ok(()),
        }
    }

    /// Runs a job with a task per partition, and waits for its end. It fails with the error of a failed task.
    pub fn run_job(&self, partitions: i64) -> Result<i64, Failure> {
        self.event("job-submitted", vec![("partitions", partitions.into())]);
        self.tell(Told::Job(partitions));
        for partition in 0..partitions {
            let fields = vec![("partition", partition.into())];
            self.tell(Told::Event("task-started", format!("task-{partition}"), fields));
        }
        if partitions > 0 {
            self.wait(Wait::ForJob)?;
        }
        Ok(0)
    }

    fn call(&self, at: &'static str) -> Result<(), Failure> {
        self.tell(Told::Call(at));
        self.orders.recv().unwrap_or_else(|_| Err(closed()))
    }

    fn wait(&self, wait: Wait) -> Result<(), Failure> {
        self.tell(Told::Waits(wait));
        self.orders.recv().unwrap_or_else(|_| Err(closed()))
    }

    fn event(&self, kind: &'static str, fields: Vec<(&'static str, Json)>) {
        self.tell(Told::Event(kind, "operator".to_string(), fields));
    }

    fn tell(&self, told: Told) {
        let _ = self.told.send(told); // after a close nobody listens
    }
}

impl Operator {
    pub fn new(setup: &Json, describe: Describe, run: Run) -> Operator {
        Operator { setup: setup.clone(), describe, run, tasks: BTreeSet::new(), running: None }
    }

    fn execute(&mut self, around: &mut Surroundings) -> Result<(), Failure> {
        if self.running.is_some() || !self.tasks.is_empty() {
            return Err(not_now("the operator, or a task of its job, is still running"));
        }
        let (orders, orders_of_operator) = channel();
        let (told_by_operator, told) = channel();
        let execution = Execution { setup: self.setup.clone(), orders: orders_of_operator, told: told_by_operator };
        let run = self.run;
        let thread = spawn(move || {
            let result = run(&execution);
            execution.tell(Told::Ended(result));
        });
        self.running = Some(Running { thread: Some(thread), orders: Some(orders), told, waits_for: None });
        self.settle(around)
    }

    /// Lets the operator go on, until it waits again or has ended.
    fn go_on(&mut self, order: Result<(), Failure>, around: &mut Surroundings) -> Result<(), Failure> {
        if let Some(running) = &mut self.running {
            running.waits_for = None;
            running.order(order);
        }
        self.settle(around)
    }

    fn settle(&mut self, around: &mut Surroundings) -> Result<(), Failure> {
        while let Some(running) = &mut self.running {
            match running.told.recv() {
                Ok(Told::Event(kind, actor, fields)) => around.event_of(kind, &actor, fields),
                Ok(Told::Log(level, message)) => {
                    around.log("operator", level, "WriteToContinuousDataSourceExec", &message);
                }
                Ok(Told::Call(at)) => running.order(around.call(at, None)),
                Ok(Told::Job(partitions)) => self.tasks = (0..partitions).collect(),
                Ok(Told::Waits(wait)) => {
                    running.waits_for = Some(wait);
                    break;
                }
                Ok(Told::Ended(result)) => {
                    self.running = None;
                    match result {
                        Ok(partitions) => around.event("returned", "operator", [("partitions", partitions.into())]),
                        Err(Failure::Thrown(error)) => around.event("threw", "operator", [("error", error)]),
                        Err(refused) => return Err(refused),
                    }
                }
                Err(_) => {
                    self.running = None;
                    panic!("the operator panicked");
                }
            }
        }
        Ok(())
    }

    fn waits_for(&self, wait: Wait) -> bool {
        self.running.as_ref().is_some_and(|running| running.waits_for == Some(wait))
    }

    fn end_task(&mut self, action: &Json, around: &mut Surroundings) -> Result<(), Failure> {
        let partition = action["partition"].number();
        if !self.tasks.contains(&partition) {
            return Err(not_now(format!("no task of partition {partition} is running")));
        }
        let error = action.get("error").cloned();
        if error.as_ref().is_some_and(|error| error["type"].text() == "InterruptedException") {
            return Ok(()); // the write RDD handles it
        }
        self.tasks.remove(&partition);
        if error.is_some() {
            self.tasks.clear(); // the job ends with its first failed task
        }
        if !self.waits_for(Wait::ForJob) || !self.tasks.is_empty() {
            return Ok(());
        }
        self.go_on(error.map_or(Ok(()), |error| Err(job_failed(error))), around)
    }
}

impl Subject for Operator {
    fn act(&mut self, action: &Json, around: &mut Surroundings) -> Result<(), Failure> {
        match action["kind"].text() {
            "describe" => {
                let (output, children) = (self.describe)();
                around.event("described", "operator", [("output", output.into()), ("children", children.into())]);
                Ok(())
            }
            "execute" => self.execute(around),
            "answer" if !self.waits_for(Wait::ForReply) => Err(not_now("no ask is open")),
            "answer" => {
                let failed = action.get("error").map(|error| {
                    Err(spark_exception("Exception thrown in awaitResult: ", error.clone()))
                });
                self.go_on(failed.unwrap_or(Ok(())), around)
            }
            "interrupt" if self.running.is_some() => {
                let interrupt = object([("type", "InterruptedException".into()), ("message", Json::Null)]);
                self.go_on(Err(Failure::Thrown(interrupt)), around)
            }
            "interrupt" => Ok(()),
            "fail" => {
                around.inject(action);
                Ok(())
            }
            _ => self.end_task(action, around),
        }
    }
}

impl Running {
    fn order(&self, order: Result<(), Failure>) {
        if let Some(orders) = &self.orders {
            let _ = orders.send(order); // a thread that panicked hears nothing
        }
    }
}

impl Drop for Running {
    /// The subject was closed: each wait of the operator fails from now on, so its thread ends.
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

pub fn spark_exception(message: &str, cause: Json) -> Failure {
    let fields = [("type", "SparkException".into()), ("message", message.into()), ("cause", cause)];
    Failure::Thrown(object(fields))
}

fn job_failed(error: Json) -> Failure {
    let message = error["message"].as_text().map_or(String::new(), |message| format!(": {message}"));
    let shown = format!("{}{message}", error["type"].text());
    let failed = format!("Job aborted due to stage failure: Task <n> in stage <n> failed <n> times: {shown}");
    spark_exception(&failed, error)
}

fn closed() -> Failure {
    Failure::Refused(-32603, "the subject was closed".to_string())
}
