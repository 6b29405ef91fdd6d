//! A complete driver in Rust, without dependencies: role coordinator and role task of the page as written.
//!
//!     cargo build --release --manifest-path examples/drivers/rust/Cargo.toml
//!     npx cwc smoke -- ./examples/drivers/rust/target/release/driver
//!     npx cwc run -- ./examples/drivers/rust/target/release/driver
//!
//! protocol.rs is the file that `cwc init rust` writes. coordinator.rs and task.rs are the implementation, and play its surroundings.

mod coordinator;
mod protocol;
mod task;

fn main() {
    let opens: [(&str, protocol::Open); 2] = [("coordinator", coordinator::open), ("task", task::open)];
    protocol::serve("rust example", "1", "document", &opens);
}
