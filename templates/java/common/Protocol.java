import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

// The driver protocol, version 1, with the JDK alone. Nothing from here on needs a change.

/** The reply is an error: a code and a message. */
class Refused extends Exception {
  final int code;

  Refused(int code, String message) {
    super(message);
    this.code = code;
  }

  /** The implementation cannot do something. The kit shows the case as not-supported. */
  static Refused notSupported(String reason) {
    return new Refused(Protocol.NOT_SUPPORTED, reason);
  }

  /** An action makes no sense now, such as a row for a task that does not run. */
  static Refused notNow(String reason) {
    return new Refused(Protocol.INVALID_PARAMS, reason);
  }
}

/** An error that the kit injected: its type and its message. */
class Thrown extends Exception {
  final Fields error;

  Thrown(Fields error) {
    super(error.text("type"));
    this.error = error;
  }
}

/** What the kit has opened. Derive a class for your role. Events of its constructor are in the reply to `open`. */
abstract class Subject {
  private List<Object> events = new ArrayList<>();
  private final Map<String, Fields> faults = new HashMap<>();

  /** Does one action until the subject is quiescent. */
  abstract void act(String kind, Fields action) throws Exception;

  /** Leaves nothing behind: no thread, no timer. */
  void close() {}

  /** Reports an event of the current step. Its fields are given as names and values in turn. */
  void event(String kind, String actor, Object... fields) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("kind", kind);
    event.put("actor", actor);
    for (int at = 0; at < fields.length; at += 2) event.put((String) fields[at], fields[at + 1]);
    events.add(event);
  }

  /** Reports a log line of the implementation. `logger` is the simple name of the class that logs. */
  void log(String actor, String level, String logger, String message) {
    String name = "org.apache.spark.sql.execution.streaming.continuous." + logger;
    event("logged", actor, "level", level, "logger", name, "message", message);
  }

  /** Does an action `fail`: the next `call` at its place throws. */
  void inject(Fields action) {
    Object of = action.get("of");
    String at = of == null ? action.text("at") : action.text("at") + " " + of;
    faults.put(at + " " + action.get("partition"), action.object("error"));
  }

  /** Stands where the surroundings of the implementation are called: throws once if the kit has injected a fault. */
  void call(String at, Long partition) throws Thrown {
    Fields error = faults.remove(at + " " + partition);
    if (error != null) throw new Thrown(error);
  }

  List<Object> takeEvents() {
    List<Object> taken = events;
    events = new ArrayList<>();
    return taken;
  }
}

/** The fields of an object that was checked. */
class Fields {
  final Map<String, Object> fields;

  Fields(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** The value of a field; null if it is missing. */
  Object get(String name) {
    return fields.get(name);
  }

  String text(String name) {
    return (String) get(name);
  }

  Long number(String name) {
    return (Long) get(name);
  }

  Fields object(String name) {
    return of(get(name));
  }

  @SuppressWarnings("unchecked")
  static Fields of(Object value) {
    return value instanceof Map ? new Fields((Map<String, Object>) value) : null;
  }
}

class Protocol {
  /**
   * What the kit sends. N is a number, T a text, `?` behind a type: or null, behind a name: may be missing, `*`: a list. Below a role
   * stand its actions, below Ask and Report the messages.
   */
  private static final String VOCABULARY = """
planner
  plan plan:Plan
operator partitions:N epochCoordinatorId:T? coordinator:answers|holds|missing writer:T
  describe
  execute
  answer error?:Error
  finish-task partition:N
  fail-task partition:N error:Error
  interrupt
  fail at:create-writer-factory|child error:Error
task partitions:N partitioner:T? startEpoch:N? epochCoordinatorId:T? coordinator:answers|missing parentThread?:task|own
  describe
  start partition:N
  row partition:N value:T
  end-epoch partition:N
  interrupt partition:N
  kill partition:N
  complete partition:N
  fail partition:N at:upstream|create-writer|write|commit|abort|send error:Error
coordinator startEpoch:N epochBacklogQueueSize:N
  ask message:Ask
  send message:Report
  fail at:writer.commit|query.add-offset|query.commit error:Error
query partitions:N startEpoch:N epochBacklogQueueSize:N delivery:immediate|held trigger?:kit|spark polls?:free|held
  describe
  start partition:N
  execute
  advance-epoch
  row partition:N value:T
  end-epoch partition:N
  complete partition:N
  deliver from:N message?:Held times?:N
  stop
  interrupt partition?:N
  kill-coordinator
  kill-executor partition:N
  fail partition?:N at:upstream|create-writer|write|commit|abort|send|create-writer-factory|writer.commit|query.add-offset|query.commit of?:CommitPartitionEpoch|ReportPartitionOffset error:Error
Ask
  SetWriterPartitions numPartitions:N
  SetReaderPartitions numPartitions:N
  GetCurrentEpoch
  IncrementAndGetEpoch
  StopContinuousExecutionWrites
Report
  CommitPartitionEpoch partitionId:N epoch:N message:T
  ReportPartitionOffset partitionId:N epoch:N offset:T
Held type:CommitPartitionEpoch|ReportPartitionOffset epoch:N
Error type:T message:T?
Plan name:T children:Plan*
initialize protocol:N kit:T
nothing
""";

  private static final List<String> ROLES = List.of("planner", "operator", "task", "coordinator", "query");
  private static final int MAX_LINE_BYTES = 16 * 1024 * 1024;
  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int METHOD_NOT_FOUND = -32601;
  static final int INVALID_PARAMS = -32602;
  static final int INTERNAL_ERROR = -32603;
  static final int NOT_SUPPORTED = 1;

  /** Makes the subject of a role. */
  interface Open {
    Subject open(Fields setup) throws Exception;
  }

  /** Speaks the protocol until `shutdown` or the end of the input. `opens` has the roles that the driver offers. */
  static void serve(String name, String version, String edition, Map<String, Open> opens) throws IOException {
    PrintStream output = System.out;
    System.setOut(System.err); // a print in the implementation must not break the protocol
    InputStream input = new BufferedInputStream(System.in, 1 << 16);
    Protocol protocol = new Protocol(name, version, edition, new TreeMap<>(opens));
    for (byte[] line = readLine(input); line != null && !protocol.isDone; line = protocol.isDone ? null : readLine(input)) {
      byte[] reply = protocol.replyTo(line).getBytes(StandardCharsets.UTF_8);
      output.write(reply);
      output.write('\n');
      output.flush();
    }
    System.exit(0); // threads of the implementation must not keep the driver alive
  }

  private static byte[] readLine(InputStream input) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = input.read();
    if (next < 0) return null;
    for (; next >= 0 && next != '\n'; next = input.read()) line.write(next);
    return line.toByteArray();
  }

  private final Map<String, Object> implementation;
  private final String edition;
  private final Map<String, Open> opens;
  private boolean isInitialized;
  private boolean isDone;
  private String role;
  private Subject subject;

  private Protocol(String name, String version, String edition, Map<String, Open> opens) {
    this.implementation = object("name", name, "version", version, "language", "Java");
    this.edition = edition;
    this.opens = opens;
  }

  private String replyTo(byte[] line) {
    Object id = null;
    try {
      Fields call = readCall(line);
      id = isId(call.get("id")) ? call.get("id") : null;
      if (id == null || !"2.0".equals(call.get("jsonrpc")) || !(call.get("method") instanceof String method)) {
        throw new Refused(INVALID_REQUEST, "the line is no call");
      }
      Object params = call.fields.containsKey("params") ? call.get("params") : new LinkedHashMap<>();
      Object result = reply(method, params);
      String reply = Json.write(object("jsonrpc", "2.0", "id", id, "result", result));
      // A character has three bytes at most.
      if (reply.length() > MAX_LINE_BYTES / 3 && reply.getBytes(StandardCharsets.UTF_8).length > MAX_LINE_BYTES) {
        throw new Refused(INTERNAL_ERROR, "the reply is longer than a line may be");
      }
      isDone = method.equals("shutdown");
      return reply;
    } catch (Refused refused) {
      return failure(id, object("code", refused.code, "message", refused.getMessage()));
    } catch (Exception | StackOverflowError | AssertionError failure) {
      subject = null; // the next subject starts afresh
      failure.printStackTrace();
      Map<String, Object> error = object("code", INTERNAL_ERROR, "message", failure.toString());
      if (failure instanceof Thrown thrown) error.put("data", object("error", thrown.error.fields));
      return failure(id, error);
    }
  }

  private static String failure(Object id, Object error) {
    return Json.write(object("jsonrpc", "2.0", "id", id, "error", error));
  }

  private static boolean isId(Object id) {
    return id instanceof String || id instanceof Long;
  }

  private static Fields readCall(byte[] line) throws Refused {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      Fields call = Fields.of(Json.read(text));
      return call == null ? new Fields(Map.of()) : call;
    } catch (CharacterCodingException error) {
      throw new Refused(PARSE_ERROR, "the line is not UTF-8");
    } catch (IllegalArgumentException error) {
      throw new Refused(PARSE_ERROR, "the line is not JSON: " + error.getMessage());
    }
  }

  private Object reply(String method, Object params) throws Exception {
    if (!List.of("initialize", "open", "apply", "close", "shutdown").contains(method)) {
      throw new Refused(METHOD_NOT_FOUND, "there is no method " + method);
    }
    if (!isInitialized && !method.equals("initialize") && !method.equals("shutdown")) {
      throw new Refused(INVALID_REQUEST, method + " before initialize");
    }
    return switch (method) {
      case "initialize" -> initialize(params);
      case "open" -> open(params);
      case "apply" -> apply(params);
      default -> {
        checkFields(params, "nothing", "params", null);
        discard();
        yield method.equals("close") ? object("events", List.of()) : null;
      }
    };
  }

  private Object initialize(Object params) throws Refused {
    checkFields(params, "initialize", "params", null);
    insist(Fields.of(params).number("protocol") == 1, "params.protocol", "1");
    if (isInitialized) throw new Refused(INVALID_REQUEST, "initialized already");
    isInitialized = true;
    List<String> roles = new ArrayList<>(opens.keySet());
    return object("protocol", 1, "implementation", implementation, "edition", edition, "roles", roles);
  }

  private Object open(Object params) throws Exception {
    Fields given = Fields.of(params);
    insist(given != null && ROLES.contains(given.get("role")), "params.role", "one of " + String.join(", ", ROLES));
    insist(given.fields.size() <= 2, "params", "nothing but role and setup");
    checkFields(given.get("setup"), given.text("role"), "params.setup", null);
    Open open = opens.get(given.text("role"));
    if (open == null) throw Refused.notSupported("this driver does not offer role " + given.get("role"));
    discard();
    role = given.text("role");
    subject = open.open(given.object("setup"));
    return object("events", subject.takeEvents());
  }

  private Object apply(Object params) throws Exception {
    if (subject == null) throw Refused.notNow("nothing is open");
    insist(params instanceof Map<?, ?> given && given.size() == 1, "params", "actions, and nothing else");
    Object actions = Fields.of(params).get("actions");
    checkEach(actions, "params.actions", (action, path) -> checkAction(action, path, true)); // before the first action
    List<Object> steps = new ArrayList<>();
    for (Object action : (List<?>) actions) {
      subject.takeEvents(); // events that a refused action may have left
      Fields fields = Fields.of(action);
      boolean isTogether = fields.text("kind").equals("together");
      for (Object one : isTogether ? (List<?>) fields.get("actions") : List.of(action)) {
        subject.act(Fields.of(one).text("kind"), Fields.of(one));
      }
      steps.add(subject.takeEvents());
    }
    return object("steps", steps);
  }

  private void checkAction(Object action, String path, boolean nests) throws Refused {
    Fields given = Fields.of(action);
    if (!nests || given == null || !"together".equals(given.get("kind"))) {
      checkVariant(action, role, "kind", path);
      return;
    }
    boolean isSound = given.fields.size() == 2 && given.get("actions") instanceof List<?> actions && !actions.isEmpty();
    insist(isSound, path, "actions, and nothing else");
    checkEach(given.get("actions"), path + ".actions", (one, at) -> checkAction(one, at, false));
  }

  private void discard() {
    Subject discarded = subject;
    subject = null;
    if (discarded != null) discarded.close();
  }

  static Map<String, Object> object(Object... fields) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int at = 0; at < fields.length; at += 2) object.put((String) fields[at], fields[at + 1]);
    return object;
  }

  private record Field(String name, boolean mayBeMissing, String type) {}

  private interface Check {
    void check(Object value, String path) throws Refused;
  }

  /** The fields by name. An action of a role, or a message, is `above/below`. */
  private static final Map<String, List<Field>> SHAPES = readShapes();

  private static Map<String, List<Field>> readShapes() {
    Map<String, List<Field>> shapes = new HashMap<>();
    String above = "";
    for (String line : VOCABULARY.strip().split("\n")) {
      String[] words = line.strip().split(" ");
      boolean isBelow = line.startsWith(" ");
      if (!isBelow) above = words[0];
      List<Field> fields = new ArrayList<>();
      for (int at = 1; at < words.length; at++) {
        String name = words[at].substring(0, words[at].indexOf(':'));
        String type = words[at].substring(name.length() + 1);
        fields.add(new Field(name.replace("?", ""), name.endsWith("?"), type));
      }
      shapes.put(isBelow ? above + "/" + words[0] : above, fields);
    }
    return shapes;
  }

  private static void insist(boolean isGood, String path, String wanted) throws Refused {
    if (!isGood) throw new Refused(INVALID_PARAMS, path + ": " + wanted + " is wanted");
  }

  private static void check(Object value, String type, String path) throws Refused {
    String bare = type.substring(0, type.length() - 1);
    if (type.endsWith("?")) {
      if (value != null) check(value, bare, path);
    } else if (type.endsWith("*")) {
      checkEach(value, path, (one, at) -> check(one, bare, at));
    } else if (type.equals("N")) {
      insist(value instanceof Long number && number >= 0, path, "a whole number from 0 on");
    } else if (type.equals("T")) {
      insist(value instanceof String, path, "a text");
    } else if (type.equals("Ask") || type.equals("Report")) {
      checkVariant(value, type, "type", path);
    } else if (SHAPES.containsKey(type)) {
      checkFields(value, type, path, null);
    } else {
      insist(value instanceof String && List.of(type.split("\\|")).contains(value), path, "one of " + type);
    }
  }

  private static void checkEach(Object values, String path, Check check) throws Refused {
    insist(values instanceof List, path, "a list");
    int index = 0;
    for (Object value : (List<?>) values) check.check(value, path + "[" + index++ + "]");
  }

  private static void checkVariant(Object value, String union, String tag, String path) throws Refused {
    Fields given = Fields.of(value);
    boolean isKnown = given != null && SHAPES.containsKey(union + "/" + given.get(tag));
    insist(isKnown, path + "." + tag, "a " + tag + " of " + union);
    checkFields(value, union + "/" + given.get(tag), path, tag);
  }

  private static void checkFields(Object value, String shape, String path, String tag) throws Refused {
    Fields given = Fields.of(value);
    insist(given != null, path, "an object");
    List<Field> fields = SHAPES.get(shape);
    for (String name : given.fields.keySet()) {
      boolean isKnown = name.equals(tag) || fields.stream().anyMatch(field -> field.name().equals(name));
      insist(isKnown, path + "." + name, "no such field");
    }
    for (Field field : fields) {
      boolean isThere = given.fields.containsKey(field.name());
      insist(isThere || field.mayBeMissing(), path + "." + field.name(), "a value");
      if (isThere) check(given.get(field.name()), field.type(), path + "." + field.name());
    }
  }
}

/** JSON as Map, List, String, Long (or BigDecimal), Boolean and null. */
class Json {
  private static final int MAX_DEPTH = 1000;
  private final String text;
  private int at;
  private int depth;

  private Json(String text) {
    this.text = text;
  }

  /** @throws IllegalArgumentException if the text is not JSON */
  static Object read(String text) {
    Json json = new Json(text);
    Object value = json.value();
    json.space();
    if (json.at < text.length()) throw json.wanted("the end");
    return value;
  }

  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof Fields object) {
      write(object.fields, out);
    } else if (value instanceof Map<?, ?> object) {
      String separator = "{";
      for (Map.Entry<?, ?> field : object.entrySet()) {
        out.append(separator);
        writeText((String) field.getKey(), out);
        write(field.getValue(), out.append(':'));
        separator = ",";
      }
      out.append(object.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      String separator = "[";
      for (Object one : list) {
        write(one, out.append(separator));
        separator = ",";
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof String text) {
      writeText(text, out);
    } else {
      out.append(value);
    }
  }

  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    for (int at = 0; at < text.length(); at++) {
      char one = text.charAt(at);
      if (one == '"' || one == '\\') {
        out.append('\\').append(one);
      } else if (one < ' ' || Character.isSurrogate(one)) {
        out.append(String.format("\\u%04x", (int) one));
      } else {
        out.append(one);
      }
    }
    out.append('"');
  }

  private IllegalArgumentException wanted(String what) {
    return new IllegalArgumentException(what + " is wanted at character " + at);
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private void space() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') at++;
  }

  private boolean takes(String word) {
    boolean isThere = text.startsWith(word, at);
    if (isThere) at += word.length();
    return isThere;
  }

  private void take(String word) {
    if (!takes(word)) throw wanted(word);
  }

  private Object value() {
    if (++depth > MAX_DEPTH) throw wanted("less depth than " + MAX_DEPTH);
    space();
    Object value;
    if (takes("{")) value = object();
    else if (takes("[")) value = list();
    else if (peek() == '"') value = string();
    else if (peek() == '-' || isDigit(peek())) value = number();
    else if (takes("null")) value = null;
    else if (takes("true")) value = true;
    else if (takes("false")) value = false;
    else throw wanted("a value");
    depth--;
    return value;
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    space();
    if (takes("}")) return object;
    while (true) {
      space();
      String name = string();
      space();
      take(":");
      object.put(name, value());
      space();
      if (takes("}")) return object;
      take(",");
    }
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<>();
    space();
    if (takes("]")) return list;
    while (true) {
      list.add(value());
      space();
      if (takes("]")) return list;
      take(",");
    }
  }

  private static boolean isDigit(int one) {
    return one >= '0' && one <= '9';
  }

  private int digits() {
    int from = at;
    while (isDigit(peek())) at++;
    if (at == from) throw wanted("a digit");
    return at - from;
  }

  private Object number() {
    int from = at;
    takes("-");
    int first = at;
    if (digits() > 1 && text.charAt(first) == '0') throw wanted("no leading zero");
    int whole = at;
    if (takes(".")) digits();
    if (takes("e") || takes("E")) {
      if (!takes("+")) takes("-");
      digits();
    }
    String number = text.substring(from, at);
    return whole == at && number.length() < 19 ? (Object) Long.valueOf(number) : new BigDecimal(number);
  }

  private String string() {
    take("\"");
    StringBuilder string = new StringBuilder();
    while (true) {
      int one = peek();
      if (one < ' ') throw wanted("the end of the text");
      at++;
      if (one == '"') return string.toString();
      string.append(one == '\\' ? escape() : (char) one);
    }
  }

  private char escape() {
    int one = peek();
    at++;
    return switch (one) {
      case '"', '\\', '/' -> (char) one;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        String digits = text.substring(Math.min(at, text.length()), Math.min(at + 4, text.length()));
        if (!digits.matches("[0-9a-fA-F]{4}")) throw wanted("four hexadecimal digits");
        at += 4;
        yield (char) Integer.parseInt(digits, 16);
      }
      default -> throw wanted("an escape");
    };
  }
}
