//! In a browser the page or its worker; natively the command line.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    let mut stdin = std::io::stdin().lock();
    let mut stdout = std::io::stdout().lock();
    let mut stderr = std::io::stderr().lock();
    let io = negah::cli::Io { stdin: &mut stdin, stdout: &mut stdout, stderr: &mut stderr };
    negah::cli::run(std::env::args_os(), io).into()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
