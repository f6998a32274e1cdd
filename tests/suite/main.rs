//! The program from outside: one binary, one module a concern, over the small harness in `harness.rs`.

mod architecture;
mod check;
mod crash;
mod determinism;
mod export;
mod harness;
mod inputs;
mod ledger;
mod licences;
mod lists;
mod pipeline;
mod readme;
mod registry;
mod schema;
mod watch;
