// A complete driver in Go, without dependencies: role coordinator and role task of the page as written.
//
//	go build -C examples/drivers/go -o driver .
//	npx cwc smoke -- ./examples/drivers/go/driver
//	npx cwc run -- ./examples/drivers/go/driver
//
// protocol.go is the file that `cwc init go` writes. coordinator.go and task.go are the implementation, and play its surroundings.
package main

func main() {
	me := Implementation{Name: "go example", Version: "1", Language: "Go"}
	Serve(me, "document", map[string]Open{"coordinator": openCoordinator, "task": openWriteRDD})
}
