import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The driver of your planner: the kit's plans come in, the physical plans go out. Change the place that is marked. The classes below speak
 * the protocol.
 */
class Driver {
  public static void main(String[] args) throws Exception {
    Protocol.serve("my planner", "1", "document", Map.of("planner", setup -> new Planner()));
  }
}

class Planner extends Subject {
  /** The logical operators of the kit, with the number of their children. */
  private static final Map<String, Integer> OPERATORS =
      Map.of("WriteToContinuousDataSource", 1, "Project", 1, "Filter", 1, "LocalRelation", 0, "UnresolvedRelation", 0);

  /** YOURS: let your planner plan this, and name the operators of its plan as docs/protocol.md does. An exception: there is no plan. */
  Map<String, Object> physical(String name, List<Fields> children) throws Exception {
    List<Object> below = new ArrayList<>();
    for (Fields child : children) below.add(physical(child.text("name"), childrenOf(child)));
    return Protocol.object("name", name, "children", below);
  }

  @Override
  void act(String kind, Fields action) throws Refused {
    Fields plan = action.object("plan");
    check(plan);
    try {
      event("planned", "planner", "plan", physical(plan.text("name"), childrenOf(plan)));
    } catch (Exception error) {
      event("threw", "planner", "error", Protocol.object("type", "AssertionError", "message", error.getMessage()));
    }
  }

  private static List<Fields> childrenOf(Fields plan) {
    return ((List<?>) plan.get("children")).stream().map(Fields::of).toList();
  }

  private static void check(Fields plan) throws Refused {
    List<Fields> children = childrenOf(plan);
    if (OPERATORS.getOrDefault(plan.text("name"), -1) != children.size()) {
      throw Refused.notNow("there is no operator " + plan.text("name") + " with " + children.size() + " children");
    }
    for (Fields child : children) check(child);
  }
}
