import java.util.List;
import java.util.Map;

/**
 * The driver of your write operator: the kit's actions come in, the observed events go out. Change the two methods that are marked. The
 * classes below play the sink, the child, the coordinator and the job of your operator, let it execute on a thread of its own, and speak
 * the protocol.
 */
class Driver {
  public static void main(String[] args) throws Exception {
    Protocol.serve("my operator", "1", "document", Map.of("operator", MyOperator::new));
  }
}

class MyOperator extends Operator {
  MyOperator(Fields setup) {
    super(setup);
  }

  /** YOURS: ask your operator for the names of its output columns, and for the number of its children. */
  @Override
  void describe() {
    event("described", "operator", "output", List.of(), "children", 1);
  }

  /**
   * Executes the operator, and returns the number of partitions of its result. What it throws is the error of the execution.
   *
   * <p>YOURS: execute your operator with this sink (`createWriterFactory`, and its text `setup.text("writer")`), this child
   * (`executeChild`), this coordinator (`lookUp`, `ask`) and this job (`runJob`). `logLine` reports its log lines.
   */
  @Override
  long run() throws Exception {
    return runJob(setup.number("partitions"));
  }
}
