//! The driver protocol, version 1, with the standard library alone. Your part is main.rs; nothing here needs a change.

#![allow(dead_code)]

use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::ops::Index;
use std::panic::{catch_unwind, AssertUnwindSafe};

/// What the kit sends. N is a number, T a text, `?` behind a type: or null, behind a name: may be missing, `*`: a list.
/// Below a role stand its actions, below Ask and Report the messages.
const VOCABULARY: &str = "
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
";

const ROLES: [&str; 5] = ["planner", "operator", "task", "coordinator", "query"];
const MAX_LINE_BYTES: usize = 16 * 1024 * 1024;

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;
const INTERNAL_ERROR: i64 = -32603;
const NOT_SUPPORTED: i64 = 1;

/// Why a call or an action failed.
#[derive(Clone, Debug)]
pub enum Failure {
    /// The reply is an error with this code and this message.
    Refused(i64, String),
    /// The kit has injected this error: an object with `type` and `message`.
    Thrown(Json),
}

/// The implementation cannot do something. The kit shows the case as not-supported.
pub fn not_supported(reason: impl Into<String>) -> Failure {
    Failure::Refused(NOT_SUPPORTED, reason.into())
}

/// An action makes no sense now, such as a row for a task that does not run.
pub fn not_now(reason: impl Into<String>) -> Failure {
    Failure::Refused(INVALID_PARAMS, reason.into())
}

/// What the kit has opened.
pub trait Subject {
    /// Does one action until the subject is quiescent. Dropping the subject leaves nothing behind: no thread, no timer.
    fn act(&mut self, action: &Json, around: &mut Surroundings) -> Result<(), Failure>;
}

/// Makes the subject of a role.
pub type Open = fn(setup: &Json, around: &mut Surroundings) -> Result<Box<dyn Subject>, Failure>;

/// Records the events of the subject, and keeps the faults that the kit has injected.
#[derive(Default)]
pub struct Surroundings {
    events: Vec<Json>,
    faults: HashMap<(String, Option<i64>), Json>,
}

impl Surroundings {
    /// Reports an event of the current step.
    pub fn event<const N: usize>(&mut self, kind: &str, actor: &str, fields: [(&str, Json); N]) {
        self.event_of(kind, actor, fields);
    }

    /// The same, with fields from anywhere.
    pub fn event_of<'a>(&mut self, kind: &str, actor: &str, fields: impl IntoIterator<Item = (&'a str, Json)>) {
        self.events.push(object([("kind", kind.into()), ("actor", actor.into())].into_iter().chain(fields)));
    }

    /// Reports a log line of the implementation. `logger` is the simple name of the class that logs.
    pub fn log(&mut self, actor: &str, level: &str, logger: &str, message: &str) {
        let logger = format!("org.apache.spark.sql.execution.streaming.continuous.{logger}");
        self.event("logged", actor, [("level", level.into()), ("logger", logger.into()), ("message", message.into())]);
    }

    /// Does an action `fail`: the next `call` at its place fails. With an `of`, the type of a message, the place is such as
    /// `send CommitPartitionEpoch`.
    pub fn inject(&mut self, action: &Json) {
        let at = match &action["of"] {
            Json::Text(of) => format!("{} {of}", action["at"].text()),
            _ => action["at"].text().to_string(),
        };
        let place = (at, action["partition"].as_number());
        self.faults.insert(place, action["error"].clone());
    }

    /// Stands where the surroundings of the implementation are called: fails once if the kit has injected a fault.
    pub fn call(&mut self, at: &str, partition: Option<i64>) -> Result<(), Failure> {
        match self.faults.remove(&(at.to_string(), partition)) {
            Some(error) => Err(Failure::Thrown(error)),
            None => Ok(()),
        }
    }
}

/// Speaks the protocol until `shutdown` or the end of the input. `opens` has the roles that the driver offers.
pub fn serve(name: &str, version: &str, edition: &str, opens: &[(&str, Open)]) {
    let implementation = object([("name", name.into()), ("version", version.into()), ("language", "Rust".into())]);
    let roles = opens.iter().map(|&(role, _)| role.into()).collect::<Vec<Json>>();
    let identity = [("implementation", implementation), ("edition", edition.into()), ("roles", roles.into())];
    let mut driver = Driver {
        identity: object([("protocol", 1.into())].into_iter().chain(identity)),
        opens: opens.to_vec(),
        shapes: read_shapes(),
        is_initialized: false,
        subject: None,
        around: Surroundings::default(),
    };
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut line = Vec::new();
    while matches!(input.read_until(b'\n', &mut line), Ok(length) if length > 0) {
        let (mut reply, is_last) = driver.reply_to(&line);
        reply.push('\n');
        if output.write_all(reply.as_bytes()).and_then(|_| output.flush()).is_err() || is_last {
            return;
        }
        line.clear();
    }
}

struct Driver<'a> {
    identity: Json,
    opens: Vec<(&'a str, Open)>,
    shapes: Shapes,
    is_initialized: bool,
    subject: Option<(String, Box<dyn Subject>)>,
    around: Surroundings,
}

type Reply = Result<Json, Failure>;

impl Driver<'_> {
    /// The reply to a line, and whether it is the last one.
    fn reply_to(&mut self, line: &[u8]) -> (String, bool) {
        let (id, called) = read_call(line);
        let failure = match called {
            Ok((method, params)) => match self.guarded(&method, &params) {
                Ok(result) => {
                    let reply = object([("jsonrpc", "2.0".into()), ("id", id.clone()), ("result", result)]).to_string();
                    if reply.len() <= MAX_LINE_BYTES {
                        return (reply, method == "shutdown");
                    }
                    Failure::Refused(INTERNAL_ERROR, "the reply is longer than a line may be".to_string())
                }
                Err(failure) => failure,
            },
            Err(failure) => failure,
        };
        let error = match failure {
            Failure::Refused(code, message) => object([("code", code.into()), ("message", message.into())]),
            Failure::Thrown(error) => {
                self.subject = None; // the next subject starts afresh
                let message = error["type"].clone();
                let data = object([("error", error)]);
                object([("code", INTERNAL_ERROR.into()), ("message", message), ("data", data)])
            }
        };
        (object([("jsonrpc", "2.0".into()), ("id", id), ("error", error)]).to_string(), false)
    }

    /// No panic of the implementation ends the driver.
    fn guarded(&mut self, method: &str, params: &Json) -> Reply {
        match catch_unwind(AssertUnwindSafe(|| self.reply(method, params))) {
            Ok(reply) => reply,
            Err(_) => {
                self.subject = None;
                Err(Failure::Refused(INTERNAL_ERROR, "the driver panicked: see its standard error".to_string()))
            }
        }
    }

    fn reply(&mut self, method: &str, params: &Json) -> Reply {
        if !["initialize", "open", "apply", "close", "shutdown"].contains(&method) {
            return Err(Failure::Refused(METHOD_NOT_FOUND, format!("there is no method {method}")));
        }
        if !self.is_initialized && method != "initialize" && method != "shutdown" {
            return Err(Failure::Refused(INVALID_REQUEST, format!("{method} before initialize")));
        }
        match method {
            "initialize" => self.initialize(params),
            "open" => self.open(params),
            "apply" => self.apply(params),
            _ => {
                self.shapes.check_fields(params, "nothing", "params", "")?;
                self.subject = None;
                let closed = object([("events", Json::List(vec![]))]);
                Ok(if method == "close" { closed } else { Json::Null })
            }
        }
    }

    fn initialize(&mut self, params: &Json) -> Reply {
        self.shapes.check_fields(params, "initialize", "params", "")?;
        insist(params["protocol"].number() == 1, "params.protocol", "1")?;
        if self.is_initialized {
            return Err(Failure::Refused(INVALID_REQUEST, "initialized already".to_string()));
        }
        self.is_initialized = true;
        Ok(self.identity.clone())
    }

    fn open(&mut self, params: &Json) -> Reply {
        let role = params["role"].as_text().unwrap_or("");
        insist(ROLES.contains(&role), "params.role", &format!("one of {}", ROLES.join(", ")))?;
        insist(params.fields().len() <= 2, "params", "nothing but role and setup")?;
        self.shapes.check_fields(&params["setup"], role, "params.setup", "")?;
        let Some(&(_, open)) = self.opens.iter().find(|(offered, _)| *offered == role) else {
            return Err(not_supported(format!("this driver does not offer role {role}")));
        };
        self.subject = None;
        self.around = Surroundings::default();
        self.subject = Some((role.to_string(), open(&params["setup"], &mut self.around)?));
        Ok(object([("events", std::mem::take(&mut self.around.events).into())]))
    }

    fn apply(&mut self, params: &Json) -> Reply {
        let Some((role, subject)) = &mut self.subject else { return Err(not_now("nothing is open")) };
        insist(params.fields().len() == 1, "params", "actions, and nothing else")?;
        let shapes = &self.shapes;
        // Every check comes before the first action.
        check_each(&params["actions"], "params.actions", |action, path| {
            check_action(shapes, action, role, path, true)
        })?;
        let mut steps = vec![];
        for action in params["actions"].items() {
            self.around.events.clear(); // events that a refused action may have left
            if action["kind"].text() == "together" {
                for one in action["actions"].items() {
                    subject.act(one, &mut self.around)?;
                }
            } else {
                subject.act(action, &mut self.around)?;
            }
            steps.push(std::mem::take(&mut self.around.events).into());
        }
        Ok(object([("steps", Json::List(steps))]))
    }
}

fn check_action(shapes: &Shapes, action: &Json, role: &str, path: &str, nests: bool) -> Result<(), Failure> {
    if !nests || action["kind"].as_text() != Some("together") {
        return shapes.check_variant(action, role, "kind", path);
    }
    let is_sound = action.fields().len() == 2 && !action["actions"].items().is_empty();
    insist(is_sound, path, "actions, and nothing else")?;
    check_each(&action["actions"], &format!("{path}.actions"), |one, at| check_action(shapes, one, role, at, false))
}

/// The id of a call, and its method and params. Missing params are empty params.
fn read_call(line: &[u8]) -> (Json, Result<(String, Json), Failure>) {
    let call = match std::str::from_utf8(line).map_err(|error| error.to_string()).and_then(Json::parse) {
        Ok(call) => call,
        Err(reason) => {
            return (Json::Null, Err(Failure::Refused(PARSE_ERROR, format!("the line is not JSON: {reason}"))))
        }
    };
    let id = match &call["id"] {
        id @ (Json::Int(_) | Json::Text(_)) => id.clone(),
        _ => Json::Null,
    };
    let is_call = call["jsonrpc"].as_text() == Some("2.0") && id != Json::Null;
    let params = call.get("params").cloned().unwrap_or(Json::Object(vec![]));
    match call["method"].as_text() {
        Some(method) if is_call => (id, Ok((method.to_string(), params))),
        _ => (id, Err(Failure::Refused(INVALID_REQUEST, "the line is no call".to_string()))),
    }
}

struct Field {
    name: &'static str,
    may_be_missing: bool,
    of_type: &'static str,
}

/// The fields by name. An action of a role, or a message, is `above/below`.
struct Shapes(HashMap<String, Vec<Field>>);

fn read_shapes() -> Shapes {
    let (mut shapes, mut above) = (HashMap::new(), "");
    for line in VOCABULARY.trim().lines() {
        let mut words = line.split_whitespace();
        let mut name = words.next().unwrap_or("").to_string();
        if line.starts_with(' ') {
            name = format!("{above}/{name}");
        } else {
            above = line.split_whitespace().next().unwrap_or("");
        }
        let fields = words.filter_map(|word| word.split_once(':')).map(|(name, of_type)| Field {
            name: name.trim_end_matches('?'),
            may_be_missing: name.ends_with('?'),
            of_type,
        });
        shapes.insert(name, fields.collect());
    }
    Shapes(shapes)
}

impl Shapes {
    fn check(&self, value: &Json, of_type: &str, path: &str) -> Result<(), Failure> {
        if let Some(bare) = of_type.strip_suffix('?') {
            return if *value == Json::Null { Ok(()) } else { self.check(value, bare, path) };
        }
        if let Some(bare) = of_type.strip_suffix('*') {
            return check_each(value, path, |one, at| self.check(one, bare, at));
        }
        match of_type {
            "N" => insist(value.as_number().is_some_and(|number| number >= 0), path, "a whole number from 0 on"),
            "T" => insist(value.as_text().is_some(), path, "a text"),
            "Ask" | "Report" => self.check_variant(value, of_type, "type", path),
            shape if self.0.contains_key(shape) => self.check_fields(value, shape, path, ""),
            texts => {
                let is_one = value.as_text().is_some_and(|text| texts.split('|').any(|one| one == text));
                insist(is_one, path, &format!("one of {texts}"))
            }
        }
    }

    fn check_variant(&self, value: &Json, union: &str, tag: &str, path: &str) -> Result<(), Failure> {
        let shape = format!("{union}/{}", value[tag].as_text().unwrap_or(""));
        insist(self.0.contains_key(&shape), &format!("{path}.{tag}"), &format!("a {tag} of {union}"))?;
        self.check_fields(value, &shape, path, tag)
    }

    fn check_fields(&self, value: &Json, shape: &str, path: &str, tag: &str) -> Result<(), Failure> {
        insist(matches!(value, Json::Object(_)), path, "an object")?;
        let fields = &self.0[shape];
        for (name, _) in value.fields() {
            let is_known = name == tag || fields.iter().any(|field| field.name == name);
            insist(is_known, &format!("{path}.{name}"), "no such field")?;
        }
        for field in fields {
            let path = format!("{path}.{}", field.name);
            match value.get(field.name) {
                Some(given) => self.check(given, field.of_type, &path)?,
                None => insist(field.may_be_missing, &path, "a value")?,
            }
        }
        Ok(())
    }
}

fn check_each(
    values: &Json,
    path: &str,
    mut check_one: impl FnMut(&Json, &str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    insist(matches!(values, Json::List(_)), path, "a list")?;
    values.items().iter().enumerate().try_for_each(|(index, value)| check_one(value, &format!("{path}[{index}]")))
}

fn insist(is_good: bool, path: &str, wanted: &str) -> Result<(), Failure> {
    if is_good {
        Ok(())
    } else {
        Err(Failure::Refused(INVALID_PARAMS, format!("{path}: {wanted} is wanted")))
    }
}

/// A value of JSON. An object keeps the order of its fields.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// An object of these fields.
pub fn object<'a>(fields: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
    Json::Object(fields.into_iter().map(|(name, value)| (name.to_string(), value)).collect())
}

impl From<&str> for Json {
    fn from(text: &str) -> Json {
        Json::Text(text.to_string())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Json {
        Json::Text(text)
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Json {
        Json::Int(number)
    }
}

impl From<Vec<Json>> for Json {
    fn from(items: Vec<Json>) -> Json {
        Json::List(items)
    }
}

/// `value["name"]`: the field, or null if there is none.
impl Index<&str> for Json {
    type Output = Json;

    fn index(&self, name: &str) -> &Json {
        self.get(name).unwrap_or(&Json::Null)
    }
}

impl Json {
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.fields().iter().rev().find(|(field, _)| field == name).map(|(_, value)| value)
    }

    pub fn fields(&self) -> &[(String, Json)] {
        if let Json::Object(fields) = self {
            fields
        } else {
            &[]
        }
    }

    pub fn items(&self) -> &[Json] {
        if let Json::List(items) = self {
            items
        } else {
            &[]
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        if let Json::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }

    pub fn as_number(&self) -> Option<i64> {
        if let Json::Int(number) = self {
            Some(*number)
        } else {
            None
        }
    }

    /// The text. Panics if this is none: the params were checked.
    pub fn text(&self) -> &str {
        self.as_text().expect("a text")
    }

    /// The number. Panics if this is none: the params were checked.
    pub fn number(&self) -> i64 {
        self.as_number().expect("a number")
    }

    /// The value of a JSON text, or what is wrong with it.
    pub fn parse(text: &str) -> Result<Json, String> {
        let mut parser = Parser { text, at: 0, depth: 0 };
        let value = parser.value()?;
        parser.space();
        if parser.at == text.len() {
            Ok(value)
        } else {
            Err(parser.wrong("the end"))
        }
    }

    fn write(&self, out: &mut String) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Json::Int(number) => out.push_str(&number.to_string()),
            Json::Float(number) => out.push_str(&number.to_string()),
            Json::Text(text) => write_text(text, out),
            Json::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Json::Object(fields) => {
                out.push('{');
                for (index, (name, value)) in fields.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_text(name, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

impl std::fmt::Display for Json {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut out = String::new();
        self.write(&mut out);
        formatter.write_str(&out)
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for one in text.chars() {
        match one {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            one if one < ' ' => out.push_str(&format!("\\u{:04x}", one as u32)),
            one => out.push(one),
        }
    }
    out.push('"');
}

const MAX_DEPTH: usize = 2000;

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn wrong(&self, wanted: &str) -> String {
        format!("{wanted} is wanted at byte {}", self.at)
    }

    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn takes(&mut self, word: &str) -> bool {
        let is_there = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        if is_there {
            self.at += word.len();
        }
        is_there
    }

    fn value(&mut self) -> Result<Json, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(format!("it is nested more than {MAX_DEPTH} levels deep"));
        }
        self.space();
        let value = match self.peek() {
            b'{' => self.object(),
            b'[' => self.list(),
            b'"' => self.string().map(Json::Text),
            b'-' | b'0'..=b'9' => self.number(),
            _ if self.takes("null") => Ok(Json::Null),
            _ if self.takes("true") => Ok(Json::Bool(true)),
            _ if self.takes("false") => Ok(Json::Bool(false)),
            _ => Err(self.wrong("a value")),
        };
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Result<Json, String> {
        let mut fields = vec![];
        self.at += 1;
        self.space();
        if self.takes("}") {
            return Ok(Json::Object(fields));
        }
        loop {
            self.space();
            let name = self.string()?;
            self.space();
            if !self.takes(":") {
                return Err(self.wrong("`:`"));
            }
            fields.push((name, self.value()?));
            self.space();
            if self.takes("}") {
                return Ok(Json::Object(fields));
            }
            if !self.takes(",") {
                return Err(self.wrong("`,` or `}`"));
            }
        }
    }

    fn list(&mut self) -> Result<Json, String> {
        let mut items = vec![];
        self.at += 1;
        self.space();
        if self.takes("]") {
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value()?);
            self.space();
            if self.takes("]") {
                return Ok(Json::List(items));
            }
            if !self.takes(",") {
                return Err(self.wrong("`,` or `]`"));
            }
        }
    }

    fn number(&mut self) -> Result<Json, String> {
        let from = self.at;
        self.takes("-");
        let digits = self.digits();
        if digits == 0 || (digits > 1 && self.text.as_bytes()[self.at - digits] == b'0') {
            return Err(self.wrong("a number"));
        }
        let whole = self.at;
        if self.takes(".") && self.digits() == 0 {
            return Err(self.wrong("a digit"));
        }
        if self.takes("e") || self.takes("E") {
            let _ = self.takes("+") || self.takes("-");
            if self.digits() == 0 {
                return Err(self.wrong("a digit"));
            }
        }
        let text = &self.text[from..self.at];
        match text.parse() {
            Ok(number) if whole == self.at => Ok(Json::Int(number)),
            _ => text.parse().map(Json::Float).map_err(|_| self.wrong("a number")),
        }
    }

    fn digits(&mut self) -> usize {
        let from = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        self.at - from
    }

    fn string(&mut self) -> Result<String, String> {
        if !self.takes("\"") {
            return Err(self.wrong("a text"));
        }
        let mut text = String::new();
        loop {
            let from = self.at;
            while self.at < self.text.len() && !matches!(self.peek(), b'"' | b'\\' | 0..=31) {
                self.at += 1;
            }
            text.push_str(&self.text[from..self.at]);
            match self.peek() {
                b'"' => {
                    self.at += 1;
                    return Ok(text);
                }
                b'\\' => text.push(self.escape()?),
                _ => return Err(self.wrong("the end of the text")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, String> {
        self.at += 2;
        Ok(match self.text.as_bytes().get(self.at - 1).copied().unwrap_or(0) {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.hexadecimal()?;
                let is_high = (0xd800..0xdc00).contains(&unit);
                let before = self.at;
                if is_high && self.takes("\\u") {
                    let low = self.hexadecimal()?;
                    if (0xdc00..0xe000).contains(&low) {
                        return Ok(
                            char::from_u32(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)).unwrap_or('\u{fffd}')
                        );
                    }
                    self.at = before;
                }
                // A lone surrogate is no character of Rust.
                char::from_u32(unit).unwrap_or('\u{fffd}')
            }
            _ => return Err(self.wrong("an escape")),
        })
    }

    fn hexadecimal(&mut self) -> Result<u32, String> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4).unwrap_or(&[]);
        let is_hexadecimal = digits.len() == 4 && digits.iter().all(u8::is_ascii_hexdigit);
        let unit = std::str::from_utf8(digits)
            .ok()
            .filter(|_| is_hexadecimal)
            .and_then(|text| u32::from_str_radix(text, 16).ok());
        self.at += 4;
        unit.ok_or_else(|| self.wrong("four hexadecimal digits"))
    }
}
