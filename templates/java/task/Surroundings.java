import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;

// The surroundings of a write task: parent, writer factory, writers and coordinator. Nothing from here on needs a change.

/** The tasks that run. Each stands on a thread of its own, and waits there for its parent's next row. */
abstract class Tasks extends Subject {
  final Fields setup;
  private final Map<Long, Task> running = new HashMap<>();
  private int started = 0;

  Tasks(Fields setup) {
    this.setup = setup;
  }

  abstract void describe();

  abstract void run(Task task) throws Exception;

  @Override
  void close() {
    for (Task task : running.values()) {
      while (!task.hasEnded) task.goOn(Order.throwing(new Closed()));
    }
  }

  @Override
  void act(String kind, Fields action) throws Exception {
    if (kind.equals("describe")) {
      describe();
      return;
    }
    long partition = action.number("partition");
    if (partition >= setup.number("partitions")) throw Refused.notNow("there is no partition " + partition);
    Task task = running.get(partition);
    if (kind.equals("start")) {
      if (task != null) throw Refused.notNow("the task of partition " + partition + " is running already");
      running.put(partition, new Task(this, partition, started++));
      running.get(partition).start();
      settle(running.get(partition));
    } else if (kind.equals("fail") && (task == null || !action.text("at").equals("upstream"))) {
      inject(action);
    } else if (task == null) {
      throw Refused.notNow("no task of partition " + partition + " waits for a row");
    } else {
      if (kind.equals("kill") || kind.equals("complete")) task.isCompleted = true;
      if (kind.equals("complete")) return;
      task.goOn(
          switch (kind) {
            case "row" -> new Order(action.text("value"), null);
            case "end-epoch" -> new Order(null, null);
            case "fail" -> Order.throwing(exceptionOf(action.object("error")));
            default -> Order.throwing(new InterruptedException());
          });
      settle(task);
    }
  }

  private void settle(Task task) {
    if (!task.hasEnded) return;
    running.remove(task.partition);
    if (task.error == null) task.event("task-finished", "rows", 0);
    else task.event("task-failed", "error", errorOf(task.error));
  }

  /** An interrupt has to be a real one. Other errors of the kit keep their names. */
  static Exception exceptionOf(Fields error) {
    boolean isInterrupt = error.text("type").equals("InterruptedException");
    return isInterrupt ? new InterruptedException(error.text("message")) : new Thrown(error);
  }

  static Map<String, Object> errorOf(Throwable error) {
    if (error instanceof Thrown thrown) return thrown.error.fields;
    return Protocol.object("type", error.getClass().getSimpleName(), "message", error.getMessage());
  }
}

/** The subject was closed. No `catch (Exception ...)` of the implementation stops it. */
class Closed extends Error {
  private static final long serialVersionUID = 1;
}

/** What the parent's iterator does when the kit says so: throw, return a row, or end the epoch. */
record Order(String row, Throwable throwable) {
  static Order throwing(Throwable throwable) {
    return new Order(null, throwable);
  }
}

/** What a task sees of its surroundings. A method throws if the kit wants it to: let the exception pass. */
class Task {
  final Tasks tasks;
  final long partition;
  final int taskId;

  /** Whether the context of the task is killed or completed. */
  volatile boolean isCompleted = false;

  volatile boolean hasEnded = false;
  volatile Throwable error;
  private Long parentEpoch;
  private final SynchronousQueue<Order> gate = new SynchronousQueue<>();
  private final SynchronousQueue<Boolean> quiescent = new SynchronousQueue<>();

  Task(Tasks tasks, long partition, int taskId) {
    this.tasks = tasks;
    this.partition = partition;
    this.taskId = taskId;
  }

  void start() {
    Thread thread = new Thread(this::run, "task-" + partition);
    thread.setDaemon(true);
    thread.start();
    uninterrupted(quiescent::take);
  }

  private void run() {
    try {
      tasks.run(this);
    } catch (Throwable thrown) {
      error = thrown;
    }
    hasEnded = true;
    uninterrupted(() -> put(quiescent, true));
  }

  /** Lets the task go on, until it waits again or has ended. So a step is over without any clock. */
  void goOn(Order order) {
    uninterrupted(() -> put(gate, order));
    uninterrupted(quiescent::take);
  }

  /** Waits for the parent's next row. Null: the epoch has ended. */
  String next() throws Exception {
    uninterrupted(() -> put(quiescent, true));
    Order order = uninterrupted(gate::take);
    if (order.throwable() instanceof Error closed) throw closed;
    if (order.throwable() instanceof Exception thrown) throw thrown;
    return order.row();
  }

  void event(String kind, Object... fields) {
    Object[] all = new Object[fields.length + 2];
    System.arraycopy(fields, 0, all, 2, fields.length);
    all[0] = "partition";
    all[1] = partition;
    tasks.event(kind, "task-" + partition, all);
  }

  void call(String at) throws Exception {
    try {
      tasks.call(at, partition);
    } catch (Thrown thrown) {
      throw Tasks.exceptionOf(thrown.error);
    }
  }

  void log(String level, String message) {
    tasks.log("task-" + partition, level, "ContinuousWriteRDD", message);
  }

  /** Looks up the coordinator: throws the exception of a lookup if there is none. */
  void lookUp() throws Thrown {
    String id = tasks.setup.text("epochCoordinatorId");
    if (id != null && !tasks.setup.text("coordinator").equals("missing")) return;
    String message = "Cannot find endpoint: spark://EpochCoordinator-" + id + "@<host>:<port>";
    Object cause = Protocol.object("type", "RpcEndpointNotFoundException", "message", message);
    String failed = "Exception thrown in awaitResult: ";
    throw new Thrown(Fields.of(Protocol.object("type", "SparkException", "message", failed, "cause", cause)));
  }

  /**
   * The parent computes the partition. The parent sees the current epoch of the thread on which it computes: its own has the epoch
   * with which it began.
   */
  void compute(long epoch) throws Exception {
    if (parentEpoch == null || !"own".equals(tasks.setup.text("parentThread"))) parentEpoch = epoch;
    call("upstream");
    event("upstream-computed", "epoch", parentEpoch);
  }

  Writer createWriter(long epoch) throws Exception {
    call("create-writer");
    event("writer-created", "taskId", taskId, "epoch", epoch);
    return new Writer(this, epoch);
  }

  /** Sends a CommitPartitionEpoch to the coordinator. */
  void send(long epoch, String message) throws Exception {
    call("send");
    String type = "CommitPartitionEpoch";
    Object sent = Protocol.object("type", type, "partitionId", partition, "epoch", epoch, "message", message);
    tasks.event("sent", "task-" + partition, "message", sent);
  }

  private interface Blocking<T> {
    T get() throws InterruptedException;
  }

  private static <T> Boolean put(SynchronousQueue<T> queue, T value) throws InterruptedException {
    queue.put(value);
    return true;
  }

  /** A thread that the implementation has interrupted still comes to its gate. */
  private static <T> T uninterrupted(Blocking<T> blocking) {
    boolean wasInterrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return blocking.get();
        } catch (InterruptedException again) {
          wasInterrupted = true;
        }
      }
    } finally {
      if (wasInterrupted) Thread.currentThread().interrupt();
    }
  }
}

/** The writer of one epoch. */
class Writer {
  private final Task task;
  private final long epoch;

  Writer(Task task, long epoch) {
    this.task = task;
    this.epoch = epoch;
  }

  void write(String value) throws Exception {
    task.call("write");
    task.event("row-written", "epoch", epoch, "value", value);
  }

  /** Commits, and returns the commit message. */
  String commit() throws Exception {
    task.call("commit");
    String message = "commit-" + task.partition + "-" + epoch;
    task.event("partition-committed", "epoch", epoch, "message", message);
    return message;
  }

  void abort() throws Exception {
    task.call("abort");
    task.event("writer-aborted", "epoch", epoch);
  }

  /** Only if the API of your writers has it. */
  void close() {
    task.event("writer-closed", "epoch", epoch);
  }
}
