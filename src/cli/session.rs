//! One run of the program: its three streams, its language, and how it ends.

use std::io::{self, ErrorKind, Read, Write};

use flate2::read::MultiGzDecoder;

use crate::snapshot::Limits;
use crate::text::{Language, harmless, shortened};

/// The streams of a run; the program's own, or a test's.
pub struct Io<'a> {
    /// Standard input.
    pub stdin: &'a mut dyn Read,
    /// Standard output.
    pub stdout: &'a mut dyn Write,
    /// Standard error.
    pub stderr: &'a mut dyn Write,
    /// Whether somebody watches standard error as it comes: progress is then shown.
    pub is_watched: bool,
    /// Whether standard output is a terminal, which data must not steer.
    pub is_terminal: bool,
}

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// The data or the scenario cannot be used; the lines say why. Exit code 1.
    Data(Vec<String>),
    /// Wrong use, or a file that cannot be read or written. Exit code 2.
    Usage(String),
    /// Whoever read the output has had enough. Exit code 0.
    Closed,
}

/// What every command works with.
pub struct Session<'a> {
    io: Io<'a>,
    /// Language of messages.
    pub language: Language,
    is_stdin_read: bool,
}

const GZIP: [u8; 2] = [0x1f, 0x8b];

impl<'a> Session<'a> {
    /// A run over `io`.
    pub fn new(io: Io<'a>, language: Language) -> Self {
        Self { io, language, is_stdin_read: false }
    }

    /// The bytes of a file, or of standard input for `-`, unpacked.
    pub fn read(&mut self, path: &str) -> Result<Vec<u8>, Failure> {
        let bytes = self.read_packed(path)?;
        if !bytes.starts_with(&GZIP) {
            return Ok(bytes);
        }
        let mut plain = Vec::new();
        // One byte beyond the limit, so that whoever judges the size sees that it is exceeded.
        let most = Limits::DEFAULT.bytes as u64 + 1;
        MultiGzDecoder::new(bytes.as_slice())
            .take(most)
            .read_to_end(&mut plain)
            .map_err(|error| Failure::Data(vec![format!("{}: cannot be unpacked: {error}", shown(path))]))?;
        Ok(plain)
    }

    /// The bytes of a file as they are.
    pub fn read_packed(&mut self, path: &str) -> Result<Vec<u8>, Failure> {
        let unreadable = |error| Failure::Usage(format!("{}: cannot be read: {error}", shown(path)));
        if path != "-" {
            return std::fs::read(path).map_err(unreadable);
        }
        if std::mem::replace(&mut self.is_stdin_read, true) {
            return Err(Failure::Usage("standard input can be given only once".to_owned()));
        }
        let mut bytes = Vec::new();
        self.io.stdin.read_to_end(&mut bytes).map_err(unreadable)?;
        Ok(bytes)
    }

    /// Writes a text for people to standard output. Names in it come from files: nothing of them steers the terminal.
    pub fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.put(harmless(text).as_bytes())
    }

    /// Writes a file, or standard output for `-`: byte for byte, but to a terminal as [`Session::print`] does.
    pub fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        if path != "-" {
            return std::fs::write(path, bytes).map_err(|error| unwritable(path, &error));
        }
        if self.io.is_terminal {
            return self.print(&String::from_utf8_lossy(bytes));
        }
        self.put(bytes)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = self.io.stdout.write_all(bytes).and_then(|()| self.io.stdout.flush());
        written.map_err(|error| match error.kind() {
            ErrorKind::BrokenPipe => Failure::Closed,
            _ => unwritable("standard output", &error),
        })
    }

    /// A line on standard error, as short and as harmless as it must be, whatever foreign words it repeats. That nobody
    /// reads it does not stop the work.
    pub fn say(&mut self, line: &str) {
        let line = shortened(line);
        let _: io::Result<()> = writeln!(self.io.stderr, "{}", harmless(&line));
    }

    /// A remark on standard error: what a reader of the result must know and cannot see in it.
    pub fn note(&mut self, text: &str) {
        let mark = self.choose("یادآوری", "note");
        self.say(&format!("{mark}: {text}"));
    }

    /// How far the work is, in per cent, on a line of its own that the next call writes over; 100 takes it away.
    pub fn show_progress(&mut self, percent: u64) {
        if self.io.is_watched {
            let text = if percent < 100 { format!("\r{percent:3} %") } else { "\r     \r".to_owned() };
            let _: io::Result<()> =
                self.io.stderr.write_all(text.as_bytes()).and_then(|()| self.io.stderr.flush());
        }
    }

    /// The text in the language of the run.
    pub fn choose<'t>(&self, fa: &'t str, en: &'t str) -> &'t str {
        match self.language {
            Language::Fa => fa,
            Language::En => en,
        }
    }

    /// Says why the run failed, if it did, and answers its exit code.
    pub fn end(&mut self, outcome: Result<(), Failure>) -> u8 {
        match outcome {
            Ok(()) | Err(Failure::Closed) => 0,
            Err(Failure::Data(lines)) => {
                lines.iter().for_each(|line| self.say(line));
                1
            }
            Err(Failure::Usage(message)) => {
                self.say(&format!("negah: {message}"));
                2
            }
        }
    }

    /// Answers a command line that asks for help, or makes no sense.
    pub fn explain_usage(&mut self, message: &clap::Error) -> u8 {
        let text = message.render().to_string();
        if message.use_stderr() {
            self.say(text.trim_end());
            return 2;
        }
        let written = self.print(&text);
        self.end(written)
    }
}

fn unwritable(name: &str, error: &io::Error) -> Failure {
    Failure::Usage(format!("{name}: cannot be written: {error}"))
}

/// The path of an input as messages name it.
pub fn shown(path: &str) -> &str {
    if path == "-" { "standard input" } else { path }
}
