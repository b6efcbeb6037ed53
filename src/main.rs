//! In a browser the page or its worker; natively the command line.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    let is_watched = std::io::IsTerminal::is_terminal(&std::io::stderr());
    let mut stdin = std::io::stdin().lock();
    let mut stdout = std::io::stdout().lock();
    let mut stderr = std::io::stderr().lock();
    let io = negah::cli::Io { stdin: &mut stdin, stdout: &mut stdout, stderr: &mut stderr, is_watched };
    negah::cli::run(std::env::args_os(), io).into()
}

#[cfg(all(target_arch = "wasm32", feature = "page"))]
fn main() {
    if !negah::web::worker::serve_if_worker() {
        negah::ui::mount();
    }
}

#[cfg(all(target_arch = "wasm32", not(feature = "page")))]
fn main() {}
