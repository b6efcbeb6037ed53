//! What a reader of JSON says of a file that it cannot read, in Persian.
//!
//! Readers (ours and serde's) speak English in a fixed set of phrases, with names of members in backquotes. Those are turned
//! round; a phrase that is not known stands as it is, set apart, so that nothing is lost.

use super::{ltr, to_persian_digits};

/// Whole phrases: what is said of a text that is no JSON, and of choices that can be written in several ways.
const PHRASES: [(&str, &str); 21] = [
    ("recursion limit exceeded", "تو در تو بودن از حد گذشته است"),
    ("trailing characters", "پس از پایان متن، نویسهٔ دیگری آمده است"),
    ("trailing comma", "پس از آخرین جزء، ویرگول زیادی آمده است"),
    ("expected `,` or `}`", "اینجا باید ویرگول یا آکولاد بسته بیاید"),
    ("expected `,` or `]`", "اینجا باید ویرگول یا کروشهٔ بسته بیاید"),
    ("expected `:`", "پس از نام باید دونقطه بیاید"),
    ("key must be a string", "نام جزء باید در گیومهٔ لاتین باشد"),
    ("expected ident", "اینجا تنها true یا false یا null می‌تواند بیاید"),
    ("expected value", "اینجا باید مقداری بیاید"),
    ("invalid escape", "نویسهٔ گریز نادرست است"),
    ("unexpected end of hex escape", "نویسهٔ گریز شانزده‌دهی ناتمام است"),
    ("lone leading surrogate in hex escape", "نویسهٔ گریز شانزده‌دهی نیمه‌کاره است"),
    ("invalid number", "عدد درست نوشته نشده است"),
    ("number out of range", "عدد از دامنهٔ ممکن بیرون است"),
    ("invalid unicode code point", "متن با کدگذاری UTF-8 نیست"),
    ("control character (\\u0000-\\u001F) found while parsing a string", "درون متن، نویسهٔ کنترلی آمده است"),
    (
        "a string, or an object with `fa` and optionally `en`",
        "باید متن باشد، یا شیئی با جزء «\u{2066}fa\u{2069}» و، اگر خواسته شود، «\u{2066}en\u{2069}»",
    ),
    ("EOF while parsing a value", "متن پیش از آمدن مقدار تمام شده است"),
    ("EOF while parsing a string", "متن پیش از بسته شدن گیومه تمام شده است"),
    ("EOF while parsing a list", "متن پیش از پایان آرایه تمام شده است"),
    ("EOF while parsing an object", "متن پیش از پایان شیء تمام شده است"),
];

/// Kinds of value, found or expected; what is longer stands before what it begins with.
const KINDS: [(&str, &str); 33] = [
    ("an array of numbers and nulls", "آرایه‌ای از عدد و null"),
    ("a number for each child", "عددی برای هر جزء"),
    ("variant identifier", "نام یکی از گزینه‌ها"),
    ("field identifier", "نام یک جزء"),
    ("a sequence", "آرایه"),
    ("sequence", "آرایه"),
    ("an array", "آرایه"),
    ("an object", "شیء"),
    ("map with a single key", "شیئی با یک جزء"),
    ("a map", "شیء"),
    ("map", "شیء"),
    ("a string", "متن"),
    ("a borrowed string", "متن"),
    ("string or map", "متن یا شیء"),
    ("a boolean", "true یا false"),
    ("null", "null"),
    ("unit", "null"),
    ("option", "مقدار یا null"),
    ("any value", "مقدار"),
    ("any valid JSON value", "مقدار"),
    ("f64", "عدد"),
    ("f32", "عدد"),
    ("u8", "عدد صحیح نامنفی"),
    ("u16", "عدد صحیح نامنفی"),
    ("u32", "عدد صحیح نامنفی"),
    ("u64", "عدد صحیح نامنفی"),
    ("usize", "عدد صحیح نامنفی"),
    ("i32", "عدد صحیح"),
    ("i64", "عدد صحیح"),
    ("a nonzero u32", "عدد صحیح مثبت"),
    ("a nonzero u8", "عدد صحیح مثبت"),
    ("newtype variant", "گزینه‌ای با مقدار"),
    ("enum", "یکی از گزینه‌ها"),
];

/// What a value is called that is told with itself.
const VALUES: [(&str, &str); 6] = [
    ("string ", "متن"),
    ("integer ", "عدد"),
    ("floating point ", "عدد"),
    ("boolean ", "مقدار"),
    ("unit variant ", "گزینهٔ"),
    ("character ", "نویسهٔ"),
];

/// The Persian of what a reader says.
///
/// ```
/// use negah::text::reading_fault;
/// assert_eq!(reading_fault("trailing comma"), "پس از آخرین جزء، ویرگول زیادی آمده است");
/// assert!(reading_fault("missing field `rule`").starts_with("جزء لازم"));
/// ```
pub fn reading_fault(detail: &str) -> String {
    let syntax = PHRASES.iter().find(|(english, _)| *english == detail).map(|own| own.1.to_owned());
    syntax.or_else(|| shape(detail)).unwrap_or_else(|| ltr(detail))
}

fn shape(detail: &str) -> Option<String> {
    if let Some(name) = detail.strip_prefix("missing field ") {
        return Some(format!("جزء لازم {} نیامده است", name_of(name)));
    }
    if let Some(name) = detail.strip_prefix("duplicate field ") {
        return Some(format!("جزء {} دو بار آمده است", name_of(name)));
    }
    if let Some((name, expected)) = detail.strip_prefix("unknown field ").and_then(apart) {
        return Some(format!("جزء {} شناخته نیست؛ {}", name_of(name), allowed(expected)));
    }
    if let Some((name, expected)) = detail.strip_prefix("unknown variant ").and_then(apart) {
        return Some(format!("گزینهٔ {} شناخته نیست؛ {}", name_of(name), allowed(expected)));
    }
    if detail.starts_with("data did not match any variant of untagged enum ") {
        return Some("به هیچ‌یک از شکل‌های مجاز نوشته نشده است".to_owned());
    }
    if let Some((n, expected)) = detail.strip_prefix("invalid length ").and_then(apart) {
        return Some(format!("طول آن {} است و باید {} باشد", to_persian_digits(n), kind(expected)));
    }
    for prefix in ["invalid type: ", "invalid value: "] {
        if let Some((found, expected)) =
            detail.strip_prefix(prefix).and_then(|rest| rest.rsplit_once(", expected "))
        {
            return Some(format!("به‌جای {}، {} آمده است", kind(expected), kind(found)));
        }
    }
    if let Some((found, expected)) = detail.strip_prefix("found ").and_then(apart) {
        return Some(match expected.strip_prefix("at most ") {
            Some(most) => {
                format!(
                    "نگارش {} است و دست بالا {} خوانده می‌شود",
                    to_persian_digits(found),
                    to_persian_digits(most)
                )
            }
            None => format!("{} است و باید {} باشد", name_of(found), name_of(expected)),
        });
    }
    let twice = detail.strip_suffix(" stands here twice")?;
    Some(format!("{} اینجا دو بار آمده است", name_of(twice)))
}

/// What stands before and after `, expected `, or before `, there are no fields`.
fn apart(rest: &str) -> Option<(&str, &str)> {
    rest.split_once(", expected ").or_else(|| Some((rest.strip_suffix(", there are no fields")?, "")))
}

/// A name in quotes, set apart from the text around it.
fn name_of(name: &str) -> String {
    format!("«{}»", ltr(name.trim_matches('`')))
}

/// Which names there may be: `` `a` ``, `` `a` or `b` ``, `` one of `a`, `b` ``.
fn allowed(expected: &str) -> String {
    let names: Vec<String> = expected.split('`').skip(1).step_by(2).map(name_of).collect();
    match names.as_slice() {
        [] => "اینجا جزئی نمی‌آید".to_owned(),
        [one] => format!("باید {one} باشد"),
        more => format!("باید یکی از این‌ها باشد: {}", more.join("، ")),
    }
}

/// A kind of value, or a value, as a reader names it.
fn kind(said: &str) -> String {
    if let Some((_, persian)) = KINDS.iter().find(|(english, _)| *english == said) {
        return (*persian).to_owned();
    }
    if let Some((persian, value)) =
        VALUES.iter().find_map(|(english, own)| Some((own, said.strip_prefix(english)?)))
    {
        return format!("{persian} «{}»", ltr(value.trim_matches(['`', '"'])));
    }
    if said.starts_with("struct ")
        || said.starts_with("internally tagged enum ")
        || said.starts_with("adjacently tagged enum ")
    {
        return "شیء".to_owned();
    }
    if said.starts_with("enum ") || said.starts_with("tuple variant ") || said.starts_with("newtype variant ")
    {
        return "یکی از گزینه‌های مجاز".to_owned();
    }
    if let Some(n) =
        said.strip_prefix("a tuple of size ").or_else(|| said.strip_prefix("an array of length "))
    {
        return format!("آرایه‌ای با {} جزء", to_persian_digits(n));
    }
    if said.starts_with("tuple struct ") {
        return "آرایه".to_owned();
    }
    ltr(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(detail: &str) -> String {
        reading_fault(detail).replace(['\u{2066}', '\u{2069}'], "")
    }

    #[test]
    fn phrases_of_readers_are_persian() {
        for (english, persian) in [
            ("missing field `rule`", "جزء لازم «rule» نیامده است"),
            ("duplicate field `cut`", "جزء «cut» دو بار آمده است"),
            (
                "unknown field `wieght`, expected `weight` or `id`",
                "جزء «wieght» شناخته نیست؛ باید یکی از این‌ها باشد: «weight»، «id»",
            ),
            ("unknown field `x`, there are no fields", "جزء «x» شناخته نیست؛ اینجا جزئی نمی‌آید"),
            (
                "unknown variant `meen`, expected one of `mean`, `sum`, `max`",
                "گزینهٔ «meen» شناخته نیست؛ باید یکی از این‌ها باشد: «mean»، «sum»، «max»",
            ),
            ("invalid type: string \"12\", expected f64", "به‌جای عدد، متن «12» آمده است"),
            ("invalid type: null, expected struct Label", "به‌جای شیء، null آمده است"),
            ("invalid type: map, expected a sequence", "به‌جای آرایه، شیء آمده است"),
            ("invalid value: integer `-3`, expected u32", "به‌جای عدد صحیح نامنفی، عدد «-3» آمده است"),
            ("invalid length 3, expected an array of length 2", "طول آن ۳ است و باید آرایه‌ای با ۲ جزء باشد"),
            (
                "found `negah.snapshot`, expected `negah.scenario`",
                "«negah.snapshot» است و باید «negah.scenario» باشد",
            ),
            ("found 9, expected at most 1", "نگارش ۹ است و دست بالا ۱ خوانده می‌شود"),
            ("`a` stands here twice", "«a» اینجا دو بار آمده است"),
        ] {
            assert_eq!(plain(english), persian);
        }
    }

    #[test]
    fn a_value_that_holds_the_words_of_a_reader_is_told_whole() {
        let said = "invalid type: string \"a, expected b\", expected f64";
        assert_eq!(plain(said), "به‌جای عدد، متن «a, expected b» آمده است");
    }

    #[test]
    fn what_is_not_known_is_kept() {
        assert_eq!(plain("the moon is blue"), "the moon is blue");
    }
}
