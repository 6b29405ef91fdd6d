//! Writers are alike, and so are readers: a state is as good as the one in which they are sorted.

use stateright::Representative;

use crate::coordinator::{Coordinator, Spoken};
use crate::deliveries::{Positions, State};

/// A byte an epoch: the bits of partition 0.
const FIRST_PARTITION: u64 = 0x0101_0101_0101_0101;

impl Representative for State {
    fn representative(&self) -> State {
        let (writers, commits) = sorted(self.writers, self.coordinator.commits);
        let (readers, offsets) = sorted(self.readers, self.coordinator.offsets);
        State { writers, readers, coordinator: Coordinator { commits, offsets, ..self.coordinator } }
    }
}

/// The same partitions, numbered anew by what they have done. Those that do not exist have done nothing, and stay last.
fn sorted(positions: Positions, spoken: Spoken) -> (Positions, Spoken) {
    let mut partitions: [(u8, u64); 8] =
        std::array::from_fn(|partition| (positions.of(partition as u8), (spoken.0 >> partition) & FIRST_PARTITION));
    partitions.sort_unstable_by(|one, other| other.cmp(one));
    let mut result = (Positions::default(), Spoken::default());
    for (partition, (position, spoken)) in partitions.into_iter().enumerate() {
        result.0.0 |= u32::from(position) << (4 * partition);
        result.1.0 |= spoken << partition;
    }
    result
}
