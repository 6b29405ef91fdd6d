package example.broken;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** The part of a task. */
final class BrokenWriter implements DataWriter<InternalRow> {
  private final Way way;
  private final Store store;
  private final long epoch;
  private final String writer;
  private final List<InternalRow> rows = new ArrayList<>();

  BrokenWriter(Way way, Store store, long epoch, String writer) {
    this.way = way;
    this.store = store;
    this.epoch = epoch;
    this.writer = writer;
  }

  @Override
  public void write(InternalRow row) {
    if (way == Way.VISIBLE_WHEN_WRITTEN) insert("shown", row);
    else rows.add(way == Way.KEEPS_THE_ROW_OF_SPARK ? row : row.copy());
  }

  @Override
  public WriterCommitMessage commit() {
    if (way == Way.DROPS_THE_LAST_ROW && !rows.isEmpty()) rows.remove(rows.size() - 1);
    if (way == Way.WRITES_BACKWARDS) Collections.reverse(rows);
    for (InternalRow row : rows) insert(way == Way.VISIBLE_WITH_THE_WRITER ? "shown" : "staged", row);
    return new Staged(writer);
  }

  @Override
  public void abort() {
    if (way == Way.ABORT_LEAVES_ROWS) return;
    if (way == Way.ABORT_SHOWS_ROWS) for (InternalRow row : rows) insert("shown", row);
    store.transaction(sql -> {
      sql.run("DELETE FROM staged WHERE writer = ?", writer);
      if (way == Way.ABORT_DELETES_COMMITTED) sql.run("DELETE FROM shown WHERE writer = ?", writer);
    });
  }

  @Override
  public void close() {}

  private void insert(String table, InternalRow row) {
    String insert = "INSERT INTO " + table + " VALUES (?, ?, ?, ?)";
    store.transaction(sql -> sql.run(insert, store.query, epoch, writer, row.getString(0)));
  }

  static final class Staged implements WriterCommitMessage {
    final String writer;

    Staged(String writer) {
      this.writer = writer;
    }
  }
}
