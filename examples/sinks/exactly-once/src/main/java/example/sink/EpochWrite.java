package example.sink;

import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;

/** The write of one run of a query, in the driver. The last commit of an epoch wins. */
final class EpochWrite implements StreamingWrite {
  private final Database database;

  EpochWrite(Database database) {
    this.database = database;
  }

  @Override
  public StreamingDataWriterFactory createStreamingWriterFactory(PhysicalWriteInfo info) {
    database.createTables();
    // Spark sends the factory to the tasks. With it goes the description of the database, and no connection.
    Database described = database;
    return (partition, task, epoch) -> new StagingWriter(described, epoch);
  }

  /** An epoch may be committed again: with the same messages, or by a later run with others, and then with other rows. */
  @Override
  public void commit(long epoch, WriterCommitMessage[] messages) {
    database.inTransaction(connection -> {
      database.deleteEpoch(connection, epoch);
      // The rows that the messages name, and not all that are staged: failed tasks have left some, too.
      for (WriterCommitMessage message : messages) {
        StagingWriter.Staged staged = (StagingWriter.Staged) message;
        long published = database.publish(connection, epoch, staged.writer);
        // This rolls back. The next run writes a refused epoch again, and nobody would write a lost row again.
        if (published != staged.rows)
          throw new IllegalStateException(published + " of " + staged.rows + " rows of epoch " + epoch + " are staged");
      }
      // Those of this epoch stay, for the same messages may come again.
      database.deleteStagedBefore(connection, epoch);
    });
  }

  /** Micro-batches call it, continuous processing never does. A task that has sent no message has null here. */
  @Override
  public void abort(long epoch, WriterCommitMessage[] messages) {
    database.inTransaction(connection -> {
      for (WriterCommitMessage message : messages)
        if (message != null) database.deleteStaged(connection, ((StagingWriter.Staged) message).writer);
    });
  }
}
