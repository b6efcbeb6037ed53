//! The method as a text to paste, and as a page of its own that a browser or a word processor opens.

use crate::text::{Language, Msg};

use super::Words;

/// One step of the method, with what it did to these data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodStep {
    /// What the step is called.
    pub title: Msg,
    /// Its sentences; of the combining one a group of the index.
    pub lines: Vec<String>,
}

/// The steps as plain text: each title on a line, its sentences below it.
pub fn method_text(steps: &[MethodStep], words: Words) -> String {
    let step = |own: &MethodStep| format!("{}\n{}\n", words.say(own.title), own.lines.join("\n"));
    steps.iter().map(step).collect::<Vec<_>>().join("\n")
}

/// The steps as a page in HTML under a title, with a foot that says what the data are.
pub fn method_page(steps: &[MethodStep], (title, foot): (&str, &str), words: Words) -> String {
    let (language, direction) = match words.language {
        Language::Fa => ("fa", "rtl"),
        Language::En => ("en", "ltr"),
    };
    let step = |own: &MethodStep| {
        let lines: String = own.lines.iter().map(|line| format!("<p>{}</p>", escaped(line))).collect();
        format!("<h2>{}</h2>{lines}", escaped(words.say(own.title)))
    };
    let steps: String = steps.iter().map(step).collect();
    let (title, foot) = (escaped(title), escaped(foot));
    format!(
        "<!DOCTYPE html><html lang=\"{language}\" dir=\"{direction}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>body{{font:11pt/1.8 Vazirmatn,Tahoma,sans-serif;max-width:42em;margin:2em auto;padding:0 1em}}</style>\
         </head><body><h1>{title}</h1>{steps}<p><small>{foot}</small></p></body></html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};
    use crate::view::{method_steps, methodology};

    #[test]
    fn the_method_has_a_heading_for_each_step_and_its_symbols_are_explained() {
        let snapshot = small_snapshot();
        let scenario = Scenario::equal_weights(&snapshot);
        let case = case_of(&snapshot, &scenario);
        for (language, symbols) in
            [(Language::Fa, "دو سر مقیاس (۰ و ۱۰۰)"), (Language::En, "the ends of the scale (0 and 100)")]
        {
            let words = Words { language };
            let steps = method_steps(&case, words);
            assert_eq!(steps[0].title, Msg::StepData);
            let text = method_text(&steps, words);
            assert!(steps.len() >= 5 && text.contains(symbols), "{text}");
            assert!(text.starts_with(words.say(Msg::StepData)), "{text}");
            let combined = steps.iter().find(|step| step.title == Msg::StepCombine).unwrap();
            // The whole, its two domains and what the symbols mean stand each in a line of its own.
            assert!(combined.lines.len() >= 3, "{combined:?}");
            let whole = methodology(&case, words).join(" ");
            assert!(steps.iter().flat_map(|step| &step.lines).all(|line| whole.contains(line.as_str())));
            let page = method_page(&steps, ("<روش>", "پا"), words);
            assert!(
                page.contains("<h1>&lt;روش&gt;</h1>") && page.matches("<h2>").count() == steps.len(),
                "{page}"
            );
        }
    }
}
