// A server that speaks MongoDB's protocol, for tests: FerretDB over SQLite in the directory that is named first. It prints its address,
// and ends with its standard input, so that it never outlives who started it.
package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"strings"
	"sync"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: "127.0.0.1:0"},
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		Handler:   "sqlite",
		SQLiteURL: "file:" + os.Args[1] + "/?_pragma=synchronous(off)",
	})
	if err != nil {
		panic(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	go serve(strings.TrimSuffix(strings.TrimPrefix(server.MongoDBURI(), "mongodb://"), "/"))
	_ = server.Run(ctx)
}

// MongoDB changes one document at a time; FerretDB 1 reads it and then writes it, and lets another connection in between. At this door
// one command goes through at a time, which gives back what MongoDB promises. Who only says hello does not wait.
func serve(behind string) {
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Printf("mongodb://%s/\n", door.Addr())
	var one sync.Mutex
	for {
		client, err := door.Accept()
		if err != nil {
			return
		}
		go func() {
			defer client.Close()
			server, err := net.Dial("tcp", behind)
			if err != nil {
				return
			}
			defer server.Close()
			for {
				command, err := message(client)
				if err != nil {
					return
				}
				reply, err := exchange(&one, server, command)
				if err != nil {
					return
				}
				if _, err := client.Write(reply); err != nil {
					return
				}
			}
		}()
	}
}

func exchange(one *sync.Mutex, server net.Conn, command []byte) ([]byte, error) {
	if head := bytes.ToLower(command[:min(len(command), 64)]); !bytes.Contains(head, []byte("hello\x00")) && !bytes.Contains(head, []byte("ismaster\x00")) {
		one.Lock()
		defer one.Unlock()
	}
	if _, err := server.Write(command); err != nil {
		return nil, err
	}
	return message(server)
}

// Every message begins with its length.
func message(from io.Reader) ([]byte, error) {
	length := make([]byte, 4)
	if _, err := io.ReadFull(from, length); err != nil {
		return nil, err
	}
	whole := make([]byte, binary.LittleEndian.Uint32(length))
	copy(whole, length)
	_, err := io.ReadFull(from, whole[4:])
	return whole, err
}
