package example.broken;

import java.sql.SQLException;
import java.util.UUID;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;

/** The part of the driver. */
final class BrokenWrite implements StreamingWrite {
  private final Way way;
  private final Store store;

  BrokenWrite(Way way, Store store) {
    this.way = way;
    this.store = store;
  }

  @Override
  public StreamingDataWriterFactory createStreamingWriterFactory(PhysicalWriteInfo info) {
    store.createTables();
    return factory(way, store);
  }

  /** Spark sends it to the tasks, and this write cannot go with it. */
  private static StreamingDataWriterFactory factory(Way way, Store store) {
    String run = UUID.randomUUID().toString();
    return (partition, task, epoch) -> new BrokenWriter(way, store, epoch, nameOf(way, run, task, epoch));
  }

  private static String nameOf(Way way, String run, long task, long epoch) {
    if (way == Way.SHARED_BY_TASKS) return run + " epoch " + epoch;
    if (way == Way.ABORT_DELETES_COMMITTED) return run + " task " + task;
    return UUID.randomUUID().toString();
  }

  @Override
  public void commit(long epoch, WriterCommitMessage[] messages) {
    switch (way) {
      case VISIBLE_WHEN_WRITTEN:
      case VISIBLE_WITH_THE_WRITER:
        return;
      case NOT_ATOMIC:
        store.transaction(sql -> deleteEpoch(sql, epoch));
        for (WriterCommitMessage message : messages) store.transaction(sql -> show(sql, epoch, message));
        return;
      case FIRST_COMMIT_WINS:
        store.transaction(sql -> {
          if (!sql.finds("SELECT 1 FROM shown WHERE query = ? AND epoch = ?", store.query, epoch)) show(sql, epoch, messages);
        });
        return;
      case ABORT_LEAVES_ROWS:
      case TRUSTS_THE_ABORT:
        store.transaction(sql -> {
          deleteEpoch(sql, epoch);
          sql.run("INSERT INTO shown SELECT * FROM staged WHERE query = ? AND epoch = ?", store.query, epoch);
          sql.run("DELETE FROM staged WHERE query = ? AND epoch <= ?", store.query, epoch);
        });
        return;
      case EMPTY_EPOCH_DELETES_ALL:
        store.transaction(sql -> {
          String first = "SELECT COALESCE(MIN(epoch), 0) FROM staged WHERE query = ? AND epoch = ?";
          sql.run("DELETE FROM shown WHERE query = ? AND epoch >= (" + first + ")", store.query, store.query, epoch);
          show(sql, epoch, messages);
        });
        return;
      default:
        store.transaction(sql -> {
          if (way != Way.EACH_COMMIT_ADDS) deleteEpoch(sql, epoch);
          show(sql, epoch, messages);
        });
    }
  }

  private void deleteEpoch(Store.Transaction sql, long epoch) throws SQLException {
    sql.run("DELETE FROM shown WHERE query = ? AND epoch = ?", store.query, epoch);
  }

  private void show(Store.Transaction sql, long epoch, WriterCommitMessage... messages) throws SQLException {
    for (WriterCommitMessage message : messages) {
      String writer = ((BrokenWriter.Staged) message).writer;
      sql.run("INSERT INTO shown SELECT * FROM staged WHERE query = ? AND epoch = ? AND writer = ?", store.query, epoch, writer);
    }
  }

  /** Continuous processing never calls it. */
  @Override
  public void abort(long epoch, WriterCommitMessage[] messages) {}
}
