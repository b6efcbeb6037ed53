//! The frame of a printed page: what the data are at one side, the page's number at the other.

use crate::text::Language;

/// Rules for the margins of printed pages, for browsers that know margin boxes: `about` at the starting side,
/// `number` (`{at}` and `{n}` stand for this page and their count) at the far one. Slides bring their own foot.
pub fn page_frame(about: &str, number: &str, language: Language) -> String {
    let (start, end, digits, direction) = match language {
        Language::Fa => ("right", "left", "persian", "rtl"),
        Language::En => ("left", "right", "decimal", "ltr"),
    };
    let counter = |name: &str| format!("\" counter({name},{digits}) \"");
    let number = quoted(number).replace("{at}", &counter("page")).replace("{n}", &counter("pages"));
    let about = quoted(about);
    let look = format!("font:8pt Vazirmatn,Tahoma,sans-serif;direction:{direction};white-space:nowrap");
    format!(
        "@page{{@bottom-{start}{{content:{about};{look};width:80%;text-align:{start}}}\
         @bottom-{end}{{content:{number};{look};width:20%;text-align:{end}}}}}\
         @page slide{{@bottom-{start}{{content:none}}@bottom-{end}{{content:none}}}}"
    )
}

/// A CSS string. Backslashes, quotes and controls would end it, `<` nothing that matters in a sheet made by script.
fn quoted(text: &str) -> String {
    let safe: String = text
        .chars()
        .filter(|c| !c.is_control())
        .flat_map(|c| if matches!(c, '"' | '\\') { vec!['\\', c] } else { vec![c] })
        .collect();
    format!("\"{safe}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_text_stand_at_the_sides_of_the_language() {
        let fa = page_frame("استان", "{at} از {n}", Language::Fa);
        assert!(fa.contains("@bottom-right{content:\"استان\";"), "{fa}");
        assert!(
            fa.contains("content:\"\" counter(page,persian) \" از \" counter(pages,persian) \"\""),
            "{fa}"
        );
        assert!(
            page_frame("a", "{at} of {n}", Language::En)
                .contains("@bottom-right{content:\"\" counter(page,decimal)")
        );
    }

    #[test]
    fn no_title_leaves_its_string() {
        assert_eq!(quoted("a\"b\\c\nd"), "\"a\\\"b\\\\cd\"");
    }
}
