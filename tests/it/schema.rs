//! The published schemas and their human pages are what the types say, and tell good files from bad.
//!
//! `UPDATE_SCHEMA=1 cargo test --test it schema` writes them anew.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use negah::{scenario, snapshot};
use serde_json::{Value, json};

/// Persian terms of the glossary for members and types of the files.
const TERMS: &[(&str, &str)] = &[
    ("SnapshotFile", "نسخهٔ داده"),
    ("Areas", "محدوده‌ها"),
    ("Indicator", "شاخص"),
    ("Measure", "نوع سنجش"),
    ("Polarity", "جهت شاخص"),
    ("Level", "سطح مسئلهٔ اجتماعی"),
    ("Approach", "رویکرد"),
    ("Column", "ستون مقادیر"),
    ("Division", "واحد تقسیماتی"),
    ("Geometry", "مرز"),
    ("Named", "شناسه و نام"),
    ("Label", "نام به فارسی و انگلیسی"),
    ("Office", "دفتر تسهیلگری یا تحول اجتماعی"),
    ("Period", "دوره"),
    ("Programme", "برنامه"),
    ("ProgrammeRecord", "عملکرد برنامه"),
    ("Ring", "حلقهٔ مرز"),
    ("Source", "منبع"),
    ("Target", "هدف کمی"),
    ("Scenario", "سناریو"),
    ("Filter", "فیلتر"),
    ("Range", "بازهٔ شاخص"),
    ("Imputation", "برآورد دادهٔ گمشده"),
    ("Normalisation", "بی‌مقیاس‌سازی"),
    ("Within", "دامنهٔ مقیاس"),
    ("MissingRule", "قاعدهٔ دادهٔ گمشده"),
    ("IndexNode", "گره درخت شاخص"),
    ("Method", "روش ترکیب"),
    ("Tiers", "سطح‌بندی"),
    ("Cut", "خط برش"),
    ("Lock", "تصمیم بیرون از قاعده"),
    ("Membership", "بودن در فهرست"),
    ("Uncertainty", "سنجش اطمینان"),
    ("Depth", "سطح وزن‌ها"),
    ("Choices", "انتخاب‌های دیگر روش"),
    ("Treatment", "تعدیل مقدارهای پرت"),
    ("Transform", "تبدیل"),
    ("Percentile", "تعریف صدک"),
    ("Ties", "رتبهٔ مقدارهای برابر"),
    ("Weighting", "خاستگاه وزن‌ها"),
    ("Place", "جایگاه در ترتیب"),
    ("Person", "فرد و امتیازهایش"),
    ("Judge", "داور"),
    ("Comparison", "مقایسهٔ زوجی"),
    ("Denominator", "مخرج شاخص"),
    ("Shrinkage", "کشیدن نرخ به سوی نرخ واحد بالادست"),
    ("FlatMethod", "روش تخت چندمعیاره"),
    ("Basis", "مبنای مقادیر"),
    ("Preference", "تابع ترجیح"),
    ("Rule", "قاعده"),
    ("Condition", "شرط"),
    ("Several", "چند شرط از میان چند"),
    ("Threshold", "آستانه"),
    ("Subject", "موضوع سنجش"),
    ("Bar", "حد"),
    ("PercentileBar", "حد صدکی"),
    ("PercentileDefinition", "تعریف صدک در قاعده"),
    ("PopulationBar", "حد جمعیتی"),
    ("Reach", "سقف یا کف"),
    ("Enclosed", "محصور در میان مشمولان"),
    ("agencies", "دستگاه‌ها"),
    ("agency", "دستگاه"),
    ("all", "همهٔ شرط‌ها"),
    ("any", "دست‌کم یک شرط"),
    ("approach", "رویکرد"),
    ("area", "محدوده"),
    ("area_level", "عنوان محدوده"),
    ("areas", "محدوده‌ها"),
    ("at_least", "دست‌کم"),
    ("bar", "حد"),
    ("best", "بهترین"),
    ("best_to_others", "بهترین در برابر دیگران"),
    ("boundaries", "مرزها"),
    ("bounds", "کران‌ها"),
    ("by", "بر پایهٔ"),
    ("cap", "سقف"),
    ("capacity", "ظرفیت"),
    ("children", "زیرشاخه‌ها"),
    ("choices", "انتخاب‌های دیگر روش"),
    ("code", "کد"),
    ("comparisons", "مقایسه‌ها"),
    ("coordinates", "مختصات"),
    ("count", "شمار"),
    ("cut", "خط برش"),
    ("date", "تاریخ"),
    ("decimals", "رقم‌های اعشار"),
    ("definition", "تعریف"),
    ("denominate", "تقسیم بر"),
    ("denominator", "مخرج"),
    ("depth", "سطح وزن‌ها"),
    ("division", "تقسیمات"),
    ("divisions", "تقسیمات کشوری"),
    ("domain", "حوزه"),
    ("domains", "حوزه‌ها"),
    ("done", "انجام‌شده"),
    ("draws", "شمار نمونه‌ها"),
    ("en", "انگلیسی"),
    ("enclosed", "محصور"),
    ("end", "پایان"),
    ("fa", "فارسی"),
    ("filter", "فیلتر"),
    ("flat", "روش تخت"),
    ("floor", "کف"),
    ("format", "قالب"),
    ("hi", "کران بالا"),
    ("high", "کران بالا"),
    ("id", "شناسه"),
    ("impute", "برآورد دادهٔ گمشده"),
    ("include_missing", "پذیرش دادهٔ گمشده"),
    ("index", "درخت شاخص"),
    ("indicator", "شاخص"),
    ("indicators", "شاخص‌ها"),
    ("issued", "تاریخ صدور"),
    ("issuer", "صادرکننده"),
    ("judges", "داوران"),
    ("kind", "نوع یا گونه"),
    ("kinds", "گونه‌ها"),
    ("kurtosis", "کشیدگی"),
    ("lambda", "ضریب لاندا"),
    ("lat", "عرض جغرافیایی"),
    ("leave_one_out", "حذف یک‌به‌یک شاخص‌ها"),
    ("level", "سطح"),
    ("levels", "سطوح تقسیمات"),
    ("licence", "شرایط استفاده"),
    ("list", "در فهرست یا بیرون از آن"),
    ("lo", "کران پایین"),
    ("locked", "قفل"),
    ("locks", "تصمیم‌های بیرون از قاعده"),
    ("lon", "طول جغرافیایی"),
    ("low", "کران پایین"),
    ("max", "بیشینه"),
    ("max_periods", "بیشترین شمار دوره"),
    ("max_points", "بیشترین شمار نقطه"),
    ("mean", "میانگین"),
    ("measure", "نوع سنجش"),
    ("method", "روش"),
    ("min", "کمینه"),
    ("min_coverage", "کمترین پوشش"),
    ("min_neighbours_share", "کمترین سهم همسایگان"),
    ("min_share", "کمترین سهم"),
    ("minus", "کاسته"),
    ("missing", "دادهٔ گمشده"),
    ("name", "نام"),
    ("name_en", "نام انگلیسی"),
    ("near", "نوار نزدیکی"),
    ("noise", "خطای داده"),
    ("normalise", "بی‌مقیاس‌سازی"),
    ("not", "نقیض"),
    ("note", "یادداشت"),
    ("numerator", "صورت"),
    ("of", "موضوع"),
    ("office", "دفتر"),
    ("offices", "دفاتر"),
    ("opened", "تاریخ گشایش"),
    ("order", "ترتیب اهمیت"),
    ("others_to_worst", "دیگران در برابر بدترین"),
    ("over", "در برابر"),
    ("p", "آستانهٔ ترجیح کامل"),
    ("parent", "واحد بالادست"),
    ("people", "افراد"),
    ("per", "ضریب"),
    ("period", "دوره"),
    ("periods", "دوره‌ها"),
    ("planned", "برنامه‌ریزی‌شده"),
    ("plus_minus", "دامنهٔ تغییر وزن"),
    ("points", "امتیازها"),
    ("polarity", "جهت"),
    ("population", "جمعیت"),
    ("population_share", "سهم جمعیت"),
    ("preference", "تابع ترجیح"),
    ("programme", "برنامه"),
    ("programmes", "برنامه‌ها"),
    ("publisher", "ناشر"),
    ("q", "آستانهٔ بی‌تفاوتی"),
    ("range", "بازه"),
    ("ratio", "نسبت"),
    ("reach", "سقف یا کف"),
    ("reason", "دلیل"),
    ("decider", "تصمیم‌گیرنده"),
    ("letter", "شمارهٔ نامه یا مصوبه"),
    ("records", "عملکرد برنامه‌ها"),
    ("robustness", "سنجش اطمینان"),
    ("round", "گرد کردن تا رقم اعشار"),
    ("round_scale", "گرد کردن پس از مقیاس"),
    ("rule", "قاعده"),
    ("rules", "قاعده‌ها"),
    ("samples", "شمار جفت نمونه‌ها"),
    ("score", "امتیاز"),
    ("sd", "انحراف معیار"),
    ("search", "جست‌وجو"),
    ("seed", "بذر عددهای تصادفی"),
    ("shape", "شکل"),
    ("share", "سهم"),
    ("shares", "سهم‌ها"),
    ("shrink", "کشیدن به میانگین"),
    ("skew", "چولگی"),
    ("snapshot", "نسخهٔ داده"),
    ("source", "منبع"),
    ("sources", "منابع"),
    ("standard_errors", "خطاهای معیار"),
    ("start", "آغاز"),
    ("synthetic", "ساختگی"),
    ("target", "مقدار هدف"),
    ("targets", "هدف‌های کمی"),
    ("then", "سپس"),
    ("tier", "سطح"),
    ("tiers", "سطح‌بندی"),
    ("ties", "رتبهٔ برابرها"),
    ("title", "عنوان"),
    ("to", "تا"),
    ("tolerance", "خطای پذیرفته"),
    ("top", "طول فهرست"),
    ("treat", "تعدیل مقدارهای پرت"),
    ("truncate", "بریدن در کران"),
    ("type", "نوع"),
    ("unit", "واحد"),
    ("v", "ضریب یا وتو"),
    ("value", "مقدار"),
    ("values", "مقادیر"),
    ("version", "نگارش"),
    ("weight", "وزن"),
    ("weighted", "با وزن"),
    ("weighting", "خاستگاه وزن‌ها"),
    ("when", "شرط"),
    ("within", "دامنهٔ مقیاس"),
    ("worst", "بدترین"),
    ("zeros_apart", "صفرها جدا"),
];

/// What the scenario's page says of numbers that are equal.
const EQUAL_NUMBERS: &str = "## Equal numbers

برابری عددهای محاسبه‌شده: Computed numbers are equal if they differ by at most 10⁻¹² of their size, or of the typical size of their column (the larger one of its quartiles; where values of both signs are added up, that of what is added). Arithmetic rounds at some 10⁻¹⁵, and data and weights have far fewer than twelve digits, so what is equal on paper is equal here, whatever the order of areas and of indicators.

- Equal scores share a rank, a tier and a decile, and stand in the order of their codes; a cut between them splits a tie, and that is said.
- Equal values share their percentile, rank or points, in an indicator as in a group's own scale.
- An indicator whose values are all equal is constant and takes no part; `check` names it.
- A score, value or percentile that is equal to a bar meets it: `cut`, bounds of tiers and of bands, rules and ranges alike.
- Flat methods, draws of weights, measures of agreement, changes between periods and the engine of the module go by the same rule.

Scores are shown as they are computed, equal ones as the greatest of them.

";

/// Holds `schema/NAME.schema.json` and `schema/NAME.md` against the schema the types generate.
pub fn check_schema(name: &str, schema: &Value) {
    let mut text = serde_json::to_string_pretty(schema).unwrap();
    text.push('\n');
    check_file(&format!("{name}.schema.json"), &text);
    check_file(&format!("{name}.md"), &page(name, schema));
}

fn check_file(name: &str, expected: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schema").join(name);
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "{name} is out of date: run `UPDATE_SCHEMA=1 cargo test --test it schema`");
}

/// The schema as a page: one section per type, one table row per member.
fn page(name: &str, schema: &Value) -> String {
    let mut out = format!(
        "# The {name} file\n\nMade from [`{name}.schema.json`]({name}.schema.json) (JSON Schema, draft 2020-12). \
         Optional members may be left out; an unknown member is an error.\n\n"
    );
    section(&mut out, schema["title"].as_str().unwrap(), schema);
    if name == "scenario" {
        out.push_str(EQUAL_NUMBERS);
    }
    for (title, definition) in schema["$defs"].as_object().into_iter().flatten() {
        section(&mut out, title, definition);
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn term(name: &str) -> &'static str {
    TERMS.iter().find(|(known, _)| *known == name).map_or("", |(_, term)| term)
}

/// Headings are in Latin letters alone, so that links to them work everywhere.
fn section(out: &mut String, title: &str, schema: &Value) {
    let persian = if term(title).is_empty() { String::new() } else { format!("{}: ", term(title)) };
    writeln!(out, "## {title}\n\n{persian}{}\n", words(schema)).unwrap();
    if schema["properties"].is_object() {
        table(out, schema);
    }
    for variant in variants(schema) {
        let has_table = variant["properties"].as_object().is_some_and(|members| members.len() > 1);
        let end = if has_table { "\n" } else { "" };
        writeln!(out, "- {}: {}{end}", tag(variant), words(variant)).unwrap();
        if has_table {
            table(out, variant);
        }
    }
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// What tells one variant from the others: a constant, or the name of its only member.
fn tag(variant: &Value) -> String {
    let members = || variant["properties"].as_object().into_iter().flatten();
    let shapes = members().map(|(_, shape)| shape);
    let name = std::iter::once(variant).chain(shapes).find_map(|shape| shape["const"].as_str());
    match (name, members().next(), members().count()) {
        (Some(name), ..) => format!("`{name}`"),
        (None, Some((name, shape)), 1) => format!("`{name}` ({})", kind(shape)),
        _ => kind(variant),
    }
}

fn variants(schema: &Value) -> &[Value] {
    let list = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
    list.map(Vec::as_slice).unwrap_or_default()
}

fn words(schema: &Value) -> String {
    schema["description"].as_str().unwrap_or_default().replace("\n\n", " ").replace('\n', " ")
}

fn table(out: &mut String, schema: &Value) {
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    out.push_str("| member | فارسی | type | required | meaning |\n|---|---|---|---|---|\n");
    for (member, shape) in schema["properties"].as_object().into_iter().flatten() {
        let needed = if required.contains(&member.as_str()) { "yes" } else { "" };
        let row = [format!("`{member}`"), term(member).into(), kind(shape), needed.into(), words(shape)];
        writeln!(out, "| {} |", row.join(" | ")).unwrap();
    }
    out.push('\n');
}

/// A shape in few words, with links to the types it refers to.
fn kind(shape: &Value) -> String {
    if let Some(reference) = shape["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if !variants(shape).is_empty() {
        let known: Vec<String> =
            variants(shape).iter().filter(|other| other["type"] != "null").map(kind).collect();
        return known.join(" or ");
    }
    if let Some(value) = shape.get("const") {
        return format!("`{value}`");
    }
    let names: Vec<&str> = match &shape["type"] {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        name => name.as_str().into_iter().collect(),
    };
    names.iter().map(|name| simple(name, shape)).collect::<Vec<_>>().join(" or ")
}

fn simple(name: &str, shape: &Value) -> String {
    match name {
        "array" => format!("array of {}", kind(&shape["items"])),
        "object" if shape["additionalProperties"].is_object() => {
            format!("object of {}", kind(&shape["additionalProperties"]))
        }
        _ => name.to_owned(),
    }
}

#[test]
fn the_snapshot_schema_is_what_the_types_say() {
    check_schema("snapshot", &snapshot::schema());
}

#[test]
fn the_scenario_schema_is_what_the_types_say() {
    check_schema("scenario", &scenario::schema());
}

/// A compiled schema that answers whether an instance is valid.
pub fn validator(schema: &Value) -> impl Fn(&Value) -> bool + use<> {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("schema.json", schema.clone()).unwrap();
    let index = compiler.compile("schema.json", &mut schemas).unwrap();
    move |instance| schemas.validate(instance, index).is_ok()
}

fn sample(name: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/snapshots").join(name);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn the_snapshot_schema_accepts_good_files() {
    let valid = validator(&snapshot::schema());
    let good = sample("good.json");
    assert!(valid(&good));
    let mut parts = good.clone();
    let polygon = good["boundaries"]["0001"]["coordinates"].clone();
    parts["boundaries"]["0001"] = json!({"type": "MultiPolygon", "coordinates": [polygon]});
    assert!(valid(&parts));
}

/// What the schema refuses the parser must refuse too, or the validator; the reverse need not hold.
#[test]
fn the_snapshot_schema_refuses_broken_files() {
    let valid = validator(&snapshot::schema());
    let faults: &[(&str, Value)] = &[
        ("/format", json!("negah.scenario")),
        ("/version", json!(0)),
        ("/synthetic", json!("yes")),
        ("/title", json!({"en": "only English"})),
        ("/issued", json!("1403/02/31")),
        ("/areas/code/0", json!(1)),
        ("/areas/lon/0", json!(200)),
        ("/areas/unknown", json!([])),
        ("/indicators/0/measure", json!({"kind": "median"})),
        ("/indicators/3/measure/per", json!(0)),
        ("/indicators/0/measure", json!({"kind": "count", "denominator": "population"})),
        ("/title", json!({"fa": "عنوان", "ar": "عنوان"})),
        ("/indicators/3/measure/numerator", Value::Null),
        ("/indicators/0/polarity", json!("worse")),
        ("/indicators/0/decimals", json!(10)),
        ("/indicators/5/range", json!([0, 50, 100])),
        ("/values/trust/1402/0", json!("3.1")),
        ("/values/trust/1402", json!({})),
        ("/boundaries/0001/type", json!("Point")),
        ("/boundaries/0001/coordinates/0/0", json!([51.0])),
        ("/boundaries/0001/coordinates/0/0", json!([51.0, 95.0])),
        ("/boundaries/0001/coordinates/0", json!([[51, 35], [52, 35], [51, 35]])),
        ("/records/0/planned", json!(-1)),
        ("/kind", json!("x")),
    ];
    for (pointer, value) in faults {
        let mut broken = sample("good.json");
        put(&mut broken, pointer, value.clone());
        assert!(!valid(&broken), "{pointer} = {value} is let through");
        let bytes = serde_json::to_vec(&broken).unwrap();
        assert!(snapshot::open(&bytes, &snapshot::Limits::DEFAULT).is_err(), "{pointer} = {value} opens");
    }
}

/// Puts a value where a JSON pointer says, adding the last member if it is not there.
fn put(target: &mut Value, pointer: &str, value: Value) {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    match target.pointer_mut(parent).unwrap() {
        Value::Object(members) => {
            members.insert(last.to_owned(), value);
        }
        other => other[last.parse::<usize>().unwrap()] = value,
    }
}

fn scenario_sample() -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds/scenarios/demo-children.scenario.json");
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn the_scenario_schema_accepts_every_scenario_there_is() {
    let valid = validator(&scenario::schema());
    for entry in fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds/scenarios")).unwrap() {
        let path = entry.unwrap().path();
        assert!(valid(&serde_json::from_slice(&fs::read(&path).unwrap()).unwrap()), "{path:?}");
    }
    let mut parts = scenario_sample();
    parts["snapshot"] = "0a".repeat(32).into();
    parts["filter"] = json!({"any": [
        {"not": {"division": ["0101"]}}, {"range": {"indicator": "trust", "min": 1}}, {"office": true}, {"search": "باغ"}
    ]});
    parts["tiers"] = json!({"method": "cuts", "bounds": [60, 40]});
    parts["impute"] = json!({"method": "group_mean", "level": "county"});
    parts["index"]["children"][0]["children"][0]["normalise"] = json!({"method": "min_max"});
    assert!(valid(&parts));
    scenario::Scenario::parse(parts.to_string().as_bytes()).unwrap();
}

/// What the schema refuses the parser must refuse too, or the run on a snapshot.
#[test]
fn the_scenario_schema_refuses_broken_files() {
    let valid = validator(&scenario::schema());
    let demo = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds/demo.snapshot.json");
    let snapshot = snapshot::open(&fs::read(demo).unwrap(), &snapshot::Limits::DEFAULT).unwrap();
    let faults: &[(&str, Value)] = &[
        ("/format", json!("negah.snapshot")),
        ("/version", json!(2)),
        ("/title", Value::Null),
        ("/filter", json!({"kind": "target"})),
        ("/filter", json!({"range": {"min": 3}})),
        ("/normalise", json!({"method": "minmax"})),
        ("/normalise", json!({"method": "z_score", "lo": 1})),
        ("/impute", json!({"method": "none", "level": "county"})),
        ("/missing", json!({"rule": "propagate", "min_coverage": 0.5})),
        ("/missing", json!({"rule": "renormalise", "min_coverage": 1.5})),
        ("/missing", json!({"rule": "indicators", "min_coverage": 0.5})),
        ("/index/round", json!(10)),
        ("/index/round", json!(1.5)),
        ("/within", json!("everything")),
        ("/index", json!([])),
        ("/index/weights", json!([1])),
        ("/index/children/0/weight", json!(-1)),
        ("/index/children/0/method", json!("mean")),
        ("/tiers", json!({"method": "quantile", "count": 1})),
        ("/tiers", json!({"method": "cuts", "bounds": []})),
        ("/cut", json!({"count": -3})),
        ("/cut", json!({"population_share": 1.2})),
        ("/cut", json!({"count": 3, "score": 1})),
        ("/author", json!("x")),
    ];
    for (pointer, value) in faults {
        let mut broken = scenario_sample();
        put(&mut broken, pointer, value.clone());
        assert!(!valid(&broken), "{pointer} = {value} is let through");
        let read = scenario::Scenario::parse(broken.to_string().as_bytes());
        let runs = read.is_ok_and(|scenario| negah::pipeline::run(&snapshot, &scenario).is_ok());
        assert!(!runs, "{pointer} = {value} runs");
    }
}
