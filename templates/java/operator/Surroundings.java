import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.SynchronousQueue;

// The surroundings of a write operator: sink, child, coordinator and job. Nothing from here on needs a change.

/** An operator that executes on a thread of its own. The methods that it calls throw if the kit wants them to: let the exception pass. */
abstract class Operator extends Subject {
  final Fields setup;
  private final TreeSet<Long> tasks = new TreeSet<>();
  private Execution execution;
  private volatile String waitsFor = "";

  Operator(Fields setup) {
    this.setup = setup;
  }

  abstract void describe();

  abstract long run() throws Exception;

  // Your operator calls these.

  void createWriterFactory() throws Exception {
    callOrThrow("create-writer-factory");
    event("writer-factory-created", "operator");
  }

  /** Executes the child, and returns the number of partitions of its RDD. */
  long executeChild() throws Exception {
    callOrThrow("child");
    event("child-executed", "operator");
    return setup.number("partitions");
  }

  void logLine(String level, String message) {
    log("operator", level, "WriteToContinuousDataSourceExec", message);
  }

  /** Looks up the coordinator by the id of the setup. */
  void lookUp() throws Thrown {
    String id = setup.text("epochCoordinatorId");
    event("coordinator-looked-up", "operator", "id", id);
    if (id != null && !setup.text("coordinator").equals("missing")) return;
    String message = "Cannot find endpoint: spark://EpochCoordinator-" + id + "@<host>:<port>";
    Object cause = Protocol.object("type", "RpcEndpointNotFoundException", "message", message);
    throw sparkException("Exception thrown in awaitResult: ", cause);
  }

  /** Asks the coordinator SetWriterPartitions, and waits for its reply. A failed ask throws. */
  void ask(long partitions) throws Exception {
    event("asked", "operator", "message", Protocol.object("type", "SetWriterPartitions", "numPartitions", partitions));
    if (setup.text("coordinator").equals("holds")) waitFor("the reply");
  }

  /** Runs a job with a task per partition, and waits for its end. The error of a failed task is thrown. */
  long runJob(long partitions) throws Exception {
    event("job-submitted", "operator", "partitions", partitions);
    for (long partition = 0; partition < partitions; partition++) {
      tasks.add(partition);
      event("task-started", "task-" + partition, "partition", partition);
    }
    if (partitions > 0) waitFor("the job");
    return 0;
  }

  static Thrown sparkException(String message, Object cause) {
    return new Thrown(Fields.of(Protocol.object("type", "SparkException", "message", message, "cause", cause)));
  }

  // The kit's actions.

  @Override
  void act(String kind, Fields action) throws Exception {
    switch (kind) {
      case "describe" -> describe();
      case "execute" -> execute();
      case "answer" -> answer(action.object("error"));
      case "finish-task", "fail-task" -> endTask(action.number("partition"), action.object("error"));
      case "interrupt" -> {
        if (execution != null) goOn(new InterruptedException());
      }
      default -> inject(action);
    }
  }

  @Override
  void close() {
    while (execution != null && !execution.hasEnded) execution.goOn(new Closed());
  }

  private void execute() throws Refused {
    if (execution != null || !tasks.isEmpty()) {
      throw Refused.notNow("the operator, or a task of its job, is still running");
    }
    execution = new Execution(this);
    execution.start();
    settle();
  }

  private void answer(Fields error) throws Refused {
    if (!waitsFor.equals("the reply")) throw Refused.notNow("no ask is open");
    goOn(error == null ? null : sparkException("Exception thrown in awaitResult: ", error.fields));
  }

  private void endTask(long partition, Fields error) throws Refused {
    if (!tasks.contains(partition)) throw Refused.notNow("no task of partition " + partition + " is running");
    if (error != null && error.text("type").equals("InterruptedException")) return; // the write RDD handles it
    tasks.remove(partition);
    if (error != null) tasks.clear(); // the job ends with its first failed task
    if (!waitsFor.equals("the job") || !tasks.isEmpty()) return;
    goOn(error == null ? null : jobFailed(error));
  }

  private static Thrown jobFailed(Fields error) {
    String message = error.text("message") == null ? "" : ": " + error.text("message");
    String failed = "Job aborted due to stage failure: Task <n> in stage <n> failed <n> times: ";
    return sparkException(failed + error.text("type") + message, error.fields);
  }

  private void callOrThrow(String at) throws Exception {
    try {
      call(at, null);
    } catch (Thrown thrown) {
      // An interrupt has to be a real one.
      boolean isInterrupt = thrown.error.text("type").equals("InterruptedException");
      throw isInterrupt ? new InterruptedException(thrown.error.text("message")) : thrown;
    }
  }

  private void waitFor(String what) throws Exception {
    waitsFor = what;
    try {
      execution.await();
    } finally {
      waitsFor = "";
    }
  }

  private void goOn(Throwable thrown) {
    execution.goOn(thrown);
    settle();
  }

  private void settle() {
    if (!execution.hasEnded) return;
    Throwable error = execution.error;
    Object returned = execution.returned;
    execution = null;
    if (error == null) event("returned", "operator", "partitions", returned);
    else event("threw", "operator", "error", errorOf(error));
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

/** One execution, on a thread that runs only while the kit waits for it. So a step is over when it waits, or has ended: no clock decides. */
class Execution {
  volatile boolean hasEnded = false;
  volatile Throwable error;
  volatile long returned;
  private final Operator operator;
  private final SynchronousQueue<Throwable[]> gate = new SynchronousQueue<>();
  private final SynchronousQueue<Boolean> quiescent = new SynchronousQueue<>();

  Execution(Operator operator) {
    this.operator = operator;
  }

  void start() {
    Thread thread = new Thread(this::run, "operator");
    thread.setDaemon(true);
    thread.start();
    uninterrupted(quiescent::take);
  }

  private void run() {
    try {
      returned = operator.run();
    } catch (Throwable thrown) {
      error = thrown;
    }
    hasEnded = true;
    uninterrupted(() -> put(quiescent, true));
  }

  /** Lets the operator go on, until it waits again or has ended. If something is given, its wait throws it. */
  void goOn(Throwable thrown) {
    uninterrupted(() -> put(gate, new Throwable[] {thrown}));
    uninterrupted(quiescent::take);
  }

  void await() throws Exception {
    uninterrupted(() -> put(quiescent, true));
    Throwable thrown = uninterrupted(gate::take)[0];
    if (thrown instanceof Error closed) throw closed;
    if (thrown instanceof Exception exception) throw exception;
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
