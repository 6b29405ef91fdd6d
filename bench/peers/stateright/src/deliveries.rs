//! Writers and readers that each deliver their messages for the epochs 1 to E in order, in every interleaving.

use stateright::{Model, Property};

use crate::coordinator::{Announced, Coordinator};

const MOST_PARTITIONS: u8 = 8;
const MOST_EPOCHS: u8 = 7;

pub struct Deliveries {
    writers: u8,
    readers: u8,
    epochs: u8,
    announced: Announced,
}

/// How many epochs each partition has done: four bits a partition.
#[derive(Clone, Copy, Debug, Default, Hash, PartialEq, Eq)]
pub struct Positions(pub u32);

impl Positions {
    pub fn of(self, partition: u8) -> u8 {
        (self.0 >> (4 * partition)) as u8 & 0xf
    }

    /// The epoch that this partition has done now.
    fn advance(&mut self, partition: u8) -> u8 {
        self.0 += 1 << (4 * partition);
        self.of(partition)
    }

    fn least(self, partitions: u8) -> u8 {
        (0..partitions).map(|partition| self.of(partition)).min().unwrap_or(MOST_EPOCHS)
    }
}

#[derive(Clone, Copy, Debug, Default, Hash, PartialEq, Eq)]
pub struct State {
    pub writers: Positions,
    pub readers: Positions,
    pub coordinator: Coordinator,
}

/// The partition's next message reaches the coordinator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    CommitPartitionEpoch { partition: u8 },
    ReportPartitionOffset { partition: u8 },
}

impl Deliveries {
    pub fn new(writers: u8, readers: u8, epochs: u8) -> Result<Deliveries, String> {
        let partitions = 1..=MOST_PARTITIONS;
        if !partitions.contains(&writers) || !partitions.contains(&readers) || !(1..=MOST_EPOCHS).contains(&epochs) {
            return Err(format!(
                "1 to {MOST_PARTITIONS} writers, as many readers, and 1 to {MOST_EPOCHS} epochs are wanted"
            ));
        }
        let all = |partitions: u8| u8::MAX >> (MOST_PARTITIONS - partitions);
        let announced = Announced { writers: all(writers), readers: all(readers) };
        Ok(Deliveries { writers, readers, epochs, announced })
    }
}

impl Model for Deliveries {
    type State = State;
    type Action = Delivery;

    fn init_states(&self) -> Vec<State> {
        vec![State::default()]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Delivery>) {
        for partition in 0..self.writers {
            if state.writers.of(partition) < self.epochs {
                actions.push(Delivery::CommitPartitionEpoch { partition });
            }
        }
        for partition in 0..self.readers {
            if state.readers.of(partition) < self.epochs {
                actions.push(Delivery::ReportPartitionOffset { partition });
            }
        }
    }

    fn next_state(&self, last_state: &State, action: Delivery) -> Option<State> {
        let mut state = *last_state;
        match action {
            Delivery::CommitPartitionEpoch { partition } => {
                let epoch = state.writers.advance(partition);
                state.coordinator.commit_partition_epoch(partition, epoch, self.announced);
            }
            Delivery::ReportPartitionOffset { partition } => {
                let epoch = state.readers.advance(partition);
                state.coordinator.report_partition_offset(partition, epoch, self.announced);
            }
        }
        Some(state)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            // The least position is the last epoch that all have done, and a delivery raises it by one at most.
            Property::always(
                "epochs are committed in order, once, when all have spoken",
                |model: &Deliveries, state: &State| {
                    let least = state.writers.least(model.writers).min(state.readers.least(model.readers));
                    state.coordinator.last_committed == least
                },
            ),
            Property::always(
                "nothing is remembered below the last committed epoch",
                |_, State { coordinator, .. }: &State| {
                    let Coordinator { last_committed, commits, offsets, .. } = *coordinator;
                    commits.before(last_committed).0 == 0 && offsets.before(last_committed).0 == 0
                },
            ),
        ]
    }
}
