import java.util.Map;

/**
 * The driver of your query: the kit's actions come in, the observed events go out. Change the places that are marked. The source and the
 * sink of your query belong to the driver: `call` stands where they are called, and throws if the kit wants it to. The classes below speak
 * the protocol, and keep the faults that the kit injects.
 */
class Driver {
  public static void main(String[] args) throws Exception {
    Protocol.serve("my query", "1", "document", Map.of("query", Query::new));
  }
}

class Query extends Subject {
  private final Fields setup;
  private boolean isRunning = false;

  /** YOURS: make a checkpoint, and a source and a sink that report their events to this object. */
  Query(Fields setup) {
    this.setup = setup;
  }

  /** YOURS: end the query, and remove its checkpoint. */
  @Override
  void close() {}

  @Override
  void act(String kind, Fields action) throws Exception {
    boolean isAnyTime = kind.equals("execute") || kind.equals("fail");
    if (!isAnyTime && !isRunning) throw Refused.notNow("the query is not running");
    switch (kind) {
      case "execute" -> { // YOURS: start the query, or restart it on the same checkpoint, and wait until each task waits for a row
        if (setup.number("partitions") == 0) throw Refused.notSupported("a query without partitions never becomes quiescent");
        if (isRunning) throw Refused.notNow("the query is running already");
        isRunning = true;
      }
      case "row" -> { // YOURS: let the source return this row, and wait until the writer has it
        Long partition = action.number("partition");
        if (partition >= setup.number("partitions")) throw Refused.notNow("there is no partition " + partition);
        try {
          call("write", partition);
        } catch (Thrown thrown) {
          isRunning = false;
          event("query-stopped", "query", "error", thrown.error.fields);
          return;
        }
        Object epoch = setup.number("startEpoch");
        event("row-written", "task-" + partition, "partition", partition, "epoch", epoch, "value", action.text("value"));
      }
      case "advance-epoch" -> {} // YOURS: tell the coordinator to begin the next epoch, and wait until all is quiescent
      case "stop" -> { // YOURS: stop the query, and wait for its end
        isRunning = false;
        event("query-stopped", "query", "error", null);
      }
      case "fail" -> inject(action);
      case "describe", "start" -> throw Refused.notNow("there is a whole query, and no part by itself");
      // YOURS: end-epoch, complete, deliver, interrupt, kill-coordinator and kill-executor, as your query has them
      default -> throw Refused.notSupported("this driver has no action " + kind);
    }
  }
}
