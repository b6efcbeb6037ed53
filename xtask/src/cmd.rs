//! Running other programs.

use std::fmt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// A step ran and failed.
    Step(String),
    /// Something is missing that only the user can provide, or the request was not understood.
    User(String),
}

/// What most functions here return.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failed step.
    pub fn step(text: impl fmt::Display) -> Self {
        Self::Step(text.to_string())
    }

    /// The exit code of the whole program.
    pub fn exit_code(&self) -> i32 {
        match self {
            Self::Step(_) => 1,
            Self::User(_) => 2,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Step(text) | Self::User(text)) = self;
        f.write_str(text)
    }
}

/// Runs a program with its output shown, after printing the command line.
pub fn run(command: &mut Command) -> Outcome {
    let line = show(command);
    println!("$ {line}");
    let status = command.status().map_err(|e| Failure::step(format!("could not start `{line}`: {e}")))?;
    if status.success() { Ok(()) } else { Err(Failure::step(format!("`{line}` failed ({status})"))) }
}

/// Runs a program quietly: its standard output when it succeeded, else nothing.
pub fn output(command: &mut Command) -> Option<String> {
    let done = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    done.status.success().then(|| String::from_utf8_lossy(&done.stdout).into_owned())
}

/// Whether a program runs and succeeds, quietly.
pub fn succeeds(command: &mut Command) -> bool {
    output(command).is_some()
}

/// Where a program is on the search path.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).map(|dir| dir.join(&file)).find(|candidate| candidate.is_file())
}

fn show(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|arg| quote(&arg.to_string_lossy())));
    words.join(" ")
}

fn quote(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=./:,@+".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("'{word}'") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_a_command_as_it_would_be_typed() {
        let mut command = Command::new("cargo");
        command.args(["test", "--config", "a=[\"b\"]"]);
        assert_eq!(show(&command), "cargo test --config 'a=[\"b\"]'");
    }

    #[test]
    fn finds_a_program_on_the_path_only() {
        assert!(find("cargo").is_some());
        assert!(find("no-such-program-anywhere").is_none());
    }

    #[test]
    fn missing_things_exit_with_2_and_failed_steps_with_1() {
        assert_eq!(Failure::User(String::new()).exit_code(), 2);
        assert_eq!(Failure::step("x").exit_code(), 1);
    }
}
