//! The `sayso` program. Comes in: a command line. Goes out: what the command prints, and an exit code.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
