import java.util.Map;

/**
 * The driver of your write tasks: the kit's actions come in, the observed events go out. Change the two methods that are marked. The
 * classes below play the parent, the writers and the coordinator of your tasks, let each task run on a thread of its own, and speak
 * the protocol.
 */
class Driver {
  public static void main(String[] args) throws Exception {
    Protocol.serve("my tasks", "1", "document", Map.of("task", MyTasks::new));
  }
}

class MyTasks extends Tasks {
  MyTasks(Fields setup) {
    super(setup);
  }

  /** YOURS: ask your write RDD for its number of partitions, and for its partitioner. */
  @Override
  void describe() {
    event("described", "rdd", "partitions", setup.number("partitions"), "partitioner", setup.text("partitioner"));
  }

  /**
   * Runs one task to its end. What it throws is the error of the task.
   *
   * <p>YOURS: run your task with this parent (`task.compute`, `task.next`), these writers (`task.createWriter`), this coordinator
   * (`task.lookUp`, `task.send`) and this context (`task.isCompleted`).
   */
  @Override
  void run(Task task) throws Exception {
    Long start = setup.number("startEpoch");
    while (!task.isCompleted) {
      task.compute(start == null ? 0 : start);
      for (String row = task.next(); row != null; row = task.next()) System.out.println("not written yet: " + row);
    }
  }
}
