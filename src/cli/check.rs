//! `negah check`: every finding, for people or for programs.

use serde_json::{Value, json};

use super::args;
use super::session::{Failure, Session, shown};
use crate::snapshot::{
    Finding, Limits, Severity, SnapshotError, SnapshotFile, advisory, blocking, build, findings_json, parse,
    sha256_hex,
};
use crate::text::Language;

/// What there is to say about a file.
struct Verdict {
    sha256: String,
    n_areas: Option<usize>,
    n_indicators: Option<usize>,
    findings: Vec<Finding>,
    error: Option<SnapshotError>,
}

impl Verdict {
    fn of(bytes: &[u8], quick: bool) -> Self {
        let sha256 = sha256_hex(bytes);
        match parse(bytes, &Limits::DEFAULT) {
            Ok(file) => Self {
                sha256,
                n_areas: Some(file.areas.code.len()),
                n_indicators: Some(file.indicators.len()),
                findings: judge(file, quick),
                error: None,
            },
            Err(error) => {
                Self { sha256, n_areas: None, n_indicators: None, findings: Vec::new(), error: Some(error) }
            }
        }
    }

    fn blocks(&self) -> bool {
        self.error.is_some() || self.findings.iter().any(|finding| finding.severity == Severity::Blocks)
    }

    fn json(&self, file: &str) -> Value {
        let error = self.error.as_ref().map(|error| {
            let mut object = json!(error);
            object["fa"] = error.text(Language::Fa).into();
            object["en"] = error.text(Language::En).into();
            object
        });
        json!({
            "file": file, "sha256": self.sha256, "areas": self.n_areas, "indicators": self.n_indicators,
            "findings": findings_json(&self.findings), "error": error,
        })
    }

    fn text(&self, file: &str, language: Language) -> String {
        let mut text = match (self.n_areas, self.n_indicators, language) {
            (Some(areas), Some(indicators), Language::En) => {
                format!("{file}: {areas} areas, {indicators} indicators, SHA-256 {}\n", self.sha256)
            }
            (Some(areas), Some(indicators), Language::Fa) => {
                format!("{file}: {areas} واحد، {indicators} شاخص، SHA-256 {}\n", self.sha256)
            }
            _ => format!("{file}: SHA-256 {}\n", self.sha256),
        };
        if let Some(error) = &self.error {
            text += &format!("\n{}\n", error.text(language));
        }
        for severity in [Severity::Blocks, Severity::Warns, Severity::Informs] {
            let group: Vec<&Finding> =
                self.findings.iter().filter(|finding| finding.severity == severity).collect();
            if !group.is_empty() {
                let n: usize = group.iter().map(|finding| 1 + finding.more).sum();
                text += &format!("\n{} ({n})\n", heading(severity, language));
                text += &by_rule(&group, language);
            }
        }
        if self.findings.is_empty() && self.error.is_none() {
            text += if language == Language::Fa {
                "\nنکته‌ای یافت نشد.\n"
            } else {
                "\nNothing was found.\n"
            };
        }
        text
    }
}

/// Findings listed of one rule; a reader of a thousand alike has learned nothing from the last.
const LISTED: usize = 10;

/// Findings under the titles of their rules, rules in the order of their first finding.
fn by_rule(findings: &[&Finding], language: Language) -> String {
    let mut rules = Vec::new();
    for finding in findings {
        if !rules.contains(&finding.rule) {
            rules.push(finding.rule);
        }
    }
    let mut text = String::new();
    for rule in rules {
        let own: Vec<&&Finding> = findings.iter().filter(|finding| finding.rule == rule).collect();
        text += &format!("  {}\n", rule.title(language));
        own.iter().take(LISTED).for_each(|finding| text += &format!("  - {}\n", finding.text(language)));
        let more: usize = own.iter().skip(LISTED).map(|finding| 1 + finding.more).sum();
        text += &match (more, language) {
            (0, _) => String::new(),
            (_, Language::En) => format!("  - {more} more like these; --json lists them\n"),
            (_, Language::Fa) => format!("  - {more} مورد دیگر از همین دست؛ با --json همه فهرست می‌شود\n"),
        };
    }
    text
}

/// All findings, or with `quick` only those that block.
fn judge(file: SnapshotFile, quick: bool) -> Vec<Finding> {
    if quick {
        return blocking(&file, &Limits::DEFAULT);
    }
    build(file, &Limits::DEFAULT).map_or_else(|blocks| blocks, |snapshot| advisory(&snapshot))
}

fn heading(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Blocks, Language::En) => "Must be mended before the file can be used",
        (Severity::Warns, Language::En) => "Should be looked at",
        (Severity::Informs, Language::En) => "Worth knowing",
        (Severity::Blocks, Language::Fa) => "باید پیش از به‌کارگیری داده اصلاح شود",
        (Severity::Warns, Language::Fa) => "نیازمند بررسی",
        (Severity::Informs, Language::Fa) => "برای آگاهی",
    }
}

/// Judges a file; fails with code 1 when it cannot be used.
pub fn check(args: &args::Check, session: &mut Session) -> Result<(), Failure> {
    let bytes = session.read(&args.snapshot)?;
    let verdict = Verdict::of(&bytes, args.quick);
    let text = if args.json {
        format!("{:#}\n", verdict.json(&args.snapshot))
    } else {
        verdict.text(shown(&args.snapshot), session.language)
    };
    if args.json {
        session.write("-", text.as_bytes())?
    } else {
        session.print(&text)?
    }
    if verdict.blocks() { Err(Failure::Data(Vec::new())) } else { Ok(()) }
}
