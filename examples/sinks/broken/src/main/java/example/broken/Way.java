package example.broken;

/** How the sink is broken. In the option {@code way}, these names are written in small letters with hyphens. */
enum Way {
  /** Not at all. */
  NONE,
  /** A row is visible as soon as it is written. */
  VISIBLE_WHEN_WRITTEN,
  /** The rows of a partition are visible with the commit of its writer, and the commit of the epoch does nothing. */
  VISIBLE_WITH_THE_WRITER,
  /** The commit of an epoch is one transaction per partition. */
  NOT_ATOMIC,
  /** Each commit adds its rows, whatever the epoch. */
  EACH_COMMIT_ADDS,
  /** An epoch that is there already is left as it is. */
  FIRST_COMMIT_WINS,
  /** The writer stages all rows but the last, which is still in its buffer. */
  DROPS_THE_LAST_ROW,
  /** The writer keeps Spark's own object for a row, which Spark uses again for the next one. */
  KEEPS_THE_ROW_OF_SPARK,
  /** The commit takes all that is staged for the epoch, and an abort does nothing. */
  ABORT_LEAVES_ROWS,
  /** The commit takes all that is staged for the epoch, and trusts that an abort has removed the rest. */
  TRUSTS_THE_ABORT,
  /** An abort deletes what its task has written, and a task of continuous processing has written earlier epochs, too. */
  ABORT_DELETES_COMMITTED,
  /** The commit replaces the rows from its first epoch on, and without a row that is epoch 0. */
  EMPTY_EPOCH_DELETES_ALL,
  /** The place for staged rows is named by the epoch only, so all tasks share it, and each message names all of their rows. */
  SHARED_BY_TASKS,
  /** An epoch is known by its number alone, so one of another query replaces its rows. */
  FORGETS_THE_QUERY,
  /** An abort writes what is still in the buffer of the writer, to where readers look. */
  ABORT_SHOWS_ROWS,
  /** The writer stages its rows from the last one to the first. */
  WRITES_BACKWARDS;

  static Way named(String option) {
    return valueOf(option.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
  }
}
