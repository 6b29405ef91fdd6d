// The driver protocol, version 1, with the standard library alone. Your part is driver.go; nothing here needs a change.

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"unicode/utf8"
)

// What the kit sends. N is a number, T a text, `?` behind a type: or null, behind a name: may be missing, `*`: a list.
// Below a role stand its actions, below Ask and Report the messages.
const vocabulary = `
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
`

const maxLineBytes = 16 * 1024 * 1024

const (
	parseError     = -32700
	invalidRequest = -32600
	methodNotFound = -32601
	invalidParams  = -32602
	internalError  = -32603
	notSupported   = 1
)

var roles = []string{"planner", "operator", "task", "coordinator", "query"}

// Setup has the fields of the setups of all roles. A field that the role does not have is empty.
type Setup struct {
	Partitions            int64   `json:"partitions"`
	Partitioner           *string `json:"partitioner"`
	StartEpoch            *int64  `json:"startEpoch"`
	EpochCoordinatorID    *string `json:"epochCoordinatorId"`
	EpochBacklogQueueSize int64   `json:"epochBacklogQueueSize"`
	Coordinator           string  `json:"coordinator"`
	ParentThread          string  `json:"parentThread"`
	Writer                string  `json:"writer"`
	Delivery              string  `json:"delivery"`
	Trigger               string  `json:"trigger"`
	Polls                 string  `json:"polls"`
}

// Action has the fields of the actions of all roles. A field that the action does not have is empty.
type Action struct {
	Kind      string   `json:"kind"`
	Partition *int64   `json:"partition"`
	Value     string   `json:"value"`
	At        string   `json:"at"`
	Of        string   `json:"of"`
	Error     *Error   `json:"error"`
	Message   *Message `json:"message"`
	Plan      *Plan    `json:"plan"`
	From      int64    `json:"from"`
	Times     *int64   `json:"times"`
	Actions   []Action `json:"actions"`
}

// Message is an ask or a report. A field that the message does not have is empty.
type Message struct {
	Type          string `json:"type"`
	NumPartitions int64  `json:"numPartitions"`
	PartitionID   int64  `json:"partitionId"`
	Epoch         int64  `json:"epoch"`
	Message       string `json:"message"`
	Offset        string `json:"offset"`
}

// Plan is a tree of operators by their simple names.
type Plan struct {
	Name     string `json:"name"`
	Children []Plan `json:"children"`
}

// Error is an exception by the simple name of its class. As a Go error it is one that the kit has injected.
type Error struct {
	Type    string  `json:"type"`
	Message *string `json:"message"`
	Cause   *Error  `json:"cause,omitempty"`
}

func (e *Error) Error() string {
	if e.Message == nil {
		return e.Type
	}
	return e.Type + ": " + *e.Message
}

// Fields are the fields of an event besides its kind and its actor.
type Fields map[string]any

// Implementation names what is tested.
type Implementation struct {
	Name     string `json:"name"`
	Version  string `json:"version"`
	Language string `json:"language"`
}

// Subject is what the kit has opened.
type Subject interface {
	// Act does one action until the subject is quiescent.
	Act(action Action) error
	// Close leaves nothing behind: no goroutine, no timer.
	Close()
}

// Open makes the subject of a role.
type Open func(setup Setup, around *Surroundings) (Subject, error)

// Surroundings records the events of the subject, and keeps the faults that the kit has injected.
type Surroundings struct {
	events []Fields
	faults map[string]*Error
}

// Event reports an event of the current step.
func (s *Surroundings) Event(kind, actor string, fields Fields) {
	event := Fields{"kind": kind, "actor": actor}
	for name, value := range fields {
		event[name] = value
	}
	s.events = append(s.events, event)
}

// Log reports a log line of the implementation. logger is the simple name of the class that logs.
func (s *Surroundings) Log(actor, level, logger, message string) {
	logger = "org.apache.spark.sql.execution.streaming.continuous." + logger
	s.Event("logged", actor, Fields{"level": level, "logger": logger, "message": message})
}

// Inject does an action `fail`: the next Call at its place fails. With an `of`, the type of a message, the place is such as
// `send CommitPartitionEpoch`.
func (s *Surroundings) Inject(action Action) {
	at := action.At
	if action.Of != "" {
		at += " " + action.Of
	}
	s.faults[place(at, partitionsOf(action))] = action.Error
}

// Call stands where the surroundings of the implementation are called: it fails once if the kit has injected a fault.
// The places of role task need their partition.
func (s *Surroundings) Call(at string, partition ...int64) error {
	key := place(at, partition)
	fault, found := s.faults[key]
	if !found {
		return nil
	}
	delete(s.faults, key)
	return fault
}

func (s *Surroundings) takeEvents() []Fields {
	events := s.events
	s.events = nil
	if events == nil {
		return []Fields{}
	}
	return events
}

func place(at string, partition []int64) string { return fmt.Sprint(at, partition) }

func partitionsOf(action Action) []int64 {
	if action.Partition == nil {
		return nil
	}
	return []int64{*action.Partition}
}

// refusal is the error of a reply.
type refusal struct {
	code    int
	message string
}

func (r *refusal) Error() string { return r.message }

// NotSupported says that the implementation cannot do something. The kit shows the case as not-supported.
func NotSupported(reason string) error { return &refusal{notSupported, reason} }

// NotNow says that an action makes no sense now, such as a row for a task that does not run.
func NotNow(reason string) error { return &refusal{invalidParams, reason} }

// Serve speaks the protocol until `shutdown` or the end of the input. opens has the roles that the driver offers.
func Serve(me Implementation, edition string, opens map[string]Open) {
	output := bufio.NewWriter(os.Stdout)
	os.Stdout = os.Stderr // a print in the implementation must not break the protocol
	input := bufio.NewReader(os.Stdin)
	d := &driver{me: me, edition: edition, opens: opens}
	for {
		// No Scanner: its lines have 64 KiB at most.
		line, err := input.ReadBytes('\n')
		if len(line) > 0 {
			reply, isLast := d.replyTo(line)
			output.Write(append(reply, '\n'))
			if output.Flush() != nil || isLast {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

type driver struct {
	me            Implementation
	edition       string
	opens         map[string]Open
	isInitialized bool
	role          string
	subject       Subject
	around        *Surroundings
}

type reply struct {
	JSONRPC string          `json:"jsonrpc"`
	ID      any             `json:"id"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *replyError     `json:"error,omitempty"`
}

type replyError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	Data    Fields `json:"data,omitempty"`
}

// replyTo gives the reply to a line, and whether it is the last one.
func (d *driver) replyTo(line []byte) ([]byte, bool) {
	id, method, params, err := readCall(line)
	if err == nil {
		var result []byte
		if result, err = d.result(method, params); err == nil {
			if written := encode(reply{JSONRPC: "2.0", ID: id, Result: result}); len(written) <= maxLineBytes {
				return written, method == "shutdown"
			}
			err = &refusal{internalError, "the reply is longer than a line may be"}
		}
	}
	return encode(reply{JSONRPC: "2.0", ID: id, Error: d.errorOf(err)}), false
}

func (d *driver) errorOf(err error) *replyError {
	var refused *refusal
	if errors.As(err, &refused) {
		return &replyError{Code: refused.code, Message: refused.message}
	}
	d.subject = nil // the next subject starts afresh
	fmt.Fprintln(os.Stderr, err)
	answer := &replyError{Code: internalError, Message: err.Error()}
	var thrown *Error
	if errors.As(err, &thrown) {
		answer.Data = Fields{"error": thrown}
	}
	return answer
}

func (d *driver) result(method string, params any) (result []byte, err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			err = fmt.Errorf("panic: %v", panicked)
		}
	}()
	known := map[string]func(any) (any, error){
		"initialize": d.initialize, "open": d.open, "apply": d.apply, "close": d.close, "shutdown": d.shutdown,
	}
	call, isKnown := known[method]
	if !isKnown {
		return nil, &refusal{methodNotFound, "there is no method " + method}
	}
	if !d.isInitialized && method != "initialize" && method != "shutdown" {
		return nil, &refusal{invalidRequest, method + " before initialize"}
	}
	value, err := call(params)
	if err != nil {
		return nil, err
	}
	return encode(value), nil
}

func (d *driver) initialize(params any) (any, error) {
	if err := checkFields(params, "initialize", "params", ""); err != nil {
		return nil, err
	}
	if !equals(params.(map[string]any)["protocol"], 1) {
		return nil, wanted("params.protocol", "1")
	}
	if d.isInitialized {
		return nil, &refusal{invalidRequest, "initialized already"}
	}
	d.isInitialized = true
	offered := []string{}
	for role := range d.opens {
		offered = append(offered, role)
	}
	sort.Strings(offered)
	return Fields{"protocol": 1, "implementation": d.me, "edition": d.edition, "roles": offered}, nil
}

func (d *driver) open(params any) (any, error) {
	object, _ := params.(map[string]any)
	role, _ := object["role"].(string)
	if !contains(roles, role) {
		return nil, wanted("params.role", "one of "+strings.Join(roles, ", "))
	}
	if len(object) > 2 {
		return nil, wanted("params", "nothing but role and setup")
	}
	if err := checkFields(object["setup"], role, "params.setup", ""); err != nil {
		return nil, err
	}
	open, isOffered := d.opens[role]
	if !isOffered {
		return nil, NotSupported("this driver does not offer role " + role)
	}
	var setup Setup
	if err := decode(object["setup"], &setup); err != nil {
		return nil, err
	}
	d.discard()
	d.around = &Surroundings{faults: map[string]*Error{}}
	subject, err := open(setup, d.around)
	if err != nil {
		return nil, err
	}
	d.subject, d.role = subject, role
	return Fields{"events": d.around.takeEvents()}, nil
}

func (d *driver) apply(params any) (any, error) {
	if d.subject == nil {
		return nil, NotNow("nothing is open")
	}
	object, _ := params.(map[string]any)
	if len(object) != 1 {
		return nil, wanted("params", "actions")
	}
	// Every check comes before the first action.
	if err := checkEach(object["actions"], "params.actions", func(action any, path string) error {
		return d.checkAction(action, path, true)
	}); err != nil {
		return nil, err
	}
	var actions []Action
	if err := decode(object["actions"], &actions); err != nil {
		return nil, err
	}
	steps := []any{}
	for _, action := range actions {
		d.around.takeEvents() // events that a refused action may have left
		together := []Action{action}
		if action.Kind == "together" {
			together = action.Actions
		}
		for _, one := range together {
			if err := d.subject.Act(one); err != nil {
				return nil, err
			}
		}
		steps = append(steps, d.around.takeEvents())
	}
	return Fields{"steps": steps}, nil
}

func (d *driver) checkAction(action any, path string, nests bool) error {
	object, _ := action.(map[string]any)
	if !nests || object["kind"] != "together" {
		return checkVariant(action, d.role, "kind", path)
	}
	if actions, _ := object["actions"].([]any); len(object) != 2 || len(actions) == 0 {
		return wanted(path, "actions, and nothing else")
	}
	return checkEach(object["actions"], path+".actions", func(one any, at string) error {
		return d.checkAction(one, at, false)
	})
}

func (d *driver) close(params any) (any, error) {
	if err := checkFields(params, "nothing", "params", ""); err != nil {
		return nil, err
	}
	d.discard()
	return Fields{"events": []Fields{}}, nil
}

func (d *driver) shutdown(params any) (any, error) {
	if err := checkFields(params, "nothing", "params", ""); err != nil {
		return nil, err
	}
	d.discard()
	return nil, nil
}

func (d *driver) discard() {
	if d.subject != nil {
		d.subject.Close()
	}
	d.subject = nil
}

// readCall reads the id, the method and the params of a call. Missing params are empty params.
func readCall(line []byte) (id any, method string, params any, err error) {
	if !utf8.Valid(line) {
		return nil, "", nil, &refusal{parseError, "the line is not UTF-8"}
	}
	var value any
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.UseNumber() // a float64 has no 64-bit integers
	if err := decoder.Decode(&value); err != nil {
		return nil, "", nil, &refusal{parseError, "the line is not JSON: " + err.Error()}
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, "", nil, &refusal{parseError, "the line has more than one JSON value"}
	}
	call, _ := value.(map[string]any)
	switch call["id"].(type) {
	case string:
		id = call["id"]
	case json.Number:
		if _, err := call["id"].(json.Number).Int64(); err == nil {
			id = call["id"]
		}
	}
	method, isText := call["method"].(string)
	if id == nil || !isText || call["jsonrpc"] != "2.0" {
		return id, "", nil, &refusal{invalidRequest, "the line is no call"}
	}
	params, isThere := call["params"]
	if !isThere {
		params = map[string]any{}
	}
	return id, method, params, nil
}

type field struct {
	name         string
	mayBeMissing bool
	ofType       string
}

// shapes has the fields by name. An action of a role, or a message, is `above/below`.
var shapes = readShapes()

func readShapes() map[string][]field {
	shapes, above := map[string][]field{}, ""
	for _, line := range strings.Split(strings.TrimSpace(vocabulary), "\n") {
		words := strings.Fields(line)
		name := words[0]
		if strings.HasPrefix(line, " ") {
			name = above + "/" + name
		} else {
			above = name
		}
		fields := []field{}
		for _, word := range words[1:] {
			fieldName, ofType, _ := strings.Cut(word, ":")
			bare := strings.TrimSuffix(fieldName, "?")
			fields = append(fields, field{bare, bare != fieldName, ofType})
		}
		shapes[name] = fields
	}
	return shapes
}

func wanted(path, what string) error {
	return &refusal{invalidParams, path + ": " + what + " is wanted"}
}

func check(value any, ofType, path string) error {
	text, isText := value.(string)
	_, isShape := shapes[ofType]
	switch {
	case strings.HasSuffix(ofType, "?"):
		if value == nil {
			return nil
		}
		return check(value, strings.TrimSuffix(ofType, "?"), path)
	case strings.HasSuffix(ofType, "*"):
		return checkEach(value, path, func(one any, at string) error {
			return check(one, strings.TrimSuffix(ofType, "*"), at)
		})
	case ofType == "N":
		number, _ := value.(json.Number)
		if whole, err := number.Int64(); err != nil || whole < 0 {
			return wanted(path, "a whole number from 0 on")
		}
	case ofType == "T":
		if !isText {
			return wanted(path, "a text")
		}
	case ofType == "Ask" || ofType == "Report":
		return checkVariant(value, ofType, "type", path)
	case isShape:
		return checkFields(value, ofType, path, "")
	case !isText || !contains(strings.Split(ofType, "|"), text):
		return wanted(path, "one of "+ofType)
	}
	return nil
}

func checkEach(values any, path string, checkOne func(value any, path string) error) error {
	list, isList := values.([]any)
	if !isList {
		return wanted(path, "a list")
	}
	for index, value := range list {
		if err := checkOne(value, fmt.Sprintf("%s[%d]", path, index)); err != nil {
			return err
		}
	}
	return nil
}

func checkVariant(value any, union, tag, path string) error {
	object, _ := value.(map[string]any)
	name, _ := object[tag].(string)
	if _, found := shapes[union+"/"+name]; !found {
		return wanted(path+"."+tag, "a "+tag+" of "+union)
	}
	return checkFields(value, union+"/"+name, path, tag)
}

func checkFields(value any, shape, path, tag string) error {
	object, isObject := value.(map[string]any)
	if !isObject {
		return wanted(path, "an object")
	}
	known := map[string]bool{tag: tag != ""}
	for _, field := range shapes[shape] {
		known[field.name] = true
		value, isThere := object[field.name]
		if !isThere && !field.mayBeMissing {
			return wanted(path+"."+field.name, "a value")
		}
		if isThere {
			if err := check(value, field.ofType, path+"."+field.name); err != nil {
				return err
			}
		}
	}
	for name := range object {
		if !known[name] {
			return wanted(path+"."+name, "no such field")
		}
	}
	return nil
}

func equals(value any, number int64) bool {
	given, isNumber := value.(json.Number)
	whole, err := given.Int64()
	return isNumber && err == nil && whole == number
}

func contains(texts []string, wanted string) bool {
	for _, text := range texts {
		if text == wanted {
			return true
		}
	}
	return false
}

// decode turns a checked value into a struct.
func decode(value, into any) error {
	return json.Unmarshal(encode(value), into)
}

func encode(value any) []byte {
	var written bytes.Buffer
	encoder := json.NewEncoder(&written)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(written.Bytes(), []byte("\n"))
}
