//! The `sayso` program. Comes in: a command line. Goes out: what the command prints, and an exit code.

mod cli;

/// Indexing and answering take and free many small pieces of memory on all threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::main()
}
