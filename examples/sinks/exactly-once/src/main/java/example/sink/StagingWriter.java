package example.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Writes the rows of one task and epoch to where no reader looks. */
final class StagingWriter implements DataWriter<InternalRow> {
  private static final int MOST_IN_MEMORY = 10_000;
  private final Database database;
  private final long epoch;
  // Not the id of the task: a new application counts its tasks from 0 again.
  private final String writer = UUID.randomUUID().toString();
  private final List<Object[]> waiting = new ArrayList<>();
  private long staged = 0;

  StagingWriter(Database database, long epoch) {
    this.database = database;
    this.epoch = epoch;
  }

  @Override
  public void write(InternalRow row) {
    // Copied, because Spark may use the same object for the next row.
    waiting.add(database.valuesOf(row));
    if (waiting.size() >= MOST_IN_MEMORY) stage();
  }

  @Override
  public WriterCommitMessage commit() {
    stage();
    return new Staged(writer, staged);
  }

  /** May come after a commit, if its message could not be sent. */
  @Override
  public void abort() {
    if (staged > 0) database.inTransaction(connection -> database.deleteStaged(connection, writer));
  }

  /** Nothing is open between two calls. */
  @Override
  public void close() {}

  private void stage() {
    if (waiting.isEmpty()) return;
    database.inTransaction(connection -> database.stage(connection, epoch, writer, waiting));
    staged += waiting.size();
    waiting.clear();
  }

  /** What a task tells the driver: which writer has staged how many rows. */
  static final class Staged implements WriterCommitMessage {
    final String writer;
    final long rows;

    Staged(String writer, long rows) {
      this.writer = writer;
      this.rows = rows;
    }
  }
}
