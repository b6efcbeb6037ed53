//! What is thrown: a plain object with `kind`, `message` (English), `messageFa`, and what belongs to the kind.
//!
//! | kind | also holds |
//! |---|---|
//! | `parse` | `line`, `column`, `path`: the bytes are not a snapshot or scenario file |
//! | `blocked` | `findings`: a snapshot file that cannot be used |
//! | `scenario` | `problems`: names or numbers that do not fit the snapshot |
//! | `argument` | `argument`: a call with arguments of the wrong type or size |

use serde_json::{Map, Value, json};
use wasm_bindgen::JsValue;

use crate::engine::EngineError;
use crate::filter::UnknownInFilter;
use crate::pipeline::Problem;
use crate::scenario::ScenarioParseError;
use crate::sensitivity::Fault;
use crate::snapshot::{Finding, OpenError, SnapshotError, findings_json};
use crate::text::Language;

/// A failure on its way to JavaScript.
pub struct ApiError {
    kind: &'static str,
    en: String,
    fa: String,
    more: Map<String, Value>,
}

/// [`ApiError`] as the value that is thrown.
pub struct Thrown(JsValue);

impl ApiError {
    fn new(kind: &'static str, (en, fa): (String, String), more: Value) -> Self {
        let more = if let Value::Object(more) = more { more } else { Map::new() };
        Self { kind, en, fa, more }
    }

    /// An argument of the wrong type.
    pub fn argument(name: &str, expected: &str) -> Self {
        let en = format!("`{name}` must be {expected}");
        let fa = format!("مقدار \u{2066}{name}\u{2069} باید چنین باشد: \u{2066}{expected}\u{2069}");
        Self::new("argument", (en, fa), json!({ "argument": name }))
    }

    /// JSON text, or an object, that does not have the shape wanted.
    pub fn shape(name: &str, error: &serde_json::Error) -> Self {
        let en = format!("`{name}`: {error}");
        let fa = format!("ساختار \u{2066}{name}\u{2069} درست نیست: \u{2066}{error}\u{2069}");
        Self::new("argument", (en, fa), json!({ "argument": name }))
    }

    /// The object as JSON.
    pub fn json(&self) -> Value {
        let mut object = json!({ "kind": self.kind, "message": self.en, "messageFa": self.fa });
        self.more.iter().for_each(|(key, value)| object[key] = value.clone());
        object
    }
}

impl From<SnapshotError> for ApiError {
    fn from(error: SnapshotError) -> Self {
        let text = (error.text(Language::En), error.text(Language::Fa));
        Self::new("parse", text, json!({ "line": error.line, "column": error.column, "path": error.path }))
    }
}

impl From<ScenarioParseError> for ApiError {
    fn from(error: ScenarioParseError) -> Self {
        let text = (error.text(Language::En), error.text(Language::Fa));
        Self::new("parse", text, json!({ "line": error.line, "column": error.column, "path": error.path }))
    }
}

impl From<OpenError> for ApiError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Parse(error) => error.into(),
            OpenError::Blocked(findings) => {
                let all = |language| {
                    let text = |finding: &Finding| finding.text(language);
                    findings.iter().map(text).collect::<Vec<_>>().join("\n")
                };
                let text = (all(Language::En), all(Language::Fa));
                Self::new("blocked", text, json!({ "findings": findings_json(&findings) }))
            }
        }
    }
}

impl From<Vec<Problem>> for ApiError {
    fn from(problems: Vec<Problem>) -> Self {
        let all =
            |language| problems.iter().map(|problem| problem.text(language)).collect::<Vec<_>>().join("\n");
        let text = (all(Language::En), all(Language::Fa));
        let listed: Vec<Value> = problems.iter().map(problem_json).collect();
        Self::new("scenario", text, json!({ "problems": listed }))
    }
}

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        vec![problem].into()
    }
}

impl From<Vec<Fault>> for ApiError {
    fn from(faults: Vec<Fault>) -> Self {
        let all = |language| faults.iter().map(|fault| fault.text(language)).collect::<Vec<_>>().join("\n");
        let text = (all(Language::En), all(Language::Fa));
        let listed = faults.iter().map(|fault| match fault {
            Fault::Scenario { problem } => problem_json(problem),
            _ => json!({
                "problem": "robustness", "en": fault.text(Language::En), "fa": fault.text(Language::Fa),
                "fault": fault,
            }),
        });
        let listed: Vec<Value> = listed.collect();
        Self::new("scenario", text, json!({ "problems": listed }))
    }
}

impl From<EngineError> for ApiError {
    fn from(error: EngineError) -> Self {
        let text = (error.text(Language::En), error.text(Language::Fa));
        match error {
            EngineError::Filter { unknown } => unknown_names(unknown),
            EngineError::UnknownLevel { level } => Problem::UnknownLevel { level }.into(),
            EngineError::NothingToScore => Problem::NothingToScore.into(),
            EngineError::NotRanked => Self::new("argument", text, json!({ "argument": "by" })),
            _ => Self::new("argument", text, json!({ "argument": "weights" })),
        }
    }
}

fn unknown_names(unknown: Vec<UnknownInFilter>) -> ApiError {
    unknown.into_iter().map(Problem::Filter).collect::<Vec<_>>().into()
}

fn problem_json(problem: &Problem) -> Value {
    let mut object = json!(problem);
    object["en"] = problem.text(Language::En).into();
    object["fa"] = problem.text(Language::Fa).into();
    object
}

impl<E: Into<ApiError>> From<E> for Thrown {
    fn from(error: E) -> Self {
        let text = error.into().json().to_string();
        Self(js_sys::JSON::parse(&text).unwrap_or_else(|_| JsValue::from_str(&text)))
    }
}

impl From<Thrown> for JsValue {
    fn from(thrown: Thrown) -> Self {
        thrown.0
    }
}
