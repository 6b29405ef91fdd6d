import java.util.List;
import java.util.Map;

/**
 * The driver of your coordinator: the kit's actions come in, the observed events go out. Change the three places that are marked.
 * The classes below speak the protocol, and keep the faults that the kit injects.
 */
class Driver {
  public static void main(String[] args) throws Exception {
    Protocol.serve("my coordinator", "1", "document", Map.of("coordinator", Coordinator::new));
  }
}

class Coordinator extends Subject {
  private final long epoch;

  /** YOURS: make your coordinator, and give it this object as its sink and its query. */
  Coordinator(Fields setup) {
    epoch = setup.number("startEpoch");
  }

  @Override
  void act(String kind, Fields action) throws Exception {
    switch (kind) {
      case "ask" -> { // YOURS: ask your coordinator, and wait for its reply
        String type = action.object("message").text("type");
        boolean isEpoch = type.equals("GetCurrentEpoch") || type.equals("IncrementAndGetEpoch");
        event("answered", "coordinator", "message", type, "value", isEpoch ? epoch : null);
      }
      case "send" -> {} // YOURS: send this, and wait until your coordinator has handled it
      default -> inject(action);
    }
  }

  // Your coordinator calls these. Each throws if the kit wants it to: let the exception pass through your coordinator.
  // What leaves the handling of a message has to end in `act`: an error reply of the driver fails the case.

  void commitEpoch(long epoch, List<String> messages) throws Thrown {
    call("writer.commit", null);
    event("epoch-committed", "coordinator", "epoch", epoch, "messages", messages);
  }

  void addOffset(long epoch, List<String> offsets) throws Thrown {
    call("query.add-offset", null);
    event("offset-added", "coordinator", "epoch", epoch, "offsets", offsets);
  }

  void commit(long epoch) throws Thrown {
    call("query.commit", null);
    event("query-committed", "coordinator", "epoch", epoch);
  }

  /** More offsets, commits or epochs wait than the setup's `epochBacklogQueueSize`. */
  void stop(String type, String message) {
    event("query-stopped", "coordinator", "error", Map.of("type", type, "message", message));
  }
}
