//! Pindesk's entry point: everything is in the library.

fn main() -> std::process::ExitCode {
    pindesk::cli::main()
}
