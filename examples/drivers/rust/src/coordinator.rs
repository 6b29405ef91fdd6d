//! The epoch coordinator: an epoch is committed when all writers have committed it, all readers have reported their offsets, and
//! the epoch before it is committed.

use std::collections::{BTreeMap, BTreeSet};

use crate::protocol::{Failure, Json, Subject, Surroundings};

/// By epoch, the text of each partition.
type ByEpoch = BTreeMap<i64, BTreeMap<i64, Json>>;

struct Coordinator {
    epoch: i64,
    last_committed: i64,
    writers: usize,
    readers: usize,
    commits: ByEpoch,
    offsets: ByEpoch,
    /// Epochs that were complete before their predecessor was committed.
    waiting: BTreeSet<i64>,
    is_stopped: bool,
}

pub fn open(setup: &Json, around: &mut Surroundings) -> Result<Box<dyn Subject>, Failure> {
    around.log("coordinator", "INFO", "EpochCoordinatorRef", "Registered EpochCoordinator endpoint");
    let epoch = setup["startEpoch"].number();
    Ok(Box::new(Coordinator {
        epoch,
        last_committed: epoch - 1,
        writers: 0,
        readers: 0,
        commits: ByEpoch::new(),
        offsets: ByEpoch::new(),
        waiting: BTreeSet::new(),
        is_stopped: false,
    }))
}

impl Subject for Coordinator {
    fn act(&mut self, action: &Json, around: &mut Surroundings) -> Result<(), Failure> {
        let message = &action["message"];
        match action["kind"].text() {
            "ask" => {
                let value = self.receive_and_reply(message);
                around.event("answered", "coordinator", [("message", message["type"].clone()), ("value", value)]);
            }
            "send" => match self.receive(message, around) {
                // The error of a call ends the handling of this message, and not the coordinator.
                Ok(()) | Err(Failure::Thrown(_)) => {}
                Err(refused) => return Err(refused),
            },
            _ => around.inject(action),
        }
        Ok(())
    }
}

impl Coordinator {
    fn receive_and_reply(&mut self, ask: &Json) -> Json {
        match ask["type"].text() {
            "SetWriterPartitions" => self.writers = ask["numPartitions"].number() as usize,
            "SetReaderPartitions" => self.readers = ask["numPartitions"].number() as usize,
            "StopContinuousExecutionWrites" => self.is_stopped = true,
            "IncrementAndGetEpoch" => {
                self.epoch += 1;
                return self.epoch.into();
            }
            _ => return self.epoch.into(),
        }
        Json::Null
    }

    fn receive(&mut self, report: &Json, around: &mut Surroundings) -> Result<(), Failure> {
        if self.is_stopped {
            return Ok(());
        }
        let (epoch, partition) = (report["epoch"].number(), report["partitionId"].number());
        if report["type"].text() == "CommitPartitionEpoch" {
            let commits = self.commits.entry(epoch).or_default();
            if commits.contains_key(&partition) {
                return Ok(()); // the first commit counts
            }
            commits.insert(partition, report["message"].clone());
            return self.resolve(epoch, around);
        }
        let offsets = self.offsets.entry(epoch).or_default();
        offsets.insert(partition, report["offset"].clone()); // the last report counts
        if offsets.len() != self.readers {
            return Ok(());
        }
        around.call("query.add-offset", None)?;
        let added = offsets.values().cloned().collect::<Vec<_>>();
        around.event("offset-added", "coordinator", [("epoch", epoch.into()), ("offsets", added.into())]);
        self.resolve(epoch, around)
    }

    /// Commits the epoch if it is complete and the next one, and then the epochs that waited for it.
    fn resolve(&mut self, epoch: i64, around: &mut Surroundings) -> Result<(), Failure> {
        let count = |texts: &ByEpoch| texts.get(&epoch).map_or(0, BTreeMap::len);
        if count(&self.commits) != self.writers || count(&self.offsets) != self.readers {
            return Ok(());
        }
        if epoch != self.last_committed + 1 {
            self.waiting.insert(epoch);
            return Ok(());
        }
        self.commit(epoch, around)?;
        while self.waiting.contains(&(self.last_committed + 1)) {
            self.commit(self.last_committed + 1, around)?;
        }
        self.commits = self.commits.split_off(&self.last_committed);
        self.offsets = self.offsets.split_off(&self.last_committed);
        Ok(())
    }

    /// The sink before the query: a crash between the two repeats an epoch, and loses none.
    fn commit(&mut self, epoch: i64, around: &mut Surroundings) -> Result<(), Failure> {
        let messages = self.commits.get(&epoch).map(|texts| texts.values().cloned().collect::<Vec<_>>());
        around.call("writer.commit", None)?;
        let fields = [("epoch", epoch.into()), ("messages", messages.unwrap_or_default().into())];
        around.event("epoch-committed", "coordinator", fields);
        around.call("query.commit", None)?;
        around.event("query-committed", "coordinator", [("epoch", epoch.into())]);
        self.last_committed = epoch;
        self.waiting.remove(&epoch);
        Ok(())
    }
}
