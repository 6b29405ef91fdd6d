//! The epoch coordinator (EpochCoordinator.md, receive and its two internal methods): its memory, and what a message does.

/// Which partitions have spoken for the epochs 0 to 7: a byte an epoch, a bit a partition.
#[derive(Clone, Copy, Debug, Default, Hash, PartialEq, Eq)]
pub struct Spoken(pub u64);

impl Spoken {
    fn add(&mut self, epoch: u8, partition: u8) {
        self.0 |= 1 << (8 * epoch + partition);
    }

    fn at(self, epoch: u8) -> u8 {
        (self.0 >> (8 * epoch)) as u8
    }

    /// What was said for the epochs before this one.
    pub fn before(self, epoch: u8) -> Spoken {
        Spoken(self.0 & ((1 << (8 * epoch)) - 1))
    }

    fn forget_before(&mut self, epoch: u8) {
        self.0 ^= self.before(epoch).0;
    }
}

/// Who must speak before an epoch is committed: a bit a partition.
#[derive(Clone, Copy)]
pub struct Announced {
    pub writers: u8,
    pub readers: u8,
}

#[derive(Clone, Copy, Debug, Default, Hash, PartialEq, Eq)]
pub struct Coordinator {
    pub last_committed: u8,
    pub commits: Spoken,
    pub offsets: Spoken,
    /// The epochs that were complete before their predecessor was committed: a bit an epoch.
    pub waiting: u8,
}

impl Coordinator {
    pub fn commit_partition_epoch(&mut self, partition: u8, epoch: u8, announced: Announced) {
        self.commits.add(epoch, partition);
        self.resolve_commits_at_epoch(epoch, announced);
    }

    pub fn report_partition_offset(&mut self, partition: u8, epoch: u8, announced: Announced) {
        self.offsets.add(epoch, partition);
        self.resolve_commits_at_epoch(epoch, announced);
    }

    fn resolve_commits_at_epoch(&mut self, epoch: u8, announced: Announced) {
        if self.commits.at(epoch) != announced.writers || self.offsets.at(epoch) != announced.readers {
            return;
        }
        if epoch != self.last_committed + 1 {
            self.waiting |= 1 << epoch;
            return;
        }
        loop {
            self.last_committed += 1;
            self.waiting &= !(1 << self.last_committed);
            if u32::from(self.waiting) & (1 << (self.last_committed + 1)) == 0 {
                break;
            }
        }
        self.commits.forget_before(self.last_committed);
        self.offsets.forget_before(self.last_committed);
    }
}
