//! The rules of an import in words.

use super::import_rule::ImportRule;

/// A rule in words: Persian, English.
pub(super) fn words(rule: ImportRule) -> (&'static str, &'static str) {
    words_of_files(rule).or_else(|| words_of_rows(rule)).unwrap_or_else(|| words_of_remarks(rule))
}

fn words_of_files(rule: ImportRule) -> Option<(&'static str, &'static str)> {
    use ImportRule as R;
    Some(match rule {
        R::Recipe => ("این بخش با بقیهٔ دستور سازگار نیست", "this member contradicts the rest of the recipe"),
        R::FileMissing => {
            ("پرونده‌ای که دستور لازم دارد داده نشده است", "a file that the recipe needs was not given")
        }
        R::FileUnexpected => {
            ("این دستور برای این پرونده کاربردی ندارد", "the recipe has no use for this file")
        }
        R::BadGzip => (
            "پروندهٔ فشرده باز نمی‌شود؛ احتمالاً ناقص است",
            "the compressed file cannot be unpacked; it is probably incomplete",
        ),
        R::TooLarge => ("پرونده از حد مجاز بزرگ‌تر است (بایت)", "the file exceeds the limit (bytes)"),
        R::NotUtf8 => ("متن پرونده با کدگذاری UTF-8 نیست", "the text is not UTF-8"),
        R::BadCsv => ("این سطر به صورت CSV خوانده نمی‌شود", "the row cannot be read as CSV"),
        R::NoRows => ("زیر سرستون‌ها هیچ سطری نیست", "there is no row below the header"),
        R::MissingColumn => ("ستونی که دستور نام برده است در پرونده نیست", "the column is not in the file"),
        R::DuplicateColumn => ("دو ستون یک نام دارند", "two columns bear the same name"),
        R::AmbiguousColumn => (
            "مقدارهای این ستون برای یک دوره در دو پرونده آمده است و روشن نیست کدام مراد است؛ شمارهٔ جدول (table) یا دورهٔ هر جدول را در دستور بنویسید",
            "two files hold this column's figures of one period, and which is meant cannot be told; name the table (table) or give each table its period in the recipe",
        ),
        R::UnclosedQuote => (
            "گیومهٔ انگلیسی (\") در این سطر باز و هرگز بسته نشده است و باقی پرونده را در یک خانه می‌برد",
            "a quotation mark (\") opens here and is never closed, so that one cell swallows the rest of the file",
        ),
        R::LineBreak => (
            "خانه‌ای در این سطر در گیومهٔ انگلیسی (\") باز شده و سطرهای بعدی را در بر گرفته است؛ گیومه یا شکست سطر را بردارید",
            "a quotation mark (\") opens a cell here that runs over the following lines; take out the mark or the line break",
        ),
        R::BadGeoJson => ("پروندهٔ مرزها GeoJSON درست نیست", "the outlines are not well-formed GeoJSON"),
        R::BadBoundary => ("این مرز قابل استفاده نیست", "this outline cannot be used"),
        _ => return None,
    })
}

fn words_of_rows(rule: ImportRule) -> Option<(&'static str, &'static str)> {
    use ImportRule as R;
    Some(match rule {
        R::RaggedRow => {
            ("شمار خانه‌های سطر با سرستون‌ها برابر نیست", "the row has another number of cells than the header")
        }
        R::MissingCode => ("کد واحد خالی است", "the area code is empty"),
        R::DuplicateCode => ("کد واحد تکراری است", "the area code occurs more than once"),
        R::MissingName => ("نام واحد خالی است", "the area name is empty"),
        R::AreaConflict => ("سطرهای یک واحد با هم نمی‌خوانند", "rows of one area disagree"),
        R::DivisionConflict => {
            ("یک کد تقسیمات دو نام یا دو جایگاه دارد", "one division code has two names or two places")
        }
        R::UnknownPeriod => ("این دوره در دستور تعریف نشده است", "the period is not in the recipe"),
        R::UnknownKind => ("این نوع واحد در دستور تعریف نشده است", "the kind is not in the recipe"),
        R::NotANumber => ("عدد نیست", "not a number"),
        R::Negative => {
            ("شمار یا خطای معیار نمی‌تواند منفی باشد", "a count or standard error cannot be negative")
        }
        R::OutOfRange => {
            ("مقدار بیرون از بازهٔ ممکن شاخص است", "the value is outside the indicator's possible range")
        }
        R::CorrectionMismatch => (
            "خانه نه مقدار نادرستِ ثبت‌شده در دستور را دارد و نه مقدار درست را",
            "the cell holds neither the wrong nor the right text of the correction",
        ),
        R::CorrectionUnknown => (
            "واحد یا ستون این اصلاح در پرونده نیست",
            "the area or column of this correction is not in the file",
        ),
        _ => return None,
    })
}

fn words_of_remarks(rule: ImportRule) -> (&'static str, &'static str) {
    use ImportRule as R;
    match rule {
        R::EmptyRow => ("سطر خالی کنار گذاشته شد", "an empty row was passed over"),
        R::MissingDivision => ("کد تقسیمات خالی است", "the division code is empty"),
        R::UnknownArea => {
            ("این سطر به هیچ واحدی مربوط نیست و استفاده نشد", "the row belongs to no area and was not used")
        }
        R::NoJoinedRow => ("برای این شمار واحد در این پرونده سطری نیست", "areas without a row in this file"),
        R::CorrectionApplied => ("اصلاح مستند اعمال شد", "a documented correction was applied"),
        R::CorrectionNotNeeded => (
            "این اصلاح دیگر لازم نیست؛ پرونده خود مقدار درست را دارد",
            "this correction is no longer needed; the file holds the right text",
        ),
        R::UnusedColumns => ("ستون‌هایی که به کار نرفت", "columns that were not used"),
        R::MissingValues => ("شمار واحدهای بدون مقدار", "areas without a value"),
        R::UnknownBoundary => (
            "این مرز به هیچ واحدی مربوط نیست و استفاده نشد",
            "the outline belongs to no area and was not used",
        ),
        R::NoBoundary => ("شمار واحدهای بدون مرز", "areas without an outline"),
        _ => ("موارد بیشتری شمرده شد اما فهرست نشد", "further remarks were counted but not listed"),
    }
}
