/*
 * The epoch coordinator (EpochCoordinator.md, receive and its two internal methods) between W writers and R readers, each
 * of which delivers its messages for the epochs 1 to E in order: a writer CommitPartitionEpoch, a reader
 * ReportPartitionOffset. Every interleaving, no faults; how many there are is announced beforehand.
 *
 * One delivery is one transition, and the coordinator's memory follows from where the senders stand: there are
 * (E + 1)^(W + R) states. Sets of partitions and of epochs are bits of a byte: W and R up to 8, E up to 7.
 */

#define ALL_WRITERS ((1 << W) - 1)
#define ALL_READERS ((1 << R) - 1)

/* How many epochs each sender has done: the writers, then the readers. */
byte position[W + R];

byte lastCommitted;
byte commits[E + 1];
byte offsets[E + 1];
byte waiting;

/* Without meaning between two deliveries, so not a part of the state. */
hidden byte epoch;
hidden byte cursor;
hidden byte least;

inline forget() {
  cursor = 0;
  do
  :: cursor < lastCommitted -> commits[cursor] = 0; offsets[cursor] = 0; cursor++
  :: else -> break
  od
}

inline commitEpochs() {
  do
  :: lastCommitted++;
    waiting = waiting & ~(1 << lastCommitted);
    if
    :: waiting & (1 << (lastCommitted + 1))
    :: else -> break
    fi
  od
}

inline resolveCommitsAtEpoch() {
  if
  :: commits[epoch] == ALL_WRITERS && offsets[epoch] == ALL_READERS ->
    if
    :: epoch == lastCommitted + 1 -> commitEpochs(); forget()
    :: else -> waiting = waiting | (1 << epoch)
    fi
  :: else
  fi
}

/* The least position is the last epoch that all have done, and a delivery raises it by one at most. */
inline epochsAreCommittedInOrderOnceWhenAllHaveSpoken() {
  least = position[0];
  cursor = 1;
  do
  :: cursor < W + R ->
    if
    :: position[cursor] < least -> least = position[cursor]
    :: else
    fi;
    cursor++
  :: else -> break
  od;
  assert(lastCommitted == least)
}

inline nothingIsRememberedBelowTheLastCommitted() {
  cursor = 0;
  do
  :: cursor < lastCommitted -> assert(commits[cursor] == 0 && offsets[cursor] == 0); cursor++
  :: else -> break
  od
}

inline resolve() {
  resolveCommitsAtEpoch();
  epochsAreCommittedInOrderOnceWhenAllHaveSpoken();
  nothingIsRememberedBelowTheLastCommitted();
  /* A d_step may not end with a loop. */
  skip
}

inline commitPartitionEpoch(partition) {
  position[partition]++;
  epoch = position[partition];
  commits[epoch] = commits[epoch] | (1 << partition);
  resolve()
}

inline reportPartitionOffset(partition) {
  position[W + partition]++;
  epoch = position[W + partition];
  offsets[epoch] = offsets[epoch] | (1 << partition);
  resolve()
}

/* One process with a choice for each sender: a process for each would more than double the state that pan stores. */
active proctype Delivery() {
  /* If no sender has a message left to deliver, that is no deadlock. */
end:
  do
#if W > 0
  :: d_step { position[0] < E -> commitPartitionEpoch(0) }
#endif
#if W > 1
  :: d_step { position[1] < E -> commitPartitionEpoch(1) }
#endif
#if W > 2
  :: d_step { position[2] < E -> commitPartitionEpoch(2) }
#endif
#if W > 3
  :: d_step { position[3] < E -> commitPartitionEpoch(3) }
#endif
#if W > 4
  :: d_step { position[4] < E -> commitPartitionEpoch(4) }
#endif
#if W > 5
  :: d_step { position[5] < E -> commitPartitionEpoch(5) }
#endif
#if W > 6
  :: d_step { position[6] < E -> commitPartitionEpoch(6) }
#endif
#if W > 7
  :: d_step { position[7] < E -> commitPartitionEpoch(7) }
#endif
#if R > 0
  :: d_step { position[W + 0] < E -> reportPartitionOffset(0) }
#endif
#if R > 1
  :: d_step { position[W + 1] < E -> reportPartitionOffset(1) }
#endif
#if R > 2
  :: d_step { position[W + 2] < E -> reportPartitionOffset(2) }
#endif
#if R > 3
  :: d_step { position[W + 3] < E -> reportPartitionOffset(3) }
#endif
#if R > 4
  :: d_step { position[W + 4] < E -> reportPartitionOffset(4) }
#endif
#if R > 5
  :: d_step { position[W + 5] < E -> reportPartitionOffset(5) }
#endif
#if R > 6
  :: d_step { position[W + 6] < E -> reportPartitionOffset(6) }
#endif
#if R > 7
  :: d_step { position[W + 7] < E -> reportPartitionOffset(7) }
#endif
  od
}
