//! In a browser the page or its worker; natively the command line.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use std::io::IsTerminal;
    let (is_watched, is_terminal) = (std::io::stderr().is_terminal(), std::io::stdout().is_terminal());
    let mut stdin = std::io::stdin().lock();
    let mut stdout = std::io::stdout().lock();
    let mut stderr = std::io::stderr().lock();
    let (stdin, stdout, stderr) = (&mut stdin, &mut stdout, &mut stderr);
    let io = negah::cli::Io { stdin, stdout, stderr, is_watched, is_terminal };
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
